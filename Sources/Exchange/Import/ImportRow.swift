/// What is wrong in a cell or a row, and what to do.
public struct RowFault: Sendable, Hashable, Codable {
    /// The column, from 0; nil for the row as a whole.
    public let column: Int?
    /// The cell as people name it: C12.
    public let cell: String?
    /// The field.
    public let field: String?
    /// The heading in the file, or the field's title.
    public let title: String
    /// What was written.
    public let value: String?
    /// What is wrong and what to do, in Chinese.
    public let message: String
    /// Whether it refuses the row; otherwise it asks.
    public let isError: Bool
    /// The sheet, from 0, where the cell lies in a sheet of child rows; nil for the main sheet.
    public var sheet: Int?
    /// The row in that sheet.
    public var sheetRow: Int?
}

/// A value that a row changes.
public struct FieldDifference: Sendable, Hashable, Codable {
    /// The field.
    public let field: String
    /// Its title.
    public let title: String
    /// What the record holds, for people; masked where it is secret.
    public let old: String
    /// What the row says, for people; masked where it is secret.
    public let new: String
}

/// A record that a row may belong to.
public struct Candidate: Sendable, Hashable, Codable {
    /// The record.
    public let record: Int64
    /// How likely it is, 0–100.
    public let score: Int
    /// Why, in Chinese.
    public let reasons: [String]
}

/// What became of one row of a file.
public struct ImportRow: Sendable {
    /// The row number as in Excel; a line of a sheet of child rows that has no record is numbered beyond all of them.
    public let row: Int
    /// Whether it is a line of a sheet of child rows for which the main sheet has no row.
    public var isOrphan: Bool { SheetRowNumber.isOfChildSheet(row) }
    /// What becomes of it.
    public let outcome: RowOutcome
    /// The record that it is or becomes.
    public let record: Int64?
    /// How the row names its record: a person's name.
    public let label: String
    /// What is wrong, or asked.
    public let faults: [RowFault]
    /// What it changes.
    public let differences: [FieldDifference]
    /// The records that it may belong to.
    public let candidates: [Candidate]
    /// Whether it was written.
    public let applied: Bool
}

/// A page of rows.
public struct ImportRowPage: Sendable {
    /// The rows, by number.
    public let rows: [ImportRow]
    /// After which row the next page starts; nil on the last page.
    public let next: Int?
}
