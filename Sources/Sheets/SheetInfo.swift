/// What is known of a sheet before its rows are read.
public struct SheetInfo: Sendable, Equatable {
    /// The place among the sheets, counted from 0.
    public let index: Int
    /// The sheet's name; the file's name for text tables.
    public let name: String
    /// Whether the sheet is hidden.
    public let hidden: Bool
    /// How many rows the file says there are, a hint only.
    public let estimatedRows: Int?
    /// Whether this is the list of problems that `AnnotatedWorkbook` added; an import leaves it out.
    public let isProblemList: Bool
}
