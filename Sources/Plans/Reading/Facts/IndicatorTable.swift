/// Reads goals out of a table of indicators: 指标, 单位, 2025年.
struct IndicatorTable {
    let text: PlanText

    /// The goals of the latest year, a row each; none when the table is of another kind.
    func goals(_ rows: [Int]) -> [PlanDocument.Goal] {
        guard let head = rows.first(where: { isHeader($0) }) else { return [] }
        let heading = text.paragraphs[head].cells.map { text.slice($0).trimmed }
        guard let name = heading.firstIndex(where: { $0.hasSuffix("指标") || $0.hasPrefix("指标") }),
            let value = valueColumn(heading)
        else { return [] }
        let unit = heading.firstIndex { $0 == TextSlice("单位") || $0.hasPrefix("计量单位") }
        return rows.filter { $0 > head }.compactMap { goal($0, name: name, value: value, unit: unit, heading: heading) }
    }

    private func isHeader(_ row: Int) -> Bool {
        let cells = text.paragraphs[row].cells.map { text.slice($0).trimmed }
        return cells.contains { $0.contains("指标") && $0.count <= 8 } && valueColumn(cells) != nil
    }

    /// The last column headed by a year or by 目标.
    private func valueColumn(_ heading: [TextSlice]) -> Int? {
        heading.lastIndex { cell in
            guard cell.count <= 14 else { return false }
            return cell.contains("目标") || cell.indices.contains { FrontDates.year(cell, at: $0) != nil }
        }
    }

    private func goal(_ row: Int, name: Int, value: Int, unit: Int?, heading: [TextSlice]) -> PlanDocument.Goal? {
        let cells = text.paragraphs[row].cells
        guard cells.count > max(name, value) else { return nil }
        let title = text.text(cells[name]).trimmingSpaces
        let cell = text.slice(cells[value]).trimmed(of: "[]<>≥≤=()")
        guard !title.isEmpty, let (number, end) = leadingNumber(cell) else { return nil }
        let written = text.slice(cells[value])
        var comparison = PlanDocument.Comparison.equal
        if written.containsAny(["以上", "≥", ">="]) { comparison = .atLeast }
        if written.containsAny(["以内", "以下", "≤", "<="]) { comparison = .atMost }
        let ownUnit = cell[end...].trimmed(of: "]以上内下左右").string
        let columnUnit = unit.flatMap { $0 < cells.count ? text.text(cells[$0]).trimmingSpaces : nil }
        let year = heading[value].indices.lazy.compactMap { FrontDates.year(heading[value], at: $0)?.year }.first
        return PlanDocument.Goal(
            text: "\(title) \(text.text(cells[value]).trimmingSpaces)", number: number,
            unit: ownUnit.isEmpty ? columnUnit : ownUnit, comparison: comparison, indicator: title,
            by: year.map(String.init), place: text.place(text.paragraphs[row].range))
    }

    private func leadingNumber(_ cell: TextSlice) -> (PlanNumber, Int)? {
        var end = cell.startIndex
        while end < cell.endIndex, cell[end].isASCIIDigit || (cell[end] == "." && end > cell.startIndex) { end += 1 }
        guard end - cell.startIndex <= 12, let number = PlanNumber(cell[cell.startIndex..<end].string) else {
            return nil
        }
        return (number, end)
    }
}
