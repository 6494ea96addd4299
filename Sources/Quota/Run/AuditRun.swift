public import Base

/// One pass over the declarations of a year: each is worked out whose records, parameters or decisions have changed.
public struct AuditRun: Sendable {
    /// How many declarations came to what.
    public struct Counts: Sendable, Hashable {
        /// Those to go through.
        public var total = 0
        /// Those gone through so far.
        public var seen = 0
        /// Of them worked out for the first time.
        public var first = 0
        /// Of them worked out again, because something that they rest on had changed.
        public var again = 0
        /// Of those worked out again, the ones whose figures are others now.
        public var changed = 0

        /// Those left as they stood, because nothing that they rest on had changed.
        public var untouched: Int { seen - first - again }

        /// So many of each.
        public init(total: Int = 0, seen: Int = 0, first: Int = 0, again: Int = 0, changed: Int = 0) {
            (self.total, self.seen, self.first, self.again, self.changed) = (total, seen, first, again, changed)
        }
    }

    /// Its number.
    public let id: Int64
    /// The audit's name.
    public let audit: String
    /// The year for which was declared.
    public let year: Int
    /// Who started it.
    public let actorName: String
    /// How many came to what.
    public let counts: Counts
    /// When it was started.
    public let startedAt: Instant
    /// When it last went on.
    public let updatedAt: Instant
    /// When all were gone through.
    public let finishedAt: Instant?
    /// The regions that were gone through, as the table holds them.
    let scope: String
    /// The number of the last declaration gone through.
    let after: Int64

    /// Whether it stopped on the way: unfinished, and quiet for a minute.
    public func isStalled(at now: Instant = .now) -> Bool {
        finishedAt == nil && now.milliseconds - updatedAt.milliseconds > 60_000
    }
}
