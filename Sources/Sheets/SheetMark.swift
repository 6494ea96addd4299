/// Something wrong or doubtful in a sheet, to be shown in the annotated workbook.
public struct SheetMark: Sendable, Equatable {
    /// How grave it is.
    public enum Severity: Sendable {
        /// The row is refused until it is mended.
        case error
        /// The row is taken, but a person should look.
        case warning
    }

    /// The sheet, counted from 0 as in `SheetSource.sheets`.
    public let sheet: Int
    /// The row, counted from 1.
    public let row: Int
    /// The column, counted from 0; nil when the row as a whole is meant.
    public let column: Int?
    /// What is wrong and what to do, in plain Chinese.
    public let message: String
    /// How grave it is.
    public let severity: Severity

    /// Makes a mark.
    public init(sheet: Int = 0, row: Int, column: Int? = nil, message: String, severity: Severity = .error) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.message = message
        self.severity = severity
    }
}
