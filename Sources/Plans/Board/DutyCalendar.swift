import Base

extension PlanBoard.DutyLine {
    /// A duty with its next day.
    init(_ duty: PlanContent.Duty, _ plan: Plan, on day: Day) {
        guard let (due, assumed) = DueDate.of(duty) else {
            let note = duty.cadence.map { "原文写“\($0)”，没有写明日期。" } ?? "原文没有写明日期和周期。"
            self.init(duty: duty, last: nil, next: nil, assumed: false, note: note)
            return
        }
        if case .day(let one) = due {
            self.init(
                duty: duty, last: one < day ? one : nil, next: one < day ? nil : one, assumed: false,
                note: one < day ? "期限已过。" : nil)
            return
        }
        let last = due.last(
            before: min(day, plan.content.to.map { $0.adding(days: 1) } ?? day), since: plan.content.from)
        guard let next = due.next(from: max(day, plan.content.from ?? day)), plan.content.to.map({ next <= $0 }) ?? true
        else {
            self.init(duty: duty, last: last, next: nil, assumed: assumed, note: "方案实施期内不再到期。")
            return
        }
        self.init(
            duty: duty, last: last, next: next, assumed: assumed, note: assumed ? "原文没有写明哪一天，按每期最后一天推算。" : nil)
    }
}

extension PlanReminder {
    /// A task that is late or due within some days; nil when it is neither.
    init?(_ task: PlanTask, within days: Int, on day: Day) {
        guard let due = task.due, task.state != .done, due <= day.adding(days: days) else { return nil }
        let names = task.units.sorted { $0.role == .lead && $1.role != .lead }.prefix(3).map(\.name)
        self.init(
            kind: .task, plan: task.plan, planTitle: task.planTitle, task: task.id, title: task.title ?? task.text,
            who: names.joined(separator: "、") + (task.units.count > 3 ? "等" : ""), due: due, late: task.late)
    }

    /// A duty whose next day is within some days; nil when it is not.
    init?(_ duty: PlanContent.Duty, _ plan: Plan, within days: Int, on day: Day) {
        let line = PlanBoard.DutyLine(duty, plan, on: day)
        guard let next = line.next, next >= day, next <= day.adding(days: days) else { return nil }
        self.init(
            kind: .duty, plan: plan.id, planTitle: plan.title, task: nil, title: duty.what, who: duty.who ?? "原文未写",
            due: next, late: false)
    }
}
