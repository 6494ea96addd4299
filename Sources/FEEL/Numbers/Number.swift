/// The number of FEEL: an exact decimal of 34 significant digits, as IEEE 754-2008 decimal128
/// (DMN 1.5, 10.3.2.3.1). Results are rounded half to even; there is no NaN and no infinity.
///
/// The value is `significand × 10^exponent`, negative when `isNegative`. Equal values may have different
/// exponents (1.0 and 1); `==` and `hash` go by value.
public struct Number: Sendable {
    let high: UInt64
    let low: UInt64
    package let exponent: Int32
    /// Whether the number is below zero. Zero is never negative.
    public let isNegative: Bool

    static let maximumDigits = 34
    static let exponents: ClosedRange<Int> = -6176...6111
    static let limit = PowersOfTen[34]

    /// Trusts its arguments: the significand is below 10^34 and the exponent is in range.
    init(trusted significand: UInt128, exponent: Int, isNegative: Bool) {
        high = UInt64(truncatingIfNeeded: significand >> 64)
        low = UInt64(truncatingIfNeeded: significand)
        self.exponent = Int32(truncatingIfNeeded: exponent)
        self.isNegative = isNegative && significand != 0
    }

    /// An integer.
    public init(_ value: Int) {
        high = 0
        low = UInt64(value.magnitude)
        exponent = 0
        isNegative = value < 0
    }

    /// An integer counted in units of 10^-scale: `Number(1234, scale: 2)` is 12.34 (fen to yuan).
    public init(_ unscaled: Int, scale: Int) {
        high = 0
        low = UInt64(unscaled.magnitude)
        exponent = Int32(-scale)
        isNegative = unscaled < 0
    }

    /// Rounds to 34 digits, half to even; `nil` when the result is too large.
    init?(rounding significand: UInt128, exponent: Int, isNegative: Bool, sticky: Bool = false) {
        self.init(wideHigh: 0, low: significand, exponent: exponent, isNegative: isNegative, sticky: sticky)
    }

    /// Rounds a 256-bit significand, below 10^68, to 34 digits, half to even; `sticky` says that more digits,
    /// not all zero, follow below. `nil` when the result is too large.
    init?(wideHigh: UInt128, low: UInt128, exponent: Int, isNegative: Bool, sticky: Bool = false) {
        var digits = low
        var exponent = exponent
        if wideHigh != 0 || low >= Self.limit || sticky {
            let excess: Int
            if wideHigh == 0 {
                excess = max(0, PowersOfTen.digits(low) - Self.maximumDigits)
            } else {
                excess = PowersOfTen.digits(Self.limit.dividingFullWidth((wideHigh, low)).quotient)
            }
            digits = Self.divideHalfEven(high: wideHigh, low: low, by: PowersOfTen[excess], sticky: sticky)
            exponent += excess
            if digits >= Self.limit {
                digits /= 10
                exponent += 1
            }
        }
        if exponent > Self.exponents.upperBound {
            if digits == 0 {
                exponent = Self.exponents.upperBound
            } else {
                let room = Self.maximumDigits - PowersOfTen.digits(digits)
                guard exponent - Self.exponents.upperBound <= room else { return nil }
                digits *= PowersOfTen[exponent - Self.exponents.upperBound]
                exponent = Self.exponents.upperBound
            }
        } else if exponent < Self.exponents.lowerBound {
            let lost = Self.exponents.lowerBound - exponent
            digits = lost > 37 ? 0 : Self.divideHalfEven(high: 0, low: digits, by: PowersOfTen[lost], sticky: sticky)
            exponent = Self.exponents.lowerBound
        }
        self.init(trusted: digits, exponent: exponent, isNegative: isNegative)
    }

    private static func divideHalfEven(high: UInt128, low: UInt128, by divisor: UInt128, sticky: Bool) -> UInt128 {
        if divisor == 1 { return low }
        let (quotient, remainder) =
            high == 0 ? low.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth((high, low))
        let half = divisor / 2
        if remainder > half || (remainder == half && (sticky || quotient & 1 == 1)) { return quotient + 1 }
        return quotient
    }

    package var significand: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// Zero.
    public static let zero = Number(0)
    /// One.
    public static let one = Number(1)

    /// Whether the number is zero.
    public var isZero: Bool { low == 0 && high == 0 }
    /// -1, 0 or 1.
    public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }

    /// The same value with the smallest significand (no trailing zeros).
    package var reduced: Number {
        if isZero { return .zero }
        var digits = significand
        var exponent = Int(exponent)
        while exponent < Self.exponents.upperBound {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            digits = quotient
            exponent += 1
        }
        return Number(trusted: digits, exponent: exponent, isNegative: isNegative)
    }

    /// Whether the number has no fraction.
    public var isInteger: Bool { exponent >= 0 || reduced.exponent >= 0 }

    /// The number as an `Int`, when it has no fraction and fits.
    public var integer: Int? {
        if exponent == 0, high == 0, low <= UInt64(Int.max) { return isNegative ? -Int(low) : Int(low) }
        return scaled(by: 0)
    }

    /// The number counted in units of 10^-scale (yuan to fen with scale 2), when that is whole and fits an `Int`.
    public func scaled(by scale: Int) -> Int? {
        let value = reduced
        if value.isZero { return 0 }
        let shift = Int(value.exponent) + scale
        guard shift >= 0, shift <= 19 else { return nil }
        let (digits, overflow) = value.significand.multipliedReportingOverflow(by: PowersOfTen[shift])
        guard !overflow, digits <= UInt128(Int.max) else { return nil }
        return isNegative ? -Int(digits) : Int(digits)
    }
}

extension Number: Hashable, Comparable {
    /// Equal by value: 1.0 is 1.
    public static func == (left: Number, right: Number) -> Bool { compare(left, right) == 0 }

    /// Less by value.
    public static func < (left: Number, right: Number) -> Bool { compare(left, right) < 0 }

    static func compare(_ left: Number, _ right: Number) -> Int {
        if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
        let order = compareMagnitude(left, right)
        return left.isNegative ? -order : order
    }

    static func compareMagnitude(_ left: Number, _ right: Number) -> Int {
        if left.exponent == right.exponent {
            if left.high != right.high { return left.high < right.high ? -1 : 1 }
            return left.low == right.low ? 0 : left.low < right.low ? -1 : 1
        }
        if left.isZero || right.isZero { return left.isZero ? (right.isZero ? 0 : -1) : 1 }
        let leftTop = PowersOfTen.digits(left.significand) + Int(left.exponent)
        let rightTop = PowersOfTen.digits(right.significand) + Int(right.exponent)
        if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
        let shift = Int(left.exponent) - Int(right.exponent)
        let first = shift > 0 ? left.significand * PowersOfTen[shift] : left.significand
        let second = shift < 0 ? right.significand * PowersOfTen[-shift] : right.significand
        return first == second ? 0 : first < second ? -1 : 1
    }

    /// Hashes the value, so that 1.0 and 1 hash alike.
    public func hash(into hasher: inout Hasher) {
        let value = reduced
        hasher.combine(value.high)
        hasher.combine(value.low)
        hasher.combine(value.exponent)
        hasher.combine(value.isNegative)
    }
}

extension Number: ExpressibleByIntegerLiteral {
    /// An integer literal.
    public init(integerLiteral value: Int) { self.init(value) }
}
