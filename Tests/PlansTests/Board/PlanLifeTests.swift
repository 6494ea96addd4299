import Access
import Base
import Database
import Packs
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct PlanLifeTests {
    @Test(arguments: Store.engines)
    func thePacksPlansStandInForceAndStayTheSameWhenReadAgain(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let packs = test.registers.store.catalogue.library.packs.filter { $0.text("plan.yaml") != nil }.map(\.name)
            let before = try await test.plans.plans(as: test.actor)
            #expect(Set(before.compactMap(\.pack)) == Set(packs))
            #expect(before.allSatisfy { $0.state == .published && !$0.edited && $0.version == 1 })
            try await test.plans.prepare()
            let after = try await test.plans.plans(as: test.actor)
            #expect(after.map(\.id) == before.map(\.id))
            #expect(after.allSatisfy { $0.version == 1 })
        }
    }

    @Test(arguments: Store.engines)
    func whatSomebodyCorrectedIsNotOverwrittenByThePack(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            var plan = try await test.plan("yunhe")
            var content = plan.content
            content.goals[0].text = "改过的目标"
            plan = try await test.plans.update(plan.id, version: plan.version, content: content, as: test.actor)
            #expect(plan.edited)
            #expect(plan.version == 2)
            try await test.plans.prepare()
            #expect(try await test.plan("yunhe").content.goals[0].text == "改过的目标")
            let stale = await #expect(throws: StalePlan.self) {
                try await test.plans.update(plan.id, version: 1, content: content, as: test.actor)
            }
            #expect(stale?.current.version == 2)
        }
    }

    @Test(arguments: Store.engines)
    func aChangedPackChangesThePlanAndTasksKeepTheirReports(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.plan("yunhe")
            let before = try await tasks(plan, test)
            let kept = try #require(before.first)
            try await test.plans.report(
                ProgressReport(task: kept.id, unit: "市残联", state: .done, text: "已经办好。"), as: test.actor)
            // What stood in the pack before this version of it: the same, with the task in another place.
            try await test.registers.database.write { connection in
                let row = try connection.first("SELECT content FROM plan WHERE id = \(plan.id)")
                let old = try (row?.text(0) ?? "").replacing("\"path\":\"\(kept.path)\"", with: "\"path\":\"9.9.9\"")
                try connection.run(
                    """
                    UPDATE plan SET content = \(old), pack_content = \(old), version = version + 1 WHERE id = \(plan.id)
                    """)
            }
            try await test.plans.prepare()
            let after = try await test.plan("yunhe")
            #expect(after.version == 3)
            let task = try #require(try await tasks(after, test).first { $0.path == kept.path })
            #expect(task.id == kept.id)
            #expect(task.progress.first?.text == "已经办好。")
        }
    }

    @Test(arguments: Store.engines)
    func aDraftIsReadCorrectedPublishedAndTakesTheTasksOver(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let city = try region("9901")
            let officer = test.person("officer", "9901")
            var draft = try await test.plans.createDraft(
                document: document("2030"), sourceText: text, file: PlanFile(name: "方案.txt", bytes: Array(text.utf8)),
                region: city, as: officer)
            #expect(draft.state == .draft)
            #expect(draft.content.from == day("2030-01-01"))
            #expect(draft.content.to == day("2032-12-31"))
            #expect(try await test.plans.source(of: draft.id, as: officer).text == text)
            // A draft is nobody else's business.
            let unit = test.person("unit", "9901", unit: "市教育局")
            #expect(try await !test.plans.plans(as: unit).contains { $0.id == draft.id })
            await #expect(throws: Refusal.self) { try await test.plans.plan(draft.id, as: unit) }

            var content = draft.content
            content.goals[0].indicator = "no_such"
            let refusal = await #expect(throws: Refusal.self) {
                try await test.plans.update(draft.id, version: draft.version, content: content, as: officer)
            }
            #expect(refusal?.faults.first?.field == "goals.0.indicator")
            content.goals[0].indicator = "new_employment"
            draft = try await test.plans.update(draft.id, version: draft.version, content: content, as: officer)
            let first = try await test.plans.publish(draft.id, version: draft.version, as: officer)
            #expect(first.state == .published)
            #expect(first.publishedBy == officer.name)
            let task = try #require(try await tasks(first, test).first)
            try await test.plans.report(
                ProgressReport(task: task.id, unit: "市残联", state: .underway, text: "开了会。"), as: officer)

            // A second plan of the same time replaces it; the task of the same path is the same task.
            let second = try await test.plans.createDraft(
                document: document("2030"), sourceText: text, file: nil, region: city, as: officer)
            let published = try await test.plans.publish(second.id, version: second.version, as: officer)
            #expect(try await test.plans.plan(first.id, as: officer).state == .withdrawn)
            let carried = try #require(try await tasks(published, test).first { $0.path == task.path })
            #expect(carried.id == task.id)
            #expect(carried.progress.first?.text == "开了会。")
            // The plan of another time stays in force.
            #expect(try await test.plan("yunhe").state == .published)

            await #expect(throws: Refusal.self) {
                try await test.plans.withdraw(published.id, version: published.version, reason: " ", as: officer)
            }
            let gone = try await test.plans.withdraw(
                published.id, version: published.version, reason: "印错了", as: officer)
            #expect(gone.state == .withdrawn)
        }
    }

    @Test(arguments: Store.engines)
    func onlyThoseMayChangeAPlanWhoseRoleAndRegionAllowIt(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.plan("yunhe")
            for actor in [test.person("unit", "9901", unit: "市残联"), test.person("officer", "990101")] {
                await #expect(throws: AccessError.self) {
                    try await test.plans.withdraw(plan.id, version: plan.version, reason: "试试", as: actor)
                }
                await #expect(throws: AccessError.self) {
                    try await test.plans.createDraft(
                        document: document("2030"), sourceText: text, file: nil, region: plan.region, as: actor)
                }
            }
            let elsewhere = test.person("officer", "4404")
            await #expect(throws: Refusal.self) { try await test.plans.plan(plan.id, as: elsewhere) }
            let liaison = test.person("liaison", "990101001001")
            await #expect(throws: AccessError.self) { try await test.plans.plans(as: liaison) }
        }
    }

    @Test(arguments: Store.engines)
    func whatIsDoneToAPlanLeavesATrace(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.plan("yunhe")
            _ = try await test.plans.withdraw(plan.id, version: plan.version, reason: "重新印发", as: test.actor)
            let found = try await test.registers.database.read { connection in
                try connection.rows(
                    "SELECT reason, detail FROM trail WHERE kind = 'plan_changed' AND record = \(String(plan.id)) ORDER BY seq"
                ).map { (try $0.textOrNil(0), try $0.textOrNil(1)) }
            }
            #expect(found.last?.0 == "重新印发")
            #expect(found.last?.1?.contains("撤下") == true)
        }
    }

    private func tasks(_ plan: Plan, _ test: PlanFixture) async throws -> [PlanTask] {
        try await test.plans.board(plan.id, on: day("2026-11-21"), as: test.actor).actions.flatMap(\.tasks)
    }
}

private let text = "云河市某某方案"

/// A small plan as the document reader gives it.
func document(_ from: String) -> PlanDocument {
    var document = PlanDocument()
    document.title = "云河市助残就业方案"
    document.period = .init(from: from, to: String((Int(from) ?? 0) + 2))
    let place = PlanDocument.Place(start: 0, end: 4, line: 1)
    document.goals = [
        .init(text: "新增就业90人以上", number: PlanNumber(90), unit: "人", comparison: .atLeast, place: place)
    ]
    var action = PlanDocument.Action(
        number: "1", title: "带头行动", section: "二、措施", path: "2.1", kind: .task, place: place)
    var measure = PlanDocument.Measure(number: nil, title: nil, path: "2.1.1", text: "安排残疾人就业。", place: place)
    measure.units = [.init(name: "市残联", role: .lead, as_written: "残联", place: place, group: false)]
    action.measures = [measure, measure]
    document.actions = [action]
    return document
}
