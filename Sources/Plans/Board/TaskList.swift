import Access
import Base
import Registers

/// The tasks of a plan as somebody may see them.
struct TaskList {
    private let plan: Plan
    private let matcher: UnitMatcher
    private let actor: Actor
    private let day: Day
    private let states: [String: TaskRows.State]
    private let progress: [Int64: [Progress]]
    private let own: UnitMatcher.Identity?

    /// The unit whose tasks alone are shown: that of an actor who acts for a unit.
    let ownUnit: String?

    /// Which reports are wanted.
    enum Reports {
        /// The last one of every task.
        case last
        /// All of one task.
        case all(of: Int64)
        /// None: only where tasks stand is asked.
        case none
    }

    init(_ plan: Plan, _ units: UnitBook, _ reading: RegisterReading, reports: Reports = .last) throws {
        self.plan = plan
        actor = reading.actor
        day = reading.day
        matcher = UnitMatcher(units, planRegion: plan.region, regions: reading.regions)
        states = try TaskRows.states(plan.id, in: reading.connection)
        progress =
            switch reports {
            case .last: try TaskRows.lastProgress(plan.id, in: reading.connection)
            case .all(let task): try TaskRows.progress(of: task, in: reading.connection)
            case .none: [:]
            }
        ownUnit = actor.unit.flatMap { reading.actor.can(.plans, "edit") ? nil : $0 }
        own = ownUnit.map { [matcher] in matcher.identity($0, region: reading.actor.scope.roots?.first) }
    }

    /// The lines of action with their tasks; lines without a task that the actor may see are left out.
    func lines() -> [PlanBoard.ActionLine] {
        TaskSource.lines(plan.content).compactMap { line in
            let tasks = line.tasks.filter { source in own.map { isTask(source.units, of: $0) } ?? true }.compactMap(
                task)
            guard !tasks.isEmpty else { return nil }
            return PlanBoard.ActionLine(
                number: line.number, title: line.title, section: line.section, kind: line.kind,
                tasks: tasks.sorted(by: PlanTask.lateFirst), counts: TaskCounts(tasks))
        }
    }

    /// The tasks of a unit; none when the actor acts for another one.
    func tasks(of unit: String) -> [PlanTask] {
        let asked = matcher.identity(unit, region: unit == ownUnit ? actor.scope.roots?.first : nil)
        if let own, own.core != asked.core || own.region != asked.region && asked.region != nil { return [] }
        let identity = own ?? asked
        return TaskSource.lines(plan.content).flatMap(\.tasks).filter { isTask($0.units, of: identity) }.compactMap(
            task)
    }

    /// Whether a duty concerns the actor: every one, or those that name the actor's unit.
    func concerns(_ duty: PlanContent.Duty) -> Bool {
        guard let own else { return true }
        let names = (duty.who ?? "").split { "、，,；;".contains($0) }.map(String.init)
        return isTask(
            names.map { PlanUnit(name: $0, role: .joint, group: $0.hasPrefix("各") || $0.contains("有关")) }, of: own)
    }

    private func isTask(_ units: [PlanUnit], of identity: UnitMatcher.Identity) -> Bool {
        units.contains { matcher.means($0, identity) }
    }

    private func task(_ source: TaskSource) -> PlanTask? {
        guard let state = states[source.path] else { return nil }
        let start = state.enteredFrom.map { min(plan.start, $0) } ?? plan.start
        let clock = TaskClock(due: source.due, start: start, end: plan.content.to, settled: state.settled)
        let standing = clock.standing(state.state, on: day)
        let reports = progress[state.id] ?? []
        let word = TaskWord(reports, state.state, TaskVoices(source.units, matcher))
        let decidedPercent = standing.state == .notStarted ? nil : state.percent
        return PlanTask(
            id: state.id, plan: plan.id, planTitle: plan.title, path: source.path, number: source.number,
            title: source.title, text: source.text, actionTitle: source.actionTitle, units: source.units,
            channels: source.channels, due: standing.due, dueText: source.dueText,
            turn: clock.turn(on: day), state: standing.state, late: standing.late,
            percent: word?.isWhole == true ? decidedPercent : nil, word: word, finished: state.finished,
            score: state.score, scoreNote: state.scoreNote,
            progress: reports, place: source.place, cites: source.cites,
            mayReport: actor.can(.plans, "progress") && plan.state == .published, clock: clock,
            decidedPercent: decidedPercent)
    }

    /// The units of tasks in numbers, those with late tasks first, then those with most tasks.
    static func unitLines(_ tasks: [PlanTask]) -> [PlanBoard.UnitLine] {
        var order: [String] = []
        var lines: [String: (group: Bool, leads: Int, counts: TaskCounts)] = [:]
        for task in tasks {
            var seen: Set<String> = []
            for unit in task.units where seen.insert(unit.name).inserted {
                if lines[unit.name] == nil { order.append(unit.name) }
                var line = lines[unit.name] ?? (unit.group, 0, TaskCounts())
                line.counts.add(task)
                if unit.role == .lead { line.leads += 1 }
                lines[unit.name] = line
            }
        }
        let all = order.compactMap { name in
            lines[name].map {
                PlanBoard.UnitLine(name: name, group: $0.group, leads: $0.leads, counts: $0.counts)
            }
        }
        return all.enumerated().sorted { left, right in
            let (a, b) = (left.element.counts, right.element.counts)
            return (b.late, b.total, left.offset) < (a.late, a.total, right.offset)
        }.map(\.element)
    }
}
