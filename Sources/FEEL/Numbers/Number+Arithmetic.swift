extension Number {
    /// The number with the other sign.
    public static prefix func - (value: Number) -> Number {
        Number(trusted: value.significand, exponent: Int(value.exponent), isNegative: !value.isNegative)
    }

    /// The number without its sign.
    public var magnitude: Number { isNegative ? -self : self }

    /// The sum; `nil` when it is too large to be held.
    public func adding(_ other: Number) -> Number? {
        if exponent == other.exponent {
            if high | other.high == 0, isNegative == other.isNegative {
                let (sum, overflow) = low.addingReportingOverflow(other.low)
                if !overflow { return Number(trusted: UInt128(sum), exponent: Int(exponent), isNegative: isNegative) }
            }
            return combine(significand, other.significand, other: other, exponent: Int(exponent))
        }
        if isZero { return other.exponent < exponent ? other : other.withExponent(Int(exponent)) }
        if other.isZero { return exponent < other.exponent ? self : withExponent(Int(other.exponent)) }
        return exponent > other.exponent ? addAligning(other) : other.addAligning(self)
    }

    /// The difference; `nil` when it is too large to be held.
    public func subtracting(_ other: Number) -> Number? { adding(-other) }

    /// The same value with a smaller exponent where the digits allow it.
    private func withExponent(_ target: Int) -> Number {
        let shift = Int(exponent) - target
        guard shift > 0, PowersOfTen.digits(significand) + shift <= Self.maximumDigits else { return self }
        return Number(trusted: significand * PowersOfTen[shift], exponent: target, isNegative: isNegative)
    }

    private func combine(_ first: UInt128, _ second: UInt128, other: Number, exponent: Int) -> Number? {
        if isNegative == other.isNegative {
            return Number(rounding: first + second, exponent: exponent, isNegative: isNegative)
        }
        return first >= second
            ? Number(rounding: first - second, exponent: exponent, isNegative: isNegative)
            : Number(rounding: second - first, exponent: exponent, isNegative: other.isNegative)
    }

    /// Adds a number with a smaller exponent; both are not zero.
    private func addAligning(_ other: Number) -> Number? {
        let shift = Int(exponent) - Int(other.exponent)
        let digits = PowersOfTen.digits(significand)
        if digits + shift <= 38 {
            return combine(
                significand * PowersOfTen[shift], other.significand, other: other, exponent: Int(other.exponent))
        }
        // The other number lies so far below that it matters only for rounding: 37 digits of this one are enough.
        let raise = 37 - digits
        let base = Int(exponent) - raise
        let drop = base - Int(other.exponent)
        let first = significand * PowersOfTen[raise]
        let (second, rest) =
            drop > 38 ? (0, other.significand) : other.significand.quotientAndRemainder(dividingBy: PowersOfTen[drop])
        let sticky = rest != 0
        if isNegative == other.isNegative {
            return Number(rounding: first + second, exponent: base, isNegative: isNegative, sticky: sticky)
        }
        return Number(
            rounding: first - second - (sticky ? 1 : 0), exponent: base, isNegative: isNegative, sticky: sticky)
    }

    /// The product; `nil` when it is too large to be held.
    public func multiplied(by other: Number) -> Number? {
        let sum = Int(exponent) + Int(other.exponent)
        let negative = isNegative != other.isNegative
        if high | other.high == 0 {
            let (top, bottom) = low.multipliedFullWidth(by: other.low)
            return Number(rounding: UInt128(top) << 64 | UInt128(bottom), exponent: sum, isNegative: negative)
        }
        let (top, bottom) = significand.multipliedFullWidth(by: other.significand)
        return Number(wideHigh: top, low: bottom, exponent: sum, isNegative: negative)
    }

    /// The quotient to 34 digits; `nil` for division by zero or when it is too large to be held.
    public func divided(by other: Number) -> Number? {
        if other.isZero { return nil }
        if isZero { return .zero }
        let negative = isNegative != other.isNegative
        let ideal = Int(exponent) - Int(other.exponent)
        let (whole, rest) = significand.quotientAndRemainder(dividingBy: other.significand)
        if rest == 0 { return Number(rounding: whole, exponent: ideal, isNegative: negative) }
        let raise = Self.maximumDigits - PowersOfTen.digits(significand)
        // One digit more than are kept, so that what is dropped tells how to round.
        let scale = PowersOfTen.digits(other.significand) + 1
        let (top, bottom) = (significand * PowersOfTen[raise]).multipliedFullWidth(by: PowersOfTen[scale])
        let (quotient, remainder) = other.significand.dividingFullWidth((top, bottom))
        let result = Number(
            rounding: quotient, exponent: ideal - raise - scale, isNegative: negative, sticky: remainder != 0)
        return remainder == 0 ? result?.trimmed(to: ideal) : result
    }

    /// Drops trailing zeros until the exponent reaches `ideal`.
    private func trimmed(to ideal: Int) -> Number {
        var digits = significand
        var exponent = Int(exponent)
        while exponent < ideal {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            digits = quotient
            exponent += 1
        }
        return Number(trusted: digits, exponent: exponent, isNegative: isNegative)
    }

    /// `self - divisor × floor(self / divisor)` (DMN 1.5, table 75, modulo); `nil` for a zero divisor.
    public func modulo(_ divisor: Number) -> Number? {
        guard !divisor.isZero else { return nil }
        if exponent == divisor.exponent {
            let rest = significand % divisor.significand
            let signed = Number(trusted: rest, exponent: Int(exponent), isNegative: isNegative)
            return rest != 0 && isNegative != divisor.isNegative ? signed.adding(divisor) : signed
        }
        guard let quotient = divided(by: divisor), let floor = quotient.rounded(scale: 0, .floor),
            let product = divisor.multiplied(by: floor)
        else { return nil }
        return subtracting(product)
    }
}
