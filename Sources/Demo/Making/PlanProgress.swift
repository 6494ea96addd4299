import Access
import Base
import House
import Plans
import Registers

/// What units have reported of the city's plan over the year: some tasks done, some under way, some without a word, and of
/// what comes again some periods that passed without being done.
struct PlanProgress {
    let house: House
    let region: RegionCode
    let day: Day
    let actor: Access.Actor

    /// Reports of tasks of which nothing was reported yet: by the unit that leads a task where it has an account, else by the
    /// committee's office in its name.
    func make() async throws {
        guard let plan = try await house.plans.plans(as: actor).first(where: { $0.region == region }) else { return }
        let reporters = try await reporters()
        let board = try await house.plans.board(plan.id, in: nil, on: day, as: actor)
        let tasks = board.actions.flatMap(\.tasks).sorted { $0.id < $1.id }
        for (index, task) in tasks.filter({ !$0.recurring }).enumerated() {
            let told = PlanProgress.once[index % PlanProgress.once.count]
            try await report(told.map { [$0] } ?? [], of: task, plan, reporters)
        }
        for (index, task) in tasks.filter(\.recurring).enumerated() {
            try await report(PlanProgress.again[index % PlanProgress.again.count], of: task, plan, reporters)
        }
    }

    // MARK: Who reports

    /// Those who report, by unit; under no name the committee's office.
    private func reporters() async throws -> [String?: Access.Actor] {
        var reporters: [String?: Access.Actor] = [:]
        for account in DemoAccount.all where account.unit != nil || account.roles == ["committee"] {
            try await account.make(in: house, as: actor)
            guard let known = try await house.access.account(named: account.name, actor: actor) else { continue }
            reporters[account.unit] = .person(
                account: known.id, signInName: known.signInName, name: known.name, roles: known.roles,
                scope: known.scope, unit: known.unit, book: house.access.roles)
        }
        return reporters
    }

    private func report(
        _ told: [Told], of task: PlanTask, _ plan: Plan, _ reporters: [String?: Access.Actor]
    ) async throws {
        guard task.progress.isEmpty,
            let unit = task.units.first(where: { $0.role == .lead })?.name ?? task.units.first?.name,
            let reporter = reporters[unit] ?? reporters[nil]
        else { return }
        for told in told {
            try await house.plans.report(
                ProgressReport(
                    task: task.id, unit: unit, state: told.state, text: told.text, percent: told.percent,
                    day: asked(told, plan)), as: reporter)
        }
    }

    /// The day of which a report is true: some months before the city's day, within the plan's time, and past.
    private func asked(_ told: Told, _ plan: Plan) -> Day? {
        let last = min(day, house.registers.today)
        let wanted = min(day.adding(months: -told.monthsAgo), last)
        guard let from = plan.content.from else { return wanted }
        return from > last ? nil : max(from, wanted)
    }

    // MARK: What is reported

    private struct Told {
        let monthsAgo: Int
        let state: TaskState
        let text: String
        let percent: Int

        init(_ monthsAgo: Int, _ state: TaskState, _ text: String, _ percent: Int) {
            self.monthsAgo = monthsAgo
            self.state = state
            self.text = text
            self.percent = percent
        }
    }

    /// Of what is done once, in turn; nil for tasks of which nothing is reported.
    private static let once: [Told?] = [
        Told(1, .underway, "已摸清底数，列出清单，正在逐项落实。", 40),
        nil,
        Told(2, .done, "工作已完成，情况报市残工委办公室。", 100),
        Told(1, .underway, "上半年的安排已经完成，下半年的正在筹备。", 60),
        Told(0, .underway, "已与有关县（市、区）对接，各地正在报送落实情况。", 35),
        Told(1, .stuck, "两个县（市、区）经费没有到位，请市残工委协调。", 10),
        Told(0, .underway, "已按月调度，多数县（市、区）已经落实。", 70),
    ]

    private static let begun = [Told(6, .underway, "已经发文布置，各单位正在报名单。", 30)]

    /// Of what comes again, in turn: begun in spring and not finished since, finished, under way.
    private static let again: [[Told]] = [
        begun,
        [Told(6, .underway, "方案已定，按月推进。", 50), Told(1, .done, "本期工作已完成，情况报市残工委办公室。", 100)],
        [Told(0, .underway, "本期工作正在进行，材料汇总中。", 60)],
        begun,
    ]
}
