import Access
import Base
import Database
import Packs
import Plans
import RegisterTesting
import Registers

/// Plans over registers in a database of the test's own, with the packs' plans in force.
struct PlanFixture: Sendable {
    let registers: TestRegisters
    let plans: PlanStore
    let roles: RoleBook

    var actor: Actor { registers.actor }

    /// Somebody with one role in one region.
    func person(_ role: String, _ region: String, unit: String? = nil) -> Actor {
        .person(
            account: 7, signInName: role, name: "测试" + role, roles: [role],
            scope: .within([RegionCode(region)].compactMap { $0 }), unit: unit, book: roles)
    }

    /// The plan in force of a pack.
    func plan(_ pack: String) async throws -> Plan {
        guard let plan = try await plans.plans(as: actor).first(where: { $0.pack == pack }) else {
            throw Missing(what: "plan of \(pack)")
        }
        return plan
    }

    /// A plan from the year before this one, in force since today, with one task that comes again.
    func yearPlan(_ cadence: String = "每年", units: [(String, PlanDocument.Role)] = [("市残联", .lead)]) async throws
        -> Plan
    {
        let place = PlanDocument.Place(start: 0, end: 2, line: 1)
        var read = document(String(registers.store.today.year - 1))
        read.actions[0].measures.removeLast()
        read.actions[0].measures[0].deadlines = [.init(text: cadence, on: nil, kind: .recurring, place: place)]
        read.actions[0].measures[0].units = units.map { name, role in
            .init(name: name, role: role, as_written: name, place: place, group: false)
        }
        let draft = try await plans.createDraft(
            document: read, sourceText: "云河市某某方案", file: nil, region: try region("9901"), as: actor)
        return try await plans.publish(draft.id, version: draft.version, as: actor)
    }

    /// A plan's tasks as they stand on a day.
    func tasks(_ plan: Plan, on day: Day) async throws -> [PlanTask] {
        try await plans.board(plan.id, on: day, as: actor).actions.flatMap(\.tasks)
    }

    struct Missing: Error { let what: String }
}

func withPlans(_ engine: Database.Engine, _ body: @escaping @Sendable (PlanFixture) async throws -> Void) async throws {
    try await withRegisters(engine, migrations: PlanStore.migrations) { registers in
        let plans = try PlanStore(store: registers.store, trail: Trail(keyring: registers.keyring))
        try await plans.prepare()
        let roles = try RoleBook(packs: registers.store.catalogue.library.packs)
        try await body(PlanFixture(registers: registers, plans: plans, roles: roles))
    }
}

/// A date that the test wrote itself.
func day(_ iso: String) -> Day {
    Day(iso: iso) ?? Day(number: 0)
}

func region(_ code: String) throws -> RegionCode {
    guard let region = RegionCode(code) else { throw PlanFixture.Missing(what: "region \(code)") }
    return region
}

/// Puts people and their jobs down, `(serial of the person, region, first day)`.
func employ(_ jobs: [(Int, String, String)], in test: TestRegisters) async throws {
    // Later than any of the jobs, whatever day it is when the test runs.
    try await test.store.write(as: test.actor, on: day("2026-12-31")) { writing in
        var people: [Int: Int64] = [:]
        for (index, (serial, region, first)) in jobs.enumerated() {
            if people[serial] == nil {
                people[serial] = try writing.create(
                    "person",
                    [
                        "name": .text("测试\(serial)"), "region": .text(region),
                        "citizen_id": .text(TestRegisters.citizenID(born: "1980-05-01", serial: serial)),
                    ], source: .page)
            }
            let person = people[serial] ?? 0
            _ = try writing.create(
                "employment",
                [
                    "person": .integer(person), "region": .text(region), "start_date": .day(day(first)),
                    "route": .text("flexible"), "employer_name": .text("商店\(index)"),
                    "evidence_kind": .text("contract"), "was_unemployed": .boolean(true),
                ], source: .page)
        }
    }
}
