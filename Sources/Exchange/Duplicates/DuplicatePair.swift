public import Base

/// How far a doubtful pair has come.
public enum PairState: String, Sendable, Hashable, CaseIterable {
    /// Nobody has decided.
    case open
    /// They are one; they were merged, or the row was applied to the record.
    case same
    /// They are two; nobody is asked again.
    case different

    /// What people read.
    public var title: String {
        switch self {
        case .open: "待确认"
        case .same: "同一人"
        case .different: "不是同一人"
        }
    }
}

/// One of the two sides of a pair.
public enum PairSide: String, Sendable, Hashable, CaseIterable {
    /// The first record, or the row of a file.
    case left
    /// The second record; for a row the record that it may belong to.
    case right
}

/// Two records, or a row of a file and a record, that may be the same.
public struct DuplicatePair: Sendable {
    /// What stands on the left side.
    public enum Left: Sendable, Hashable {
        /// A record of the register.
        case record(Int64)
        /// A row of an import.
        case row(run: Int64, row: Int)
    }

    /// Its number.
    public let id: Int64
    /// The register's name.
    public let register: String
    /// The left side.
    public let left: Left
    /// The record on the right side.
    public let right: Int64
    /// How likely they are one, 0–100.
    public let score: Int
    /// Why, in Chinese.
    public let reasons: [String]
    /// How far it has come.
    public let state: PairState
    /// The merge, by which the decision can be undone.
    public let merge: Int64?
    /// Who decided.
    public let decidedBy: String?
    /// When.
    public let decidedAt: Instant?
    /// What the person wrote.
    public let note: String?
    /// How the left side is called.
    public internal(set) var leftLabel: String
    /// How the right side is called.
    public internal(set) var rightLabel: String
}

/// What a person decides on a pair.
public enum PairDecision: Sendable, Hashable {
    /// They are one. Of two records `keep` stays, with the values of the fields named taken from that side; of a row of a
    /// file the record takes the fields whose side is `left`. Fields that are not named go as the comparison proposes.
    case same(keep: PairSide = .right, fields: [String: PairSide] = [:])
    /// They are two.
    case different
}

/// A page of pairs.
public struct DuplicatePage: Sendable {
    /// The pairs, the likeliest first.
    public let pairs: [DuplicatePair]
    /// After which pair the next page starts; nil on the last page.
    public let next: Int64?
}

/// Two sides beside each other, field by field.
public struct PairComparison: Sendable {
    /// One field.
    public struct Line: Sendable, Hashable {
        /// The field's name.
        public let field: String
        /// What people read.
        public let title: String
        /// The left value, for people; masked where it is secret.
        public let left: String
        /// The right value.
        public let right: String
        /// Whether both are known and differ.
        public let differs: Bool
        /// Which value is proposed for the one record.
        public let proposed: PairSide
    }

    /// What a decision on a row of a file does.
    public struct RowFate: Sendable {
        /// Whether the import is over, so that the row is written at once.
        public let isApplied: Bool
        /// What is in the way of making a record of its own of the row; empty when that can be done.
        public let refusal: [RowFault]
    }

    /// The pair.
    public let pair: DuplicatePair
    /// What stands above the left side.
    public let leftTitle: String
    /// What stands above the right side.
    public let rightTitle: String
    /// The fields that either side knows, in the order of the register.
    public let lines: [Line]
    /// What is wrong in the row of a file.
    public let faults: [RowFault]
    /// For a row of a file that waits: what a decision does.
    public internal(set) var fate: RowFate?
}
