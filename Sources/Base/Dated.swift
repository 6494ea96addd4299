/// A span of days, both ends included; an open end is nil.
public struct Period: Hashable, Sendable {
    /// The first day; nil when it has always held.
    public let from: Day?
    /// The last day; nil when no end is known.
    public let to: Day?

    /// A span of days; nil when it ends before it starts.
    public init?(from: Day?, to: Day?) {
        if let from, let to, to < from { return nil }
        self.from = from
        self.to = to
    }

    /// Whether a day lies within.
    public func contains(_ day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }

    /// Whether some day lies within both.
    public func overlaps(_ other: Period) -> Bool {
        let startsBeforeEnd = from.map { from in other.to.map { from <= $0 } ?? true } ?? true
        let endsAfterStart = to.map { to in other.from.map { $0 <= to } ?? true } ?? true
        return startsBeforeEnd && endsAfterStart
    }
}
