/// One row of a sheet. `cells` holds only the cells with content, in column order.
public struct SheetRow: Sendable, Equatable {
    /// The row number, counted from 1 as in Excel.
    public let number: Int
    /// Whether the row is hidden, by hand or by a filter.
    public let hidden: Bool
    /// The cells with content, in column order.
    public internal(set) var cells: [SheetCell]

    /// Makes a row; the cells must be in column order.
    public init(number: Int, hidden: Bool = false, cells: [SheetCell]) {
        self.number = number
        self.hidden = hidden
        self.cells = cells
    }

    /// The cell in that column (from 0); an empty one when nothing stands there.
    public subscript(column column: Int) -> SheetCell {
        if column >= 0, column < cells.count, cells[column].column == column { return cells[column] }
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].column < column { low = middle + 1 } else { high = middle }
        }
        if low < cells.count, cells[low].column == column { return cells[low] }
        return SheetCell(text: "", kind: .empty, row: number, column: column)
    }

    /// The text in that column (from 0), empty when nothing stands there.
    public func text(_ column: Int) -> String { self[column: column].text }

    /// Whether the row has no content at all.
    public var isEmpty: Bool { cells.isEmpty }
}

/// Whether to go on after a row.
public enum RowFlow: Sendable {
    /// Send the next row.
    case `continue`
    /// Stop reading.
    case stop
}
