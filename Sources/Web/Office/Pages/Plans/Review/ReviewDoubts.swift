import Plans

/// What a person should look at before a plan is published, in words.
struct ReviewDoubts: Sendable {
    /// A doubt about one item, or about a place of the text.
    struct Doubt: Sendable {
        /// The number of what the document reader was not sure of; nil for what the draft itself shows.
        var read: Int?
        let item: ItemKey?
        let words: String
        let place: TextPlace?
    }

    let all: [Doubt]

    /// - Parameter read: what the document reader was not sure of and nobody has dealt with.
    /// - Parameter proposal: what the indicator is called that a goal names in its own words; nil when it names none.
    init(_ content: PlanContent, read: [PlanDoubt], proposal: (PlanContent.Goal) -> String?) {
        let keys = ItemKey.byPart(content)
        let doubts = read.map { doubt in
            Doubt(
                read: doubt.id, item: content.part(of: doubt).flatMap { keys[$0] },
                words: "“\(PlanWords.short(doubt.what, 40))”：\(doubt.why)", place: doubt.place)
        }
        all =
            ReviewDoubts.heading(content) + doubts + ReviewDoubts.goals(content, proposal)
            + ReviewDoubts.measures(content) + ReviewDoubts.duties(content)
    }

    /// The doubts about one item.
    func of(_ item: ItemKey) -> [Doubt] { all.filter { $0.item == item } }

    private static func heading(_ content: PlanContent) -> [Doubt] {
        var words: [String] = []
        if content.title == nil, content.planTitle == nil { words.append("没有读出标题，请填写。") }
        if content.from == nil || content.to == nil { words.append("没有读出实施期，请填写从哪天到哪天；目标的进度和任务的期限按它计算。") }
        if content.documentNumber == nil { words.append("没有读出文号。原文有的请补上。") }
        if content.goals.isEmpty { words.append("没有读出目标。原文有的请添加。") }
        if content.actions.isEmpty, content.annexes.isEmpty { words.append("没有读出行动和措施。请确认这是方案的正文。") }
        return words.map { Doubt(item: .heading, words: $0, place: nil) }
    }

    private static func goals(_ content: PlanContent, _ proposal: (PlanContent.Goal) -> String?) -> [Doubt] {
        content.goals.enumerated().flatMap { index, goal in
            var words: [String] = []
            if goal.number != nil, goal.indicator == nil {
                let advice = proposal(goal).map { "建议选“\($0)”。" } ?? ""
                words.append("还没有选指标，看板上没有它的数字。\(advice)")
            }
            if let doubt = content.periodDoubt(of: goal) { words.append("\(doubt)，请核对。") }
            return words.map {
                Doubt(item: .goal(index + 1), words: "“\(PlanWords.short(goal.text, 40))”\($0)", place: goal.place)
            }
        }
    }

    private static func measures(_ content: PlanContent) -> [Doubt] {
        content.actions.enumerated().flatMap { index, action in
            action.measures.enumerated().flatMap { number, measure in
                var words: [String] = []
                if measure.units.isEmpty, action.kind == .task { words.append("没有读出由谁办理") }
                if measure.deadlines.contains(where: { $0.kind == .by && $0.on == nil }) { words.append("期限看不出是哪一天") }
                return words.map {
                    Doubt(
                        item: .measure(index + 1, number + 1), words: "“\(PlanWords.short(measure.text, 40))”\($0)。",
                        place: measure.place)
                }
            }
        }
    }

    private static func duties(_ content: PlanContent) -> [Doubt] {
        content.duties.enumerated().compactMap { index, duty in
            guard duty.due == nil, duty.cadence == nil else { return nil }
            return Doubt(
                item: .duty(index + 1), words: "“\(PlanWords.short(duty.what, 40))”没有读出多久一次、什么时候交。", place: duty.place)
        }
    }
}
