extension Number {
    /// The square root, rounded half up at the 34th digit; `nil` below zero.
    public var squareRoot: Number? {
        if isNegative { return nil }
        if isZero { return .zero }
        // The root of a whole number of 67 or 68 digits has 34; its power of ten must be even.
        let digits = PowersOfTen.digits(significand)
        let shift = (Int(exponent) + digits) % 2 == 0 ? 68 - digits : 67 - digits
        let half = (Int(exponent) - shift) / 2
        let square = (significand * PowersOfTen[34 - digits]).multipliedFullWidth(by: PowersOfTen[shift + digits - 34])
        guard var root = rootByNewton?.units(of: half) else { return nil }
        while Self.isAbove(root.multipliedFullWidth(by: root), square) { root -= 1 }
        while !Self.isAbove((root + 1).multipliedFullWidth(by: root + 1), square) { root += 1 }
        let (high, low) = root.multipliedFullWidth(by: root)
        let rest = square.low.subtractingReportingOverflow(low)
        let isExact = square.high == high && rest.partialValue == 0
        // The rest is at most twice the root, so it fits the low half; above the root it is more than a half.
        if rest.partialValue > root { root += 1 }
        guard let result = Number(rounding: root, exponent: half, isNegative: false) else { return nil }
        return isExact ? result.reduced.expanded : result
    }

    private static func isAbove(_ left: (high: UInt128, low: UInt128), _ right: (high: UInt128, low: UInt128)) -> Bool {
        left.high != right.high ? left.high > right.high : left.low > right.low
    }

    /// The whole units of a power of ten.
    private func units(of power: Int) -> UInt128? {
        guard let whole = rounded(scale: -power, .down) else { return nil }
        let shift = Int(whole.exponent) - power
        return (0...38).contains(shift) ? whole.significand * PowersOfTen[shift] : nil
    }

    /// The root by Newton's method, right but for the last digits.
    private var rootByNewton: Number? {
        let top = PowersOfTen.digits(significand) + Int(exponent)
        var guess = Number(trusted: 1, exponent: (top + 1) / 2, isNegative: false)
        for step in 0..<200 {
            guard let quotient = divided(by: guess), let sum = guess.adding(quotient), let next = sum.divided(by: 2)
            else { return nil }
            // From the first step on the guesses fall towards the root; where they stop falling, they are there.
            if step > 0, next >= guess { break }
            guess = next
        }
        return guess
    }

    /// A whole number written without a positive exponent, where its digits allow.
    private var expanded: Number {
        guard exponent > 0, PowersOfTen.digits(significand) + Int(exponent) <= Self.maximumDigits else { return self }
        return Number(trusted: significand * PowersOfTen[Int(exponent)], exponent: 0, isNegative: isNegative)
    }

    /// e to this power; `nil` when too large.
    public var exponential: Number? {
        if isZero { return .one }
        if self > 15000 { return nil }
        if self < -15000 { return .zero }
        // exp(x) = exp(x / 2^k)^(2^k) with |x / 2^k| small, then the Taylor series.
        var reduced = self
        var halvings = 0
        while reduced.magnitude > 1 {
            guard let half = reduced.divided(by: 2) else { return nil }
            reduced = half
            halvings += 1
        }
        var sum = Number.one
        var term = Number.one
        for step in 1..<60 {
            guard let product = term.multiplied(by: reduced), let next = product.divided(by: Number(step)),
                let total = sum.adding(next)
            else { return nil }
            if total == sum { break }
            (sum, term) = (total, next)
        }
        for _ in 0..<halvings {
            guard let square = sum.multiplied(by: sum) else { return nil }
            sum = square
        }
        return sum
    }

    /// The natural logarithm; `nil` for zero and below.
    public var naturalLogarithm: Number? {
        guard signum > 0 else { return nil }
        // x = m × 10^k with 0.1 <= m < 1, then Newton's steps on exp(y) = m.
        let digits = PowersOfTen.digits(significand)
        let power = digits + Int(exponent)
        let mantissa = Number(trusted: significand, exponent: -digits, isNegative: false)
        guard let first = mantissa.logarithmNearOne else { return nil }
        guard power != 0 else { return first }
        return Self.logarithmOfTen.multiplied(by: Number(power))?.adding(first)
    }

    /// ln 10 to 34 digits.
    private static let logarithmOfTen = Number(
        trusted: 2_302_585_092_994_045_684_017_991_454_684_364, exponent: -33, isNegative: false)

    /// The logarithm of a number in [0.1, 1]: ln m = 8 ln(m^(1/8)), by 2 artanh((r - 1) / (r + 1)).
    private var logarithmNearOne: Number? {
        guard let root = squareRoot?.squareRoot?.squareRoot, let numerator = root.subtracting(1),
            let denominator = root.adding(1), let ratio = numerator.divided(by: denominator),
            let square = ratio.multiplied(by: ratio)
        else { return nil }
        var sum = ratio
        var power = ratio
        for step in 1..<60 {
            guard let next = power.multiplied(by: square), let term = next.divided(by: Number(2 * step + 1)),
                let total = sum.adding(term)
            else { return nil }
            if total == sum { break }
            (sum, power) = (total, next)
        }
        return sum.multiplied(by: 16)
    }

    /// This number to a power; `nil` where there is no real result or it is too large.
    public func raised(to power: Number) -> Number? {
        if let whole = power.integer {
            if isZero { return whole > 0 ? .zero : whole == 0 ? .one : nil }
            guard let result = raised(toWhole: whole.magnitude) else { return whole < 0 ? .zero : nil }
            return whole < 0 ? Number.one.divided(by: result) : result
        }
        if isZero { return power.isNegative ? nil : .zero }
        if power == Number(5, scale: 1) { return squareRoot }
        guard let logarithm = naturalLogarithm else { return nil }
        return logarithm.multiplied(by: power)?.exponential
    }

    private func raised(toWhole power: UInt) -> Number? {
        var result = Number.one
        var base = self
        var rest = power
        while rest > 0 {
            if rest & 1 == 1 {
                guard let product = result.multiplied(by: base) else { return nil }
                result = product
            }
            rest >>= 1
            if rest > 0 {
                guard let square = base.multiplied(by: base) else { return nil }
                base = square
            }
        }
        return result
    }
}
