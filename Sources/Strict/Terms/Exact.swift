/// An exact fraction: a whole number over a positive whole number.
///
/// Every operation is exact. What does not fit 128 bits, even in lowest terms, is refused with `TooLarge`; nothing is
/// ever rounded unless a rule says so.
public struct Exact: Sendable {
    /// The upper number.
    public let numerator: Int128
    /// The lower number, above zero.
    public let denominator: Int128

    /// The numbers of a calculation outgrew 128 bits.
    public struct TooLarge: Error {}

    /// A whole number.
    public init(_ whole: Int128) {
        numerator = whole
        denominator = 1
    }

    /// A fraction; `denominator` must be above zero.
    public init(_ numerator: Int128, over denominator: Int128) {
        precondition(denominator > 0, "a fraction's lower number is above zero")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Zero.
    public static let zero = Exact(0)
    /// One; also the truth value true.
    public static let one = Exact(1)

    /// Whether it is zero; also the truth value false.
    public var isZero: Bool { numerator == 0 }

    /// The same value in lowest terms.
    public var reduced: Exact {
        if denominator == 1 { return self }
        let common = Self.gcd(numerator.magnitude, denominator.magnitude)
        return common == 1 ? self : Exact(numerator / Int128(common), over: denominator / Int128(common))
    }

    static func gcd(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (a, b) = (first, second)
        while b != 0 {
            if a >> 64 == 0, b >> 64 == 0 {
                let common = narrowGCD(UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b))
                return UInt128(truncatingIfNeeded: common)
            }
            (a, b) = (b, a % b)
        }
        return a
    }

    private static func narrowGCD(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (a, b) = (first, second)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension Exact: Hashable {
    /// Equal by value: 1/2 is 2/4.
    public static func == (left: Exact, right: Exact) -> Bool {
        let (a, b) = (left.reduced, right.reduced)
        return a.numerator == b.numerator && a.denominator == b.denominator
    }

    /// Hashes the value, so that 1/2 and 2/4 hash alike.
    public func hash(into hasher: inout Hasher) {
        let value = reduced
        hasher.combine(value.numerator)
        hasher.combine(value.denominator)
    }
}

extension Exact {
    /// Tries with the numbers as they are, then in lowest terms.
    private static func fitting(
        _ left: Exact, _ right: Exact, _ operation: (Exact, Exact) -> Exact?
    ) throws(TooLarge) -> Exact {
        if let result = operation(left, right) { return result }
        guard let result = operation(left.reduced, right.reduced) else { throw TooLarge() }
        return result
    }

    func adding(_ other: Exact) throws(TooLarge) -> Exact {
        if denominator == other.denominator {
            let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
            if !overflow { return Exact(sum, over: denominator) }
        }
        return try Self.fitting(self, other) { left, right in
            let common = Int128(Self.gcd(left.denominator.magnitude, right.denominator.magnitude))
            let (a, first) = left.numerator.multipliedReportingOverflow(by: right.denominator / common)
            let (b, second) = right.numerator.multipliedReportingOverflow(by: left.denominator / common)
            let (sum, third) = a.addingReportingOverflow(b)
            let (lower, fourth) = (left.denominator / common).multipliedReportingOverflow(by: right.denominator)
            return first || second || third || fourth ? nil : Exact(sum, over: lower)
        }
    }

    var negated: Exact { Exact(-numerator, over: denominator) }

    func subtracting(_ other: Exact) throws(TooLarge) -> Exact { try adding(other.negated) }

    func multiplied(by other: Exact) throws(TooLarge) -> Exact {
        try Self.fitting(self, other) { left, right in
            let (upper, first) = left.numerator.multipliedReportingOverflow(by: right.numerator)
            let (lower, second) = left.denominator.multipliedReportingOverflow(by: right.denominator)
            if first || second { return Self.crossReduced(left, right) }
            return Exact(upper, over: lower)
        }
    }

    private static func crossReduced(_ left: Exact, _ right: Exact) -> Exact? {
        let first = Exact(left.numerator, over: right.denominator).reduced
        let second = Exact(right.numerator, over: left.denominator).reduced
        let (upper, high) = first.numerator.multipliedReportingOverflow(by: second.numerator)
        let (lower, low) = first.denominator.multipliedReportingOverflow(by: second.denominator)
        return high || low ? nil : Exact(upper, over: lower)
    }

    /// One divided by this, which must not be zero.
    var inverse: Exact {
        numerator < 0 ? Exact(-denominator, over: -numerator) : Exact(denominator, over: numerator)
    }

    /// -1, 0 or 1.
    static func order(_ left: Exact, _ right: Exact) throws(TooLarge) -> Int {
        if left.denominator == right.denominator {
            return left.numerator == right.numerator ? 0 : left.numerator < right.numerator ? -1 : 1
        }
        let difference = try left.subtracting(right)
        return difference.numerator == 0 ? 0 : difference.numerator < 0 ? -1 : 1
    }
}
