import Registers

/// One row of a file, read but not yet compared with the records.
struct RowDraft: Sendable {
    /// The row number as in Excel.
    let number: Int
    /// What the row says, by field. `.null` takes a value away; a missing field says nothing.
    var values: FieldValues = [:]
    /// For references: what the row says of the record that is meant, by that register's fields.
    var links: [String: FieldValues] = [:]
    /// The record's own number, where the file carries it.
    var recordNumber: Int64?
    /// Fields of the key of which the row says nothing, as a new record would take them today: a visit without a date.
    /// Kept apart from what the row says, which is never made to change the day of a record that is there.
    var assumedKey: FieldValues = [:]
    /// Masked secrets of a list that went out, by field: they say nothing, but may speak against the record.
    var masked: [String: String] = [:]
    /// What is wrong in its cells.
    var faults: [RowFault] = []
    /// The cells as written, for reading the row again at the duplicate desk.
    var cells: [WrittenCell] = []
    /// The lines of sheets of child rows that belong to it.
    var children: [WrittenChild] = []
    /// Whether the row only names whom it is about: nobody filled it in.
    var isBlank = false

    /// Whether no record needs to be looked for: nobody filled it in, or it is a line of child rows without a record.
    var isSettled: Bool { isBlank || SheetRowNumber.isOfChildSheet(number) }

    /// Whether a cell of the field could not be read.
    func hasFault(in field: String) -> Bool {
        faults.contains { $0.field == field && $0.isError }
    }
}

/// A cell as it was written.
struct WrittenCell: Sendable, Hashable, Codable {
    let column: Int
    let text: String
}
