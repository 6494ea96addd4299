import Access
import Base
import Packs
import Registers

/// Holds a goal against the figure of its indicator.
struct TargetReader {
    let plan: Plan
    let region: RegionCode
    let book: IndicatorBook
    let cache: FigureCache
    let reading: RegisterReading

    func target(_ index: Int, _ goal: PlanContent.Goal) throws -> PlanBoard.Target {
        guard let name = goal.indicator, let indicator = book.definition(name, in: region) else {
            return without(index, goal)
        }
        let question = FigureQuestion(name, in: region, from: plan.content.from, to: goal.by ?? plan.content.to)
        let table: FigureTable
        do {
            table = try cache.cells(try IndicatorQuery(question, book, reading)).table(question, reading.regions)
        } catch let unknown as Parameter.Unknown {
            // The figure rests on a value that no law sets for this day: it is not guessed, and the board goes on.
            return without(index, goal, because: unknown.description)
        }
        let names = reading.actor.can(.read, indicator.register) ? question : nil
        // A number in percent cannot be held against a count.
        guard (goal.unit == "%") == (indicator.unit == "%") else {
            return PlanBoard.Target(
                index: index, goal: goal, table: table, permille: nil, standing: nil, expected: nil,
                missing: "目标是比例，指标“\(indicator.title)”是数量，不能直接比较。请为这条目标选一个比例指标，或把数量写进目标。", names: names)
        }
        // The number is asked of the plan's whole region; a ratio is asked of every part of it.
        guard goal.unit == "%" || reading.actor.scope.contains(plan.region) && region == plan.region else {
            return PlanBoard.Target(
                index: index, goal: goal, table: table, permille: nil, standing: nil, expected: nil, missing: nil,
                names: names)
        }
        let measure = TargetMeasure(
            goal: goal, figure: table.total, plan: plan.content, day: reading.day,
            grows: indicator.date != nil && indicator.ratio == nil)
        return PlanBoard.Target(
            index: index, goal: goal, table: table, permille: measure.permille, standing: measure.standing,
            expected: measure.expected, missing: table.total.isMeasured ? nil : "没有对象，比例不计算。", names: names)
    }

    private func without(_ index: Int, _ goal: PlanContent.Goal, because: String? = nil) -> PlanBoard.Target {
        let reason =
            because
            ?? (goal.number == nil
                ? "这条目标没有数字，落实情况看下面的任务。"
                : "台账里还没有这条目标的数字：要有一个台账逐条登记它数的人或事。现在由责任单位在任务里报进展。")
        return PlanBoard.Target(
            index: index, goal: goal, table: nil, permille: nil, standing: nil, expected: nil, missing: reason,
            names: nil)
    }
}
