/// The first rows of a sheet with their merged cells, as the search for the heading sees them.
struct HeaderGrid {
    let rows: [SheetRow]
    private let merges: [MergedRange]
    /// How many columns the rows fill at most.
    let width: Int

    init(rows: [SheetRow], merges: [MergedRange]) {
        let last = rows.last?.number ?? 0
        self.rows = rows
        self.merges = merges.filter { $0.rows.lowerBound <= last }.prefix(2_000).map { $0 }
        width = rows.map { $0.cells.count }.max() ?? 0
    }

    /// Whether the row could hold headings: short texts, at least two of them, no numbers and dates.
    func looksLikeHeading(_ index: Int, below: Bool) -> Bool {
        let cells = rows[index].cells
        let isSingle = cells.count == 1
        guard cells.count > 1 || below || (isSingle && width == 1) else { return false }
        let years = cells.filter { Self.isYear($0) }.count
        return years * 2 <= cells.count && cells.allSatisfy { Self.isYear($0) || Self.isHeading($0) }
    }

    /// Whether cells of the row reach into the next one, so that it cannot be the last row of headings.
    func mustGoOn(_ index: Int) -> Bool {
        let number = rows[index].number
        return merges.contains { merge in
            merge.rows.lowerBound == number && merge.rows.upperBound > number && merge.rows.upperBound - number < 3
                && rows[index][column: merge.columns.lowerBound].kind != .empty
                && rows.contains { $0.number > number && $0.number <= merge.rows.upperBound }
        }
    }

    /// Whether a lower row carries on the headings that begin in the row `start`: it stands under groups or beside cells
    /// that reach down to it.
    func continues(_ start: Int, to lower: Int) -> Bool {
        let top = rows[start]
        let row = rows[lower]
        guard row.number - top.number == lower - start else { return false }
        let reaching = merges.contains { $0.rows.lowerBound == top.number && $0.rows.upperBound >= row.number }
        let grouped = row.cells.allSatisfy { cell in
            merges.contains { group in
                group.columns.count > 1 && (top.number..<row.number).contains(group.rows.lowerBound)
                    && group.columns.contains(cell.column)
            }
        }
        if reaching || grouped {
            return row.cells.contains { cell in !coveredFromAbove(cell, from: top.number) }
        }
        return complements(top, row)
    }

    /// Without merged cells (text files): groups have gaps to their right, which the lower row fills.
    private func complements(_ top: SheetRow, _ row: SheetRow) -> Bool {
        let upper = Set(top.cells.map(\.column))
        let lower = Set(row.cells.map(\.column))
        let onlyUpper = upper.subtracting(lower)
        let onlyLower = lower.subtracting(upper)
        guard !onlyUpper.isEmpty, !onlyLower.isEmpty else { return false }
        // Every gap of the upper row has a heading to its left, and the two rows fill one run of columns.
        let all = upper.union(lower)
        guard let first = all.min(), let last = all.max(), all.count == last - first + 1, upper.contains(first) else {
            return false
        }
        return onlyLower.allSatisfy { column in
            guard let group = upper.filter({ $0 < column }).max() else { return false }
            return lower.contains(group)
        }
    }

    private func coveredFromAbove(_ cell: SheetCell, from top: Int) -> Bool {
        merges.contains { $0.rows.lowerBound < cell.row && $0.contains(row: cell.row, column: cell.column) }
    }

    /// The columns with their headings, read down the rows.
    func columns(_ range: Range<Int>) -> [HeaderColumn] {
        let isMerged = merges.contains { $0.rows.lowerBound >= rows[range.lowerBound].number }
        let used = Set(range.flatMap { rows[$0].cells.map(\.column) })
        let covered = merges.filter { merge in
            range.contains {
                rows[$0].number == merge.rows.lowerBound && rows[$0][column: merge.columns.lowerBound].kind != .empty
            }
        }.flatMap { $0.columns.count <= 256 ? Array($0.columns) : [] }
        return Set(used).union(covered).sorted().compactMap { column in
            var pieces: [String] = []
            for index in range {
                let isLast = index == range.upperBound - 1
                let text = HeaderTitle.clean(
                    heading(
                        index, column,
                        carries: !isLast && !isMerged && rows[range.upperBound - 1][column: column].kind != .empty))
                if !text.isEmpty, text != pieces.last { pieces.append(text) }
            }
            guard let item = pieces.last else { return nil }
            let group = pieces.count > 1 ? pieces.dropLast().joined(separator: "/") : nil
            return HeaderColumn(column: column, title: pieces.joined(separator: "/"), group: group, item: item)
        }
    }

    private func heading(_ index: Int, _ column: Int, carries: Bool) -> String {
        let row = rows[index]
        let cell = row[column: column]
        if cell.kind != .empty { return cell.text }
        if let merge = merges.first(where: { $0.contains(row: row.number, column: column) }) {
            // A heading that spans columns without anything below belongs to its first column only when it reaches down.
            return rows.first { $0.number == merge.rows.lowerBound }?.text(merge.columns.lowerBound) ?? ""
        }
        guard carries else { return "" }
        return row.cells.last { $0.column < column }?.text ?? ""
    }

    /// Whether the row numbers the columns: 1 2 3 … or 甲 乙 1 2 ….
    func isNumbering(_ row: SheetRow) -> Bool {
        guard row.cells.count >= 3 else { return false }
        let marks: Set<Character> = ["甲", "乙", "丙", "丁", "戊", "己"]
        var expected: Int?
        for cell in row.cells {
            let text = cell.text.filter { !"（）() 栏第列".contains($0) }
            if text.count == 1, let mark = text.first, marks.contains(mark) { continue }
            guard let number = Int(text), number == expected ?? number, number <= 2 || expected != nil else {
                return false
            }
            expected = number + 1
        }
        return true
    }

    /// Whether the row is a remark under the headings.
    func isRemark(_ row: SheetRow, columns: Int) -> Bool {
        guard let first = row.cells.first, row.cells.count * 3 <= max(columns, 3) else { return false }
        let text = HeaderTitle.clean(first.text)
        return FooterWords.remarks.contains { text.hasPrefix($0 + "：") || text.hasPrefix($0 + ":") }
            || text.hasPrefix("（示例") || text.hasPrefix("示例")
    }

    /// Short text; explanations in brackets may be long. Numbers, dates, ids and phone numbers are values.
    private static func isHeading(_ cell: SheetCell) -> Bool {
        guard cell.kind == .text else { return false }
        let key = HeaderTitle.key(cell.text)
        let text = key.isEmpty ? HeaderTitle.clean(cell.text) : key
        let digits = text.utf8.filter { $0 >= 48 && $0 <= 57 }.count
        return text.count <= 60 && digits < text.utf8.count && !(digits >= 6 && digits * 3 >= text.count * 2)
    }

    /// Columns for years are headed by the year, which a spreadsheet takes for a number.
    private static func isYear(_ cell: SheetCell) -> Bool {
        cell.text.utf8.count == 4 && (cell.text.hasPrefix("19") || cell.text.hasPrefix("20")) && Int(cell.text) != nil
    }
}
