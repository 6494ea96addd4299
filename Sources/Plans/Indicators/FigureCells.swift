import Base
import Registers

/// An indicator's figure by month and region: everything that a board shows of it is added up from here.
struct FigureCells: Sendable {
    struct Cell: Sendable {
        let month: Month?
        let region: String
        let value: Int64
        /// Of a ratio, of how many.
        var whole: Int64 = 0
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
            indicator: definition, question: question, total: figure(kept.reduce(into: Sum()) { $0.add($1) }, question),
            months: months(kept, question), regions: lines(kept, question, regions))
    }

    /// What was added up: of a ratio, how many and of how many.
    private struct Sum {
        var value: Int64 = 0
        var whole: Int64 = 0

        mutating func add(_ cell: Cell) {
            value += cell.value
            whole += cell.whole
        }
    }

    private func months(_ cells: [Cell], _ question: FigureQuestion) -> [MonthFigure] {
        var sums: [Month: Sum] = [:]
        for cell in cells {
            if let month = cell.month { sums[month, default: Sum()].add(cell) }
        }
        guard var month = sums.keys.min(), let last = sums.keys.max() else { return [] }
        var result: [MonthFigure] = []
        while month <= last {
            result.append(MonthFigure(month: month, figure: figure(sums[month] ?? Sum(), question)))
            month = month.next
        }
        return result
    }

    private func lines(_ cells: [Cell], _ question: FigureQuestion, _ regions: RegionTree) -> [RegionFigure] {
        guard definition.region != nil else { return [] }
        var sums: [RegionCode: Sum] = [:]
        for child in regions.children(of: question.region) where question.part.map({ $0 == child.code }) ?? true {
            sums[child.code] = Sum()
        }
        for cell in cells {
            if let region = RegionCode(cell.region) { sums[region, default: Sum()].add(cell) }
        }
        return sums.sorted { $0.key < $1.key }.map {
            RegionFigure(region: $0.key, figure: figure($0.value, question))
        }
    }

    private func figure(_ sum: Sum, _ question: FigureQuestion) -> Figure {
        guard let ratio = definition.ratio else {
            return Figure(sum.value, scale: definition.scale, unit: definition.unit)
        }
        switch question.side {
        case .within: return Figure(sum.value, unit: ratio.unit)
        case .outside: return Figure(sum.whole - sum.value, unit: ratio.unit)
        case nil: return Figure(part: sum.value, of: sum.whole)
        }
    }
}
