import Base
import Registers

/// What stands against a plan's content. Fields are named by their way: `goals.0.number`.
struct PlanCheck {
    let content: PlanContent
    let region: RegionCode
    let indicators: IndicatorBook

    init(_ content: PlanContent, _ region: RegionCode, _ indicators: IndicatorBook) {
        self.content = content
        self.region = region
        self.indicators = indicators
    }

    /// What can never be, draft or not.
    var faults: [FieldFault] {
        var faults: [FieldFault] = []
        if let from = content.from, let to = content.to, to < from {
            faults.append(FieldFault("to", "实施期的结束不应早于开始。"))
        }
        for (index, goal) in content.goals.enumerated() {
            if goal.text.isEmpty { faults.append(FieldFault("goals.\(index).text", "请写明目标的内容。")) }
            if let name = goal.indicator, indicators.definition(name, in: region) == nil {
                faults.append(FieldFault("goals.\(index).indicator", "没有名为“\(name)”的指标，请从列表里选择。"))
            }
        }
        faults += pathFaults() + dateFaults()
        return faults
    }

    /// What must be there before a plan is put in force.
    var faultsBeforePublishing: [FieldFault] {
        var faults = faults
        if content.title == nil, content.planTitle == nil { faults.append(FieldFault("title", "请填写方案的标题。")) }
        if content.from == nil { faults.append(FieldFault("from", "请填写实施期从哪一年开始，目标的进度按它计算。")) }
        if content.to == nil { faults.append(FieldFault("to", "请填写实施期到哪一年结束，没有写明时限的任务按它到期。")) }
        return faults
    }

    private func pathFaults() -> [FieldFault] {
        var seen: Set<String> = []
        var faults: [FieldFault] = []
        for (index, action) in content.actions.enumerated() {
            for (place, measure) in action.measures.enumerated() {
                let field = "actions.\(index).measures.\(place)"
                if measure.text.isEmpty { faults.append(FieldFault(field + ".text", "请写明措施的内容。")) }
                if measure.path.isEmpty || !seen.insert(measure.path).inserted {
                    faults.append(FieldFault(field + ".path", "序号“\(measure.path)”空着或与另一条相同。进展按它记录，请各用各的。"))
                }
            }
        }
        return faults
    }

    private func dateFaults() -> [FieldFault] {
        var faults: [FieldFault] = []
        func check(_ text: String?, _ field: String) {
            guard let text, DueDate(text) == nil else { return }
            faults.append(FieldFault(field, "“\(text)”不是日期。请写成 2024-10-31，或每年的 --10-31。", value: text))
        }
        for (index, action) in content.actions.enumerated() {
            for (place, measure) in action.measures.enumerated() {
                for (number, deadline) in measure.deadlines.enumerated() {
                    check(deadline.on, "actions.\(index).measures.\(place).deadlines.\(number).on")
                }
            }
        }
        for (index, duty) in content.duties.enumerated() { check(duty.due, "duties.\(index).due") }
        return faults
    }
}
