public import FEEL

extension Exact {
    /// 10^power for a power of 0 to 38.
    static func powerOfTen(_ power: Int) -> Int128 { (0..<power).reduce(1) { value, _ in value * 10 } }

    /// The value with `scale` digits after the point; a negative scale rounds to tens, hundreds and so on.
    public func rounded(scale: Int, _ rounding: Rounding) throws(TooLarge) -> Exact {
        let unit = Self.powerOfTen(scale.magnitude < 38 ? Int(scale.magnitude) : 38)
        let shifted = try multiplied(by: scale < 0 ? Exact(1, over: unit) : Exact(unit))
        let whole = Exact(shifted.whole(rounding))
        return try whole.multiplied(by: scale < 0 ? Exact(unit) : Exact(1, over: unit))
    }

    /// The whole number at or below it.
    var floor: Int128 { whole(.floor) }

    private func whole(_ rounding: Rounding) -> Int128 {
        let size = numerator.magnitude
        let (kept, rest) = size.quotientAndRemainder(dividingBy: denominator.magnitude)
        let toHalf = denominator.magnitude - rest
        let isNegative = numerator < 0
        let raise: Bool =
            switch rounding {
            case .halfEven: rest > toHalf || (rest == toHalf && kept & 1 == 1)
            case .halfUp: rest != 0 && rest >= toHalf
            case .halfDown: rest > toHalf
            case .up: rest != 0
            case .down: false
            case .floor: rest != 0 && isNegative
            case .ceiling: rest != 0 && !isNegative
            }
        let digits = Int128(raise ? kept + 1 : kept)
        return isNegative ? -digits : digits
    }
}

extension Exact: CustomStringConvertible {
    /// As a decimal where it is one, else as a fraction: `12.34`, `1/3`.
    public var description: String {
        let value = reduced
        var rest = value.denominator
        var scale = 0
        for prime: Int128 in [2, 5] {
            var power = 0
            while rest % prime == 0 {
                rest /= prime
                power += 1
            }
            scale = max(scale, power)
        }
        guard rest == 1, scale <= 30, let digits = try? value.multiplied(by: Exact(Self.powerOfTen(scale))).reduced
        else { return "\(value.numerator)/\(value.denominator)" }
        if scale == 0 { return "\(digits.numerator)" }
        let text = String(digits.numerator.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
        return (digits.numerator < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// Exactly the number, unless it needs more than 38 digits.
    init?(exactly number: Number) {
        let value = number.reduced
        guard value.exponent.magnitude <= 38, let digits = Int128(exactly: value.significand) else { return nil }
        let signed = value.isNegative ? -digits : digits
        let power = Self.powerOfTen(Int(value.exponent.magnitude))
        if value.exponent <= 0 {
            self.init(signed, over: power)
        } else {
            let (whole, overflow) = signed.multipliedReportingOverflow(by: power)
            if overflow { return nil }
            self.init(whole)
        }
    }
}
