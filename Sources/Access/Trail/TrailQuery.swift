public import Base

/// Which entries of the trail are asked for.
public struct TrailQuery: Sendable, Equatable {
    /// Only these kinds; all when empty.
    public var kinds: [TrailKind] = []
    /// Only of this account.
    public var account: Int64?
    /// Only of this register.
    public var register: String?
    /// Only of this record.
    public var record: String?
    /// Only from this day (China) on.
    public var from: Day?
    /// Only until the end of this day (China).
    public var to: Day?
    /// The end of the page before; nil for the first page.
    public var after: TrailPage.End?
    /// How many entries a page holds, 1 to 500.
    public var limit = 50

    /// All entries.
    public init() {}
}

/// A page of the trail, the newest entries first.
public struct TrailPage: Sendable, Equatable {
    /// Where a page ended: `encoded` fits an address.
    public struct End: Sendable, Equatable {
        let at: String
        let stream: Int
        let sequence: Int64

        /// The text for an address.
        public var encoded: String { "\(at)_\(stream)_\(sequence)" }

        /// Reads such a text; nil for anything else.
        public init?(_ encoded: String) {
            let parts = encoded.split(separator: "_", omittingEmptySubsequences: false)
            guard parts.count == 3, let at = Instant(iso: String(parts[0])), let stream = Int(parts[1]),
                let sequence = Int64(parts[2])
            else { return nil }
            (self.at, self.stream, self.sequence) = (at.iso, stream, sequence)
        }

        init(_ row: TrailRow) {
            (at, stream, sequence) = (row.entry.at.iso, row.stream, row.sequence)
        }
    }

    /// The entries.
    public let rows: [TrailRow]
    /// Where the next page starts; nil when this is the last.
    public let next: End?
}
