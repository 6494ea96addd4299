/// How a sheet is laid out, beside its values.
public struct SheetLayout: Sendable {
    /// The merged cells.
    public internal(set) var merges: [MergedRange] = []
    /// Columns with a width of their own or hidden.
    public internal(set) var columns: [ColumnSpan] = []
    /// The last row with content, 0 when there is none.
    public internal(set) var lastRow = 0
    /// The last column with content, -1 when there is none.
    public internal(set) var lastColumn = -1

    /// Whether the column is hidden.
    public func isHidden(column: Int) -> Bool { columns.contains { $0.hidden && $0.columns.contains(column) } }
}

/// A run of columns that share width and visibility.
public struct ColumnSpan: Sendable, Equatable {
    /// The columns, counted from 0.
    public let columns: ClosedRange<Int>
    /// The width in characters of the standard font; nil for the standard width.
    public let width: Double?
    /// Whether the columns are hidden.
    public let hidden: Bool
}
