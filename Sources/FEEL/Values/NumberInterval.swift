/// An interval between numbers, for quick tests; a missing end is open.
package struct NumberInterval: Sendable {
    /// The lower end.
    package let low: Number?
    /// Whether the lower end belongs to it.
    package let includesLow: Bool
    /// The upper end.
    package let high: Number?
    /// Whether the upper end belongs to it.
    package let includesHigh: Bool

    /// The numbers of an interval; `nil` when its ends are no numbers, or it says nothing about any number.
    package init?(_ range: RangeValue) {
        if range.comparison == .notEqual { return nil }
        if range.comparison == nil, range.low.isNull || range.high.isNull { return nil }
        guard range.low.isNull || range.low.number != nil, range.high.isNull || range.high.number != nil else {
            return nil
        }
        (low, includesLow, high, includesHigh) = (
            range.low.number, range.includesLow, range.high.number, range.includesHigh
        )
    }

    /// A number alone.
    package init(_ number: Number) { (low, includesLow, high, includesHigh) = (number, true, number, true) }

    /// Whether a number lies within.
    package func contains(_ number: Number) -> Bool {
        if let low {
            let order = Number.compare(number, low)
            if order < 0 || (order == 0 && !includesLow) { return false }
        }
        if let high {
            let order = Number.compare(number, high)
            if order > 0 || (order == 0 && !includesHigh) { return false }
        }
        return true
    }
}
