public import Access
public import Base
import Database
import Registers

extension PlanStore {
    /// A plan against the facts.
    /// - Parameters:
    ///   - region: for which region the figures are asked. When left out the plan's own, or that part of it with which the
    ///     actor deals: a county's figure must not stand under the city's name.
    ///   - day: late is what was due before this day.
    public func board(_ id: Int64, in region: RegionCode? = nil, on day: Day, as actor: Actor) async throws -> PlanBoard
    {
        try actor.require(.plans, "read")
        let (rows, cache, book, units) = (rows, cache, indicators, units)
        return try await store.read(as: actor, on: day) { reading in
            let plan = try rows.plan(id, actor, in: reading.connection)
            let root = region ?? PlanStore.region(of: plan, for: actor)
            let list = try TaskList(plan, units, reading)
            let targets = try plan.content.goals.enumerated().map { index, goal in
                try TargetReader(plan: plan, region: root, book: book, cache: cache, reading: reading)
                    .target(index, goal)
            }
            let lines = list.lines()
            return PlanBoard(
                plan: plan, day: day, region: root, targets: targets, actions: lines,
                counts: TaskCounts(lines.flatMap(\.tasks)), units: TaskList.unitLines(lines.flatMap(\.tasks)),
                duties: plan.content.duties.map { PlanBoard.DutyLine($0, plan, on: day) }, ownUnit: list.ownUnit)
        }
    }

    private static func region(of plan: Plan, for actor: Actor) -> RegionCode {
        guard !actor.scope.contains(plan.region) else { return plan.region }
        let own = (actor.scope.roots ?? []).filter { plan.region.contains($0) }
        return own.count == 1 ? own[0] : plan.region
    }

    /// The plans that the actor may see, those in force with how their tasks stand: what can be told without asking the
    /// registers for figures.
    public func overview(on day: Day, as actor: Actor) async throws -> [PlanOverview] {
        try actor.require(.plans, "read")
        let (rows, units) = (rows, units)
        return try await store.read(as: actor, on: day) { reading in
            try rows.plans(actor, in: reading.connection).map { plan in
                guard plan.state == .published else { return PlanOverview(plan: plan, counts: TaskCounts()) }
                let tasks = try TaskList(plan, units, reading, reports: .none).lines().flatMap(\.tasks)
                return PlanOverview(plan: plan, counts: TaskCounts(tasks))
            }
        }
    }

    /// The tasks of a unit in all plans in force that the actor may see, late ones first. Whoever acts for a unit sees only
    /// that unit's.
    public func tasks(of unit: String, on day: Day, as actor: Actor) async throws -> [PlanTask] {
        try actor.require(.plans, "read")
        let (rows, units) = (rows, units)
        return try await store.read(as: actor, on: day) { reading in
            try rows.plans(actor, in: reading.connection, publishedOnly: true).flatMap { plan in
                try TaskList(plan, units, reading).tasks(of: unit)
            }.sorted(by: PlanTask.lateFirst)
        }
    }

    /// A task with all that was reported of it.
    /// - Throws: `Refusal` when there is none that the actor may see.
    public func task(_ id: Int64, on day: Day, as actor: Actor) async throws -> PlanTask {
        try actor.require(.plans, "read")
        let (rows, units) = (rows, units)
        return try await store.read(as: actor, on: day) { reading in
            try PlanStore.task(id, actor, rows, units, reading)
        }
    }

    static func task(
        _ id: Int64, _ actor: Actor, _ rows: PlanRows, _ units: UnitBook, _ reading: RegisterReading
    ) throws -> PlanTask {
        let missing = Refusal([FieldFault(nil, "没有编号为 \(id) 的任务，或者它不归您的单位。")])
        guard let plan = try reading.connection.first("SELECT plan FROM plan_task WHERE id = \(id)")?.int(0) else {
            throw missing
        }
        let list = try TaskList(
            try rows.plan(plan, actor, in: reading.connection), units, reading, reports: .all(of: id))
        guard let task = list.lines().flatMap(\.tasks).first(where: { $0.id == id }) else { throw missing }
        return task
    }

    /// What is due within some days in the plans that are under way, late ones first: for the desk.
    public func dueSoon(within days: Int, on day: Day, as actor: Actor) async throws -> [PlanReminder] {
        try actor.require(.plans, "read")
        let (rows, units) = (rows, units)
        return try await store.read(as: actor, on: day) { reading in
            let plans = try rows.plans(actor, in: reading.connection, publishedOnly: true)
            var reminders: [PlanReminder] = []
            for plan in plans where plan.content.to.map({ $0 >= day }) ?? true {
                let list = try TaskList(plan, units, reading)
                reminders += list.lines().flatMap(\.tasks).compactMap { PlanReminder($0, within: days, on: day) }
                reminders += plan.content.duties.filter(list.concerns).compactMap {
                    PlanReminder($0, plan, within: days, on: day)
                }
            }
            return reminders.sorted { ($0.due, $0.title) < ($1.due, $1.title) }
        }
    }
}
