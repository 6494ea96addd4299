/// Gives the cells that a merged range covers the value of its first cell.
struct MergeFiller {
    private struct Active {
        let range: MergedRange
        let cell: SheetCell
    }

    private var waiting: ArraySlice<MergedRange>
    private var active: [Active] = []
    private let maxColumns: Int
    private let maxFilled: Int
    private var filled = 0

    init(_ merges: [MergedRange], limits: SheetLimits) {
        waiting = merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
        maxColumns = limits.maxColumns
        maxFilled = limits.maxFilledCells
    }

    /// Fills the covered cells of the row. Rows must come in order.
    /// - Throws: `SheetError` when merged ranges cover more cells than a list made by people has.
    mutating func fill(_ row: inout SheetRow) throws {
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
        var copies: [SheetCell] = []
        for merge in active {
            for column in merge.range.columns.clamped(to: 0...(maxColumns - 1)) {
                if row.number == merge.cell.row, column == merge.cell.column { continue }
                copies.append(
                    SheetCell(
                        text: merge.cell.text, kind: merge.cell.kind, row: row.number, column: column,
                        isMergedCopy: true))
            }
        }
        filled += copies.count
        guard filled <= maxFilled else {
            throw SheetError(.tooLarge, "合并单元格盖住了 \(maxFilled) 个以上的格子。请取消整列、整表的合并后再上传")
        }
        let covered = Set(copies.map(\.column))
        row.cells = (row.cells.filter { !covered.contains($0.column) } + copies).sorted { $0.column < $1.column }
    }
}
