/// Reads goals out of a table of indicators: 指标, 单位, 2025年.
struct IndicatorTable {
    let text: PlanText
    let quantities: QuantityScanner
    let times: TimeScanner

    /// The goals of the latest year, a row each; none when the table is of another kind.
    func goals(_ rows: [Int]) -> [PlanDocument.Goal] {
        guard let head = rows.first(where: { isHeader($0) }) else { return [] }
        let heading = text.paragraphs[head].cells.map { text.slice($0).trimmed }
        guard let name = nameColumn(heading), let value = valueColumn(heading), value != name else { return [] }
        let unit = heading.firstIndex { $0 == TextSlice("单位") || $0.hasPrefix("计量单位") }
        return rows.filter { $0 > head }.flatMap {
            goals(row: $0, name: name, value: value, unit: unit, heading: heading)
        }
    }

    private func isHeader(_ row: Int) -> Bool {
        let cells = text.paragraphs[row].cells.map { text.slice($0).trimmed }
        return nameColumn(cells) != nil && valueColumn(cells) != nil
    }

    /// The innermost column of indicators: 二级指标 before 一级指标.
    private func nameColumn(_ heading: [TextSlice]) -> Int? {
        let named = heading.indices.filter {
            heading[$0].contains("指标") && heading[$0].count <= 8
                && !heading[$0].containsAny(["指标值", "指标含义", "指标属性", "指标说明", "指标类型", "指标解释", "指标来源"])
        }
        return named.last
    }

    /// The last column headed by a year or by 目标, else the one that holds the standard.
    private func valueColumn(_ heading: [TextSlice]) -> Int? {
        let dated = heading.lastIndex { cell in
            guard cell.count <= 14, !cell.containsAny(["类型", "类别", "属性"]) else { return false }
            return cell.containsAny(["目标", "指标值"]) && !cell.hasSuffix("指标")
                || cell.indices.contains { FrontDates.year(cell, at: $0) != nil }
        }
        return dated ?? heading.lastIndex { $0.containsAny(["评价标准", "考核标准", "标准值"]) && $0.count <= 8 }
    }

    private func goals(
        row: Int, name: Int, value: Int, unit: Int?, heading: [TextSlice]
    ) -> [PlanDocument.Goal] {
        let cells = text.paragraphs[row].cells
        guard cells.count > max(name, value) else { return [] }
        let title = withoutNumber(cells[name])
        let written = text.text(cells[value]).trimmingSpaces
        guard !title.isEmpty, !written.isEmpty, !["—", "-", "/", "——"].contains(written) else { return [] }
        let year = heading[value].indices.lazy.compactMap { FrontDates.year(heading[value], at: $0)?.year }.first
        let place = text.place(text.paragraphs[row].range)
        let columnUnit = unit.flatMap { $0 < cells.count ? text.text(cells[$0]).trimmingSpaces : nil }
        if let goal = plainNumber(cells[value]) {
            return [
                PlanDocument.Goal(
                    text: "\(title) \(written)", number: goal.number,
                    unit: goal.unit.isEmpty ? columnUnit : goal.unit, comparison: goal.comparison, indicator: title,
                    by: year.map(String.init), place: place)
            ]
        }
        let found = said(cells[value], title: title, year: year, place: place)
        if !found.isEmpty { return found }
        if text.slice(cells[value]).contains("定性") { return [] }
        // 与经济增长同步: a goal in words.
        return [
            PlanDocument.Goal(text: "\(title) \(written)", indicator: title, by: year.map(String.init), place: place)
        ]
    }

    /// 4.家庭医生人数 is 家庭医生人数.
    private func withoutNumber(_ cell: Range<Int>) -> String {
        let slice = text.slice(cell)
        let start = HeadingMark.parse(slice, at: slice.startIndex)?.end ?? slice.startIndex
        return text.text(start..<max(start, cell.upperBound)).trimmingSpaces
    }

    /// A cell that holds one number: ≥2000人, 5.5以内, [26].
    private func plainNumber(
        _ range: Range<Int>
    ) -> (number: PlanNumber, unit: String, comparison: PlanDocument.Comparison)? {
        let written = text.slice(range)
        let cell = written.trimmed(of: "[]<>≥≤=()")
        var end = cell.startIndex
        while end < cell.endIndex, cell[end].isASCIIDigit || (cell[end] == "." && end > cell.startIndex) { end += 1 }
        guard end - cell.startIndex <= 12, let number = PlanNumber(cell[cell.startIndex..<end].string) else {
            return nil
        }
        let unit = cell[end...].trimmed(of: "]以上内下左右").string
        guard unit.unicodeScalars.count <= 6, !unit.contains("年"), unit.unicodeScalars.allSatisfy({ !$0.isASCIIDigit })
        else {
            return nil
        }
        var comparison = PlanDocument.Comparison.equal
        if written.containsAny(["以上", "≥", ">="]) {
            comparison = .atLeast
        } else if written.containsAny(["以内", "以下", "≤", "<="]) {
            comparison = .atMost
        } else if written.contains(">") {
            comparison = .above
        } else if written.contains("<") {
            comparison = .below
        }
        return (number, unit, comparison)
    }

    /// A cell of words with numbers: 2023年达到80%，力争2035年达到95%。
    private func said(_ cell: Range<Int>, title: String, year: Int?, place: PlanDocument.Place) -> [PlanDocument.Goal] {
        let found = times.scan(cell)
        return quantities.scan(cell, without: found.map(\.range)).filter { $0.unit != "个百分点" || $0.numberTo != nil }
            .map { quantity in
                let by = found.last { $0.range.lowerBound <= quantity.core.lowerBound && $0.last?.year != nil }
                let words = text.text(quantity.range)
                return PlanDocument.Goal(
                    text: "\(title) \(words)", number: quantity.number, numberTo: quantity.numberTo,
                    unit: quantity.unit, comparison: quantity.comparison, indicator: title,
                    by: (by?.last?.year ?? year).map(String.init), place: place)
            }
    }
}
