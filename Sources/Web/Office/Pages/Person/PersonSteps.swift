import Access
import Base
import HTML
import House
import Kit
import Registers
import Rounds

/// What is to be done for somebody in the rounds that are open, and what was done.
struct PersonSteps {
    let view: RecordView
    let standings: [Standing]

    var panelHTML: HTML {
        let open = standings.filter(\.round.isOpen)
        return panel("下一步", id: "next") {
            if open.isEmpty { p("现在没有轮次要办的事。") }
            for standing in open {
                h3(standing.round.title)
                taskList(
                    standing.steps.filter { $0.state != .notAsked }.map { item($0, in: standing.round) },
                    id: "round-\(standing.round.id)")
            }
        }
    }

    private func item(_ step: MemberStep, in round: Round) -> TaskItem {
        let definition = view.visit.house.rounds.definition(of: round)?.step(step.step)
        let title = definition?.title ?? step.step
        switch step.state {
        case .waiting:
            return TaskItem(
                title, href: definition.flatMap { form($0, round) }, state: dueWords(step.due), needsWork: true)
        case .done:
            let record = step.record.flatMap { id in definition.map { RegisterAddress.record($0.doneBy, id) } }
            return TaskItem(
                title, href: record, state: "已完成", needsWork: false, hint: step.doneOn.map { "\($0.chinese)办好" })
        case .notDone:
            let codes = view.visit.house.rounds.definition(of: round)?.notDone
            let reason = step.reason.map { codes?.title(of: $0) ?? $0 }
            return TaskItem(
                title, href: step.left == nil ? definition.flatMap { form($0, round) } : nil, state: "未能完成",
                needsWork: step.left == nil,
                hint: [reason, step.note].compactMap { $0 }.joined(separator: "；"))
        case .notAsked: return TaskItem(title, href: nil, state: step.state.title, needsWork: false)
        }
    }

    /// The form that does the step, with the person filled in.
    private func form(_ step: RoundDefinition.Step, _ round: Round) -> String? {
        guard view.visit.actor.can(.write, step.doneBy), view.record.removedAt == nil, view.closing == nil,
            let subject = view.visit.catalogue.register(step.doneBy)?.subject
        else { return nil }
        return RegisterAddress.new(step.doneBy).with(subject, String(view.record.id))
            .with("round", String(round.id)).text
    }

    private func dueWords(_ due: Day?) -> String {
        guard let due else { return "待办" }
        let left = due.number - view.visit.today.number
        if left < 0 { return "逾期 \(-left) 天（应在 \(due.chinese)前）" }
        return left == 0 ? "今天到期" : "\(due.chinese)前，还有 \(left) 天"
    }
}
