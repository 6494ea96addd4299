import Registers

/// What a row of a file comes to when it is compared with the records.
struct Judgement {
    var draft: RowDraft
    var outcome: RowOutcome
    /// The record that it is; nil when it is new.
    var record: Record?
    /// For a new record all that the row says, for an existing one what changes.
    var values: FieldValues
    var faults: [RowFault]
    var differences: [FieldDifference] = []
    var candidates: [Candidate] = []
    /// How the row names its record.
    var label: String
    /// By what two rows of one file are the same record.
    var keyHash: [UInt8]?
    /// By what two rows of one file claim what only one record may have, beside the key: by field.
    var uniqueHashes: [String: [UInt8]] = [:]
    /// By what two rows of one file say the same.
    var fingerprint: [UInt8] = []
    /// By what a decision at the duplicate desk is remembered.
    var identity: [UInt8] = []

    /// By what later rows of the file are found that are probably the same; of new rows alone.
    var traits: Traits?
    /// Fields of which the record keeps its own, as somebody decided.
    var setAside: Set<String> = []
    /// Whether an earlier decision says which record it is.
    var isRemembered = false

    /// Whether something is asked of the person.
    var isWarned: Bool { faults.contains { !$0.isError } }
}

/// What a dry run keeps of a row, sealed: it holds names and numbers of people.
struct RowDetail: Codable {
    var label: String
    var faults: [RowFault] = []
    var differences: [FieldDifference] = []
    var candidates: [Candidate] = []
    /// The cells as written: only of rows of which somebody decides or decided, as they may be read again.
    var cells: [WrittenCell] = []
    /// The lines of sheets of child rows that belong to a doubtful row.
    var children: [WrittenChild]?
    /// What was decided of the row.
    var decision: RowDecision?
    /// By what later rows are found that are probably the same.
    var traits: Traits?
}

/// What was decided of a row that is a record's.
struct RowDecision: Codable, Sendable {
    /// Fields of which the record keeps its own.
    var setAside: [String]
    /// The version of the record that writing the row made, by which it can be taken back.
    var version: Int64?
}
