public import Access
import Base
public import Database
public import Registers

/// The plans of an installation: what they ask for, what was reported, and what the registers say of their targets.
public final class PlanStore: Sendable {
    /// The indicators that the packs define.
    public let indicators: IndicatorBook
    /// The names of units; its lexicon is for the document reader.
    public let units: UnitBook
    let store: RegisterStore
    let trail: Trail
    let rows = PlanRows()
    let cache = FigureCache()
    let attachments = AttachmentStore()
    private let packPlans: [PackPlan]

    /// The tables of plans. They follow those of the registers.
    public static let migrations: [Migration] = PlanSchema.migrations

    /// Names of this room's tables, which no register may take.
    public static let tables: Set<String> = [
        "plan", "plan_task", "plan_task_unit", "plan_progress", "plan_evidence", "plan_doubt",
    ]

    /// A store of plans over the registers.
    /// - Throws: `Diagnostics` with all that is wrong in `indicators.yaml`, `units.yaml` or `plan.yaml`.
    public init(store: RegisterStore, trail: Trail) throws {
        self.store = store
        self.trail = trail
        indicators = try IndicatorBook(store.catalogue)
        units = UnitBook(try PlanReader.Options(library: store.catalogue.library))
        packPlans = try PackPlan.all(in: store.catalogue.library, indicators: indicators)
    }

    /// Puts the packs' plans in force in their regions. Safe to run again: a changed file changes the plan unless somebody
    /// corrected it here, and tasks keep what was reported of them by their path.
    public func prepare() async throws {
        let plans = packPlans
        let (trail, units) = (trail, units)
        try await store.database.write { connection in
            try DoubtRows.catchUp(units, in: connection)
            for plan in plans {
                guard let change = try PackInstallation(plan).install(in: connection) else { continue }
                try trail.append(
                    TrailEntry(
                        .planChanged, actor: .system(reason: "读取方案包"), register: "plan", record: String(change.id),
                        detail: "\(change.isNew ? "安装" : "更新")方案包“\(plan.pack)”的“\(plan.content.name)”"),
                    in: connection)
            }
        }
    }

    /// The plans that the actor may see: those in force first, then drafts and withdrawn ones for whoever may correct them.
    public func plans(as actor: Actor) async throws -> [Plan] {
        try actor.require(.plans, "read")
        let rows = rows
        return try await store.read(as: actor) { try rows.plans(actor, in: $0.connection) }
    }

    /// A plan.
    /// - Throws: `Refusal` when there is none that the actor may see.
    public func plan(_ id: Int64, as actor: Actor) async throws -> Plan {
        try actor.require(.plans, "read")
        let rows = rows
        return try await store.read(as: actor) { try rows.plan(id, actor, in: $0.connection) }
    }
}
