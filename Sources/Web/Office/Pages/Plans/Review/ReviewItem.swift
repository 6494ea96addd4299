import HTML
import Kit
import Plans

/// Something that was read out of the text, as it shows beside it.
struct ReviewItem: Sendable {
    let key: ItemKey
    let heading: String
    let lines: [String]
    let place: TextPlace?

    /// Everything of a plan that has a place in the text, in the plan's order.
    /// - Parameter indicator: what is said of a goal's indicator.
    static func all(_ content: PlanContent, indicator: (PlanContent.Goal) -> String) -> [ReviewItem] {
        content.goals.enumerated().map { ReviewItem($1, .goal($0 + 1), indicator($1)) }
            + content.actions.enumerated().flatMap { index, action in
                [ReviewItem(action, .action(index + 1))]
                    + action.measures.enumerated().map { ReviewItem($1, .measure(index + 1, $0 + 1)) }
            }
            + content.duties.enumerated().map { ReviewItem($1, .duty($0 + 1)) }
            + content.annexes.enumerated().flatMap { index, annex in
                [ReviewItem(annex, .annex(index + 1))]
                    + annex.tasks.enumerated().map { ReviewItem($1, .annexTask(index + 1, $0 + 1)) }
            }
    }

    private init(_ goal: PlanContent.Goal, _ key: ItemKey, _ indicator: String) {
        let years = goal.byYear.map { "\($0.year)年 \(PlanWords.amount($0.number))" }.joined(separator: "，")
        self.init(
            key: key, heading: "\(key.title)：\(PlanWords.number(goal) ?? "没有数字，只有文字")",
            lines: [
                goal.text,
                years.isEmpty ? nil : "分年：\(years)" + (goal.sumDoubt.map { "（\($0)）" } ?? ""),
                "指标：" + indicator,
            ].compactMap { $0 }, place: goal.place)
    }

    private init(_ action: PlanContent.Action, _ key: ItemKey) {
        let name = PlanWords.numbered(action.number, action.title)
        self.init(
            key: key, heading: "\(key.title)：\(name.isEmpty ? "没有标题" : name)",
            lines: [action.kind == .task ? "任务，措施 \(action.measures.count) 条" : "保障，要求 \(action.measures.count) 条"],
            place: action.place)
    }

    private init(_ measure: PlanContent.Measure, _ key: ItemKey) {
        self.init(
            key: key, heading: [key.title, measure.title].compactMap { $0 }.joined(separator: "："),
            lines: [
                PlanWords.short(measure.text, 80), "单位：\(PlanWords.units(measure.units, most: 8))",
                "期限：\(ReviewItem.deadlines(measure.deadlines))",
            ], place: measure.place)
    }

    private init(_ duty: PlanContent.Duty, _ key: ItemKey) {
        self.init(
            key: key, heading: "\(key.title)：\(PlanWords.short(duty.what, 30))",
            lines: [
                "\(duty.who ?? "没有写明谁") → \(duty.to ?? "没有写明报给谁")",
                "时间：\(ReviewItem.time(duty))",
            ], place: duty.place)
    }

    private init(_ annex: PlanContent.Annex, _ key: ItemKey) {
        self.init(
            key: key, heading: "\(key.title)：\(annex.title ?? "没有标题")",
            lines: ["\(annex.columns.count) 列，\(annex.rows.count) 行，任务 \(annex.tasks.count) 条"], place: annex.place)
    }

    private init(_ task: PlanContent.AnnexTask, _ key: ItemKey) {
        self.init(
            key: key, heading: key.title,
            lines: [
                PlanWords.short(task.text, 80), "单位：\(PlanWords.units(task.units, most: 8))",
                "期限：\(ReviewItem.deadlines(task.deadlines))",
            ], place: task.place)
    }

    private init(key: ItemKey, heading: String, lines: [String], place: TextPlace?) {
        self.key = key
        self.heading = heading
        self.lines = lines
        self.place = place
    }

    /// 每年10月31日前; the words for how often are left out where the day says it.
    private static func time(_ duty: PlanContent.Duty) -> String {
        let day = duty.due.map { WrittenLines.shown($0) + "前" }
        let isSaid = duty.cadence == "每年" && day?.hasPrefix("每年") == true
        let words = [isSaid ? nil : duty.cadence, day].compactMap { $0 }.joined(separator: "，")
        return words.isEmpty ? "没有写明" : words
    }

    private static func deadlines(_ deadlines: [PlanContent.Deadline]) -> String {
        deadlines.isEmpty ? "没有写明" : deadlines.map(\.text).joined(separator: "；")
    }
}
