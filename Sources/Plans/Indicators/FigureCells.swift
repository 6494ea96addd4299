import Base
import Registers

/// An indicator's figure by month and region: everything that a board shows of it is added up from here.
struct FigureCells: Sendable {
    struct Cell: Sendable {
        let month: Month?
        let region: String
        let value: Int64
    }

    let definition: IndicatorDefinition
    let cells: [Cell]

    /// The level of the regions into which a region is divided: that of its nearest known children, for the districts of a
    /// municipality hang on the province.
    static func level(below region: RegionCode, _ regions: RegionTree) -> RegionLevel {
        regions.children(of: region).map(\.code.level).min() ?? region.level.child ?? .village
    }

    /// The table that answers a question, cuts applied.
    func table(_ question: FigureQuestion, _ regions: RegionTree) -> FigureTable {
        let kept = cells.filter { cell in
            (question.part.map { cell.region == $0.text } ?? true) && (question.month.map { cell.month == $0 } ?? true)
        }
        return FigureTable(
            indicator: definition, question: question, total: figure(kept.reduce(0) { $0 + $1.value }),
            months: months(kept), regions: lines(kept, question, regions))
    }

    private func months(_ cells: [Cell]) -> [MonthFigure] {
        var sums: [Month: Int64] = [:]
        for cell in cells {
            if let month = cell.month { sums[month, default: 0] += cell.value }
        }
        guard var month = sums.keys.min(), let last = sums.keys.max() else { return [] }
        var result: [MonthFigure] = []
        while month <= last {
            result.append(MonthFigure(month: month, figure: figure(sums[month] ?? 0)))
            month = month.next
        }
        return result
    }

    private func lines(_ cells: [Cell], _ question: FigureQuestion, _ regions: RegionTree) -> [RegionFigure] {
        guard definition.region != nil else { return [] }
        var sums: [RegionCode: Int64] = [:]
        for child in regions.children(of: question.region) where question.part.map({ $0 == child.code }) ?? true {
            sums[child.code] = 0
        }
        for cell in cells {
            if let region = RegionCode(cell.region) { sums[region, default: 0] += cell.value }
        }
        return sums.sorted { $0.key < $1.key }.map { RegionFigure(region: $0.key, figure: figure($0.value)) }
    }

    private func figure(_ value: Int64) -> Figure {
        Figure(value, scale: definition.scale, unit: definition.unit)
    }
}
