import Access
import Base
import House
import Plans
import Registers

/// What units have reported of the city's plan: some tasks done, some under way, some without a word.
struct PlanProgress {
    let house: House
    let region: RegionCode
    let day: Day
    let actor: Access.Actor

    /// Reports of tasks of which nothing was reported yet, each in the name of the unit that leads it.
    func make() async throws {
        guard let plan = try await house.plans.plans(as: actor).first(where: { $0.region == region }) else { return }
        let board = try await house.plans.board(plan.id, in: nil, on: day, as: actor)
        let tasks = board.actions.flatMap(\.tasks).sorted { $0.id < $1.id }
        for (index, task) in tasks.enumerated() where task.progress.isEmpty {
            guard let unit = task.units.first(where: { $0.role == .lead })?.name ?? task.units.first?.name,
                let words = PlanProgress.words[index % PlanProgress.words.count]
            else { continue }
            try await house.plans.report(
                ProgressReport(task: task.id, unit: unit, state: words.state, text: words.text, percent: words.percent),
                as: actor)
        }
    }

    /// In turn; nil for tasks of which nothing is reported.
    private static let words: [(state: TaskState, text: String, percent: Int)?] = [
        (.underway, "已摸清未达到比例的单位名单，逐家发函，有三家拿出了岗位。", 40),
        (.done, "本年度工作已完成，情况报市残工委办公室。", 100),
        nil,
        (.underway, "上半年专场招聘两场，残疾人达成意向三十余人；下半年的正在筹备。", 60),
        (.underway, "与有关县（市、区）对接，选址已定，设施采购中。", 35),
        (.stuck, "两个县（市、区）没有找到合适的场地，请市残工委协调。", 10),
        (.underway, "台账已建立，按月更新，帮扶措施正在逐户落实。", 70),
        (.done, "培训班已结业，证书发放到人。", 100),
    ]
}
