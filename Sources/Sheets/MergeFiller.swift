/// Gives the cells that a merged range covers the value of its first cell.
struct MergeFiller {
    private struct Active {
        let range: MergedRange
        let cell: SheetCell
    }

    private var waiting: ArraySlice<MergedRange>
    private var active: [Active] = []
    private let maxColumns: Int

    init(_ merges: [MergedRange], maxColumns: Int) {
        waiting = merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
        self.maxColumns = maxColumns
    }

    /// Fills the covered cells of the row. Rows must come in order.
    mutating func fill(_ row: inout SheetRow) {
        active.removeAll { $0.range.rows.upperBound < row.number }
        while let next = waiting.first, next.rows.lowerBound <= row.number {
            waiting.removeFirst()
            // A range whose first row had no content has no value to give; overlapping ranges are a fault of the file.
            guard next.rows.lowerBound == row.number, next.columns.lowerBound < maxColumns,
                !active.contains(where: { $0.range.columns.overlaps(next.columns) && $0.range.rows.overlaps(next.rows) }
                )
            else { continue }
            let cell = row[column: next.columns.lowerBound]
            if cell.kind != .empty { active.append(Active(range: next, cell: cell)) }
        }
        guard !active.isEmpty else { return }
        var cells = row.cells
        for merge in active {
            for column in merge.range.columns.clamped(to: 0...(maxColumns - 1)) {
                if row.number == merge.cell.row, column == merge.cell.column { continue }
                cells.removeAll { $0.column == column }
                cells.append(
                    SheetCell(
                        text: merge.cell.text, kind: merge.cell.kind, row: row.number, column: column,
                        isMergedCopy: true))
            }
        }
        row.cells = cells.sorted { $0.column < $1.column }
    }
}
