import Access
import Base
import Database
import Registers

/// The state of the whole task: what the leading unit or the committee's office says. Where no unit leads, a task is done when
/// every unit that it names has said so of the same turn.
struct TaskAgreement {
    private let task: PlanTask
    private let turn: Day?
    private let matcher: UnitMatcher
    private let writing: RegisterWriting

    init(_ task: PlanTask, _ turn: Day?, _ units: UnitBook, _ writing: RegisterWriting) throws {
        self.task = task
        self.turn = turn
        self.writing = writing
        let code = try writing.connection.first("SELECT region FROM plan WHERE id = \(task.plan)")?.text(0)
        guard let region = RegionCode(code ?? "") else { throw Refusal([FieldFault(nil, "方案的区划读不出来。")]) }
        matcher = UnitMatcher(units, planRegion: region, regions: writing.regions)
    }

    /// The state after a unit's report, which has been written.
    func state(after reported: TaskState, by unit: String) throws -> TaskState {
        if writing.actor.can(.plans, "edit") { return reported }
        let leads = task.units.filter { $0.role == .lead && !$0.group }
        let reporter = matcher.identity(unit, region: writing.actor.scope.roots?.first)
        if leads.contains(where: { matcher.means($0, reporter) }) { return reported }
        let asked = leads.isEmpty ? task.units.filter { !$0.group } : leads
        let known = try lastReports()
        let done = asked.allSatisfy { unit in
            known.contains { $0.state == .done && matcher.means(unit, matcher.identity($0.unit)) }
        }
        if done, !asked.isEmpty { return .done }
        if asked.isEmpty || reported == .stuck { return asked.isEmpty && reported == .done ? .underway : reported }
        // What a leading unit said of the whole is not undone by another's part.
        return !leads.isEmpty && task.state != .notStarted ? task.state : .underway
    }

    private var ofTurn: SQL { turn.map { "AND turn = \($0.iso)" } ?? "" }

    private func lastReports() throws -> [(unit: String, state: TaskState)] {
        let rows = try writing.connection.rows(
            """
            SELECT unit, state FROM plan_progress p WHERE task = \(task.id) \(ofTurn)
            AND id = (SELECT MAX(l.id) FROM plan_progress l WHERE l.task = p.task AND l.unit = p.unit)
            """)
        return try rows.map { (try $0.text(0), TaskState(rawValue: try $0.text(1)) ?? .underway) }
    }
}
