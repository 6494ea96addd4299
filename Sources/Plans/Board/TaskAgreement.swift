import Access
import Base
import Database
import Registers

/// Where the whole task stands after a report: what the leading unit or the committee's office says. Where no unit leads, a
/// task is done when every unit that it names has said so of the same turn. What stands in a unit's way stands in the way
/// of the whole, until that unit or whoever decides says otherwise.
struct TaskAgreement {
    /// What a report makes of the task.
    struct Outcome {
        let state: TaskState
        /// How much of the whole is done, as whoever decides has said.
        let percent: Int?
        /// Whether the report's word is that of the whole.
        let decides: Bool
    }

    private let task: PlanTask
    private let turn: Day?
    private let matcher: UnitMatcher
    private let voices: TaskVoices
    private let actor: Actor

    init(_ task: PlanTask, _ turn: Day?, _ units: UnitBook, _ writing: RegisterWriting) throws {
        self.task = task
        self.turn = turn
        actor = writing.actor
        let code = try writing.connection.first("SELECT region FROM plan WHERE id = \(task.plan)")?.text(0)
        guard let region = RegionCode(code ?? "") else { throw Refusal([FieldFault(nil, "方案的区划读不出来。")]) }
        matcher = UnitMatcher(units, planRegion: region, regions: writing.regions)
        voices = TaskVoices(task.units, matcher)
    }

    /// The outcome of a unit's report, which is not among the task's yet.
    func outcome(of report: ProgressReport, by unit: String) -> Outcome {
        let known = task.progress.first?.turn == turn ? task.decidedPercent : nil
        if decides(unit) { return Outcome(state: report.state, percent: report.percent ?? known, decides: true) }
        let state = state(after: report.state, by: unit)
        return Outcome(state: state, percent: known, decides: false)
    }

    private func decides(_ unit: String) -> Bool {
        if actor.can(.plans, "edit") { return true }
        let reporter = matcher.identity(unit, region: actor.scope.roots?.first)
        return voices.deciding.contains { matcher.means($0, reporter) }
    }

    private func state(after reported: TaskState, by unit: String) -> TaskState {
        let earlier = task.progress.filter { $0.turn == turn }
        let decided = earlier.first(where: voices.decides)
        var last: [String: TaskState] = [:]
        for report in earlier.prefix(while: { $0.id != decided?.id }) where last[report.unit] == nil {
            last[report.unit] = report.state
        }
        last[unit] = reported
        if voices.deciding.isEmpty, allDone(earlier, unit, reported) { return .done }
        if last.values.contains(.stuck) { return .stuck }
        // What a leading unit said of the whole is not undone by another's part.
        return voices.deciding.isEmpty ? .underway : decided?.state ?? .underway
    }

    private func allDone(_ earlier: [Progress], _ unit: String, _ reported: TaskState) -> Bool {
        var last = [unit: reported]
        for report in earlier where last[report.unit] == nil { last[report.unit] = report.state }
        let done = last.filter { $0.value == .done }.keys.map { matcher.identity($0) }
        return !voices.asked.isEmpty
            && voices.asked.allSatisfy { asked in done.contains { matcher.means(asked, $0) } }
    }
}
