/// Cells merged into one: rows counted from 1, columns from 0, both ends included.
public struct MergedRange: Sendable, Hashable {
    /// The rows covered.
    public let rows: ClosedRange<Int>
    /// The columns covered.
    public let columns: ClosedRange<Int>

    /// Makes a range.
    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// The range as Excel writes it, such as `A1:C3`.
    public var reference: String {
        CellReference.text(row: rows.lowerBound, column: columns.lowerBound) + ":"
            + CellReference.text(row: rows.upperBound, column: columns.upperBound)
    }

    /// Whether the cell lies in the range.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }
}
