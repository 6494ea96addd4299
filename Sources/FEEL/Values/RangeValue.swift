/// An interval between two values of one kind; a null end is open towards that side (DMN 1.5, 10.3.2.7).
public struct RangeValue: Sendable {
    /// The lower end, or null for none.
    public let low: Value
    /// Whether the lower end belongs to the interval.
    public let includesLow: Bool
    /// The upper end, or null for none.
    public let high: Value
    /// Whether the upper end belongs to the interval.
    public let includesHigh: Bool
    /// The comparison it was written with, as in `(< 5)`, if it was.
    let comparison: Comparison?

    /// An interval.
    public init(low: Value, includesLow: Bool = true, high: Value, includesHigh: Bool = true) {
        self.init(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh, comparison: nil)
    }

    init(low: Value, includesLow: Bool, high: Value, includesHigh: Bool, comparison: Comparison?) {
        (self.low, self.high) = (low, high)
        (self.includesLow, self.includesHigh) = (includesLow && !low.isNull, includesHigh && !high.isNull)
        self.comparison = comparison
    }

    /// The interval of the values for which a comparison with `end` holds; `nil` for `!=`.
    init(_ comparison: Comparison, _ end: Value) {
        switch comparison {
        case .less: self.init(low: .null, includesLow: false, high: end, includesHigh: false, comparison: .less)
        case .lessOrEqual:
            self.init(low: .null, includesLow: false, high: end, includesHigh: true, comparison: .lessOrEqual)
        case .greater: self.init(low: end, includesLow: false, high: .null, includesHigh: false, comparison: .greater)
        case .greaterOrEqual:
            self.init(low: end, includesLow: true, high: .null, includesHigh: false, comparison: .greaterOrEqual)
        case .equal: self.init(low: end, includesLow: true, high: end, includesHigh: true, comparison: .equal)
        case .notEqual: self.init(low: end, includesLow: false, high: end, includesHigh: false, comparison: .notEqual)
        }
    }

    /// Whether a value lies within; `nil` when it cannot be compared with the ends.
    func contains(_ value: Value) -> Bool? {
        if comparison == .notEqual { return Value.equal(value, low).map { !$0 } }
        // Only a comparison such as (< 5) is open to one side; [1..null] says nothing about any value.
        if comparison == nil, low.isNull || high.isNull { return nil }
        if !low.isNull {
            guard let order = Value.order(value, low) else { return nil }
            if order < 0 || (order == 0 && !includesLow) {
                return high.isNull || Value.order(value, high) != nil ? false : nil
            }
        }
        if !high.isNull {
            guard let order = Value.order(value, high) else { return nil }
            if order > 0 || (order == 0 && !includesHigh) { return false }
        }
        return true
    }
}
