import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct PlanBoardTests {
    @Test(arguments: Store.engines)
    func aTargetShowsFigureShareTrendAndTheNamesBehindIt(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let jobs = (1...30).map { ($0, $0 <= 20 ? "990101001001" : "990102001001", "2026-0\(1 + $0 % 3)-05") }
            try await employ(jobs, in: test.registers)
            let plan = try await test.plan("yunhe")
            let today = day("2026-11-21")
            let board = try await test.plans.board(plan.id, on: today, as: test.actor)
            let target = try #require(board.targets.first { $0.goal.indicator == "new_employment" })
            let table = try #require(target.table)
            #expect(table.total.value == 30)
            #expect(target.permille == 30 * 1_000 / 2_400)
            #expect(target.standing == .behind)
            // 700 in the first year, of which 325 of 365 days have passed.
            #expect(target.expected?.value == 623)
            #expect(table.months.map(\.figure.value).reduce(0, +) == 30)
            #expect(table.regions.first { $0.region.text == "990101" }?.figure.value == 20)
            let question = try #require(target.names)
            let query = try await test.plans.names(question, on: today, as: test.actor)
            let count = try await test.registers.store.read(as: test.actor, on: today) { try $0.count(query) }
            #expect(count == 30)

            let unbound = try #require(board.targets.first { $0.goal.indicator == nil && $0.goal.number != nil })
            #expect(unbound.missing?.contains("台账里还没有这条目标的数字") == true)
            #expect(unbound.permille == nil)
            // Of the region below: only what lies in it.
            let part = try await test.plans.board(plan.id, in: try region("990102"), on: today, as: test.actor)
            #expect(part.targets.first { $0.goal.indicator == "new_employment" }?.table?.total.value == 10)
        }
    }

    /// A county's people are not the city's: the figure stands under the county's name, and not beside the city's number.
    @Test(arguments: Store.engines)
    func aCountysOfficerSeesTheCountysFiguresUnderItsName(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let jobs = (1...30).map { ($0, $0 <= 20 ? "990101001001" : "990102001001", "2026-03-05") }
            try await employ(jobs, in: test.registers)
            let plan = try await test.plan("yunhe")
            let today = day("2026-11-21")
            let county = test.person("officer", "990102")
            let board = try await test.plans.board(plan.id, on: today, as: county)
            #expect(board.region.text == "990102")
            let target = try #require(board.targets.first { $0.goal.indicator == "new_employment" })
            #expect(target.table?.total.value == 10)
            #expect(target.permille == nil && target.standing == nil && target.expected == nil)
            #expect(target.table?.regions.allSatisfy { $0.region.text.hasPrefix("990102") } == true)
            // Of two counties, neither's name would be right.
            let both = Actor.person(
                account: 8, signInName: "both", name: "两县", roles: ["officer"],
                scope: .within([try region("990101"), try region("990102")]), unit: nil, book: test.roles)
            let wide = try await test.plans.board(plan.id, on: today, as: both)
            #expect(wide.region == plan.region)
            #expect(wide.targets.first { $0.goal.indicator == "new_employment" }?.permille == nil)
        }
    }

    @Test(arguments: Store.engines)
    func comparisonsAreHonoured(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            try await employ((1...5).map { ($0, "990101001001", "2026-01-0\($0)") }, in: test.registers)
            let plan = try await test.plan("yunhe")
            var content = plan.content
            let cases: [(PlanDocument.Comparison, Int, Int?, TargetStanding)] = [
                (.atLeast, 5, nil, .reached), (.above, 5, nil, .onTrack), (.atMost, 5, nil, .reached),
                (.atMost, 4, nil, .over),
                (.below, 5, nil, .over), (.equal, 5, nil, .reached), (.equal, 4, nil, .over), (.equal, 4, 6, .reached),
                (.equal, 6, nil, .onTrack), (.atLeast, 3_000, nil, .behind),
            ]
            content.goals = cases.map { comparison, number, upper, _ in
                var goal = PlanContent.Goal(text: "目标\(number)")
                goal.number = PlanNumber(number)
                goal.numberTo = upper.map { PlanNumber($0) }
                goal.comparison = comparison
                goal.unit = "人"
                goal.indicator = "new_employment"
                return goal
            }
            _ = try await test.plans.update(plan.id, version: 1, content: content, as: test.actor)
            let board = try await test.plans.board(plan.id, on: day("2026-11-21"), as: test.actor)
            #expect(board.targets.map(\.standing) == cases.map { Optional($0.3) })
        }
    }

    @Test(arguments: Store.engines)
    func everyPacksBoardStandsWithAllItsTasks(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            for plan in try await test.plans.plans(as: test.actor) {
                let board = try await test.plans.board(plan.id, on: day("2026-11-21"), as: test.actor)
                let measures = plan.content.actions.flatMap(\.measures).count
                let rows = plan.content.annexes.flatMap(\.tasks).count
                #expect(board.counts.total == measures + rows)
                #expect(board.targets.count == plan.content.goals.count)
                #expect(board.duties.count == plan.content.duties.count)
                #expect(board.counts[.notStarted] + board.counts[.done] == board.counts.total)
                for target in board.targets where target.table == nil { #expect(target.missing != nil) }
                for line in board.actions {
                    let late = line.tasks.map(\.late)
                    #expect(late == late.sorted { $0 && !$1 })
                }
            }
        }
    }

    @Test(arguments: Store.engines)
    func aUnitSeesItsTasksReportsOnThemAndNothingElse(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let today = day("2026-11-21")
            // Written as people write it; the plan says 市人力资源社会保障局.
            let unit = test.person("unit", "9901", unit: "市人社局")
            let tasks = try await test.plans.tasks(of: "市人社局", on: today, as: unit)
            #expect(!tasks.isEmpty)
            #expect(tasks.allSatisfy { $0.units.contains { $0.name.contains("人力资源社会保障局") || $0.group } })
            let board = try await test.plans.board(try await test.plan("yunhe").id, on: today, as: unit)
            #expect(Set(board.actions.flatMap(\.tasks).map(\.id)) == Set(tasks.map(\.id)))
            #expect(board.ownUnit == "市人社局")
            #expect(try await test.plans.tasks(of: "市教育局", on: today, as: unit).isEmpty)

            let all = try await test.plans.board(try await test.plan("yunhe").id, on: today, as: test.actor)
            let foreign = try #require(
                all.actions.flatMap(\.tasks).first { task in !tasks.contains { $0.id == task.id } })
            await #expect(throws: Refusal.self) { try await test.plans.task(foreign.id, on: today, as: unit) }
            await #expect(throws: Refusal.self) {
                try await test.plans.report(ProgressReport(task: foreign.id, state: .done, text: "不是我们的。"), as: unit)
            }
            let auditor = test.person("auditor", "9901")
            await #expect(throws: AccessError.self) {
                try await test.plans.report(ProgressReport(task: foreign.id, state: .done, text: "代报。"), as: auditor)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aDistrictIsMeantByAllDistrictsAndATownByAllTowns(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let today = day("2026-11-21")
            let district = test.person("unit", "990101", unit: "青岚区残联")
            let tasks = try await test.plans.tasks(of: "青岚区残联", on: today, as: district)
            #expect(!tasks.isEmpty)
            #expect(tasks.allSatisfy { $0.units.contains { $0.group } })
            let city = try await test.plans.tasks(of: "市残联", on: today, as: test.actor)
            #expect(city.contains { task in task.units.contains { $0.name == "市残联" } })
            // What is left to the districts alone is not the city's federation's.
            #expect(city.allSatisfy { task in task.units.contains { !$0.group || !$0.name.contains("县") } })
        }
    }

    @Test(arguments: Store.engines)
    func aReportMovesTheTaskAndKeepsItsEvidence(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let today = test.registers.store.today
            let unit = test.person("unit", "9901", unit: "市残联")
            let plan = try await test.plan("yunhe")
            let tasks = try await test.plans.tasks(of: "市残联", on: today, as: unit)
            let led = try #require(tasks.first { task in task.units.contains { $0.role == .lead && $0.name == "市残联" } })
            let refusal = await #expect(throws: Refusal.self) {
                try await test.plans.report(
                    ProgressReport(
                        task: led.id, state: .underway, text: "", percent: 120,
                        evidence: [.init(name: "a.exe", bytes: [0x4D, 0x5A, 0x00])]), as: unit)
            }
            #expect(Set(refusal?.faults.compactMap(\.field) ?? []) == ["text", "percent", "evidence"])

            let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x01, 0x02]
            try await test.plans.report(
                ProgressReport(
                    task: led.id, state: .done, text: "名单已建好。", percent: 100,
                    evidence: [.init(name: "C:\\照片\\现场.png", bytes: picture)]), as: unit)
            let task = try await test.plans.task(led.id, on: today, as: unit)
            #expect(task.state == .done)
            #expect(task.percent == 100)
            let progress = try #require(task.progress.first)
            #expect(progress.unit == "市残联")
            let file = try #require(progress.evidence.first)
            #expect(file.name == "现场.png")
            #expect(file.kind == .png)
            let read = try await test.plans.evidence(file.digest, of: progress.id, as: unit)
            #expect(read.bytes == picture)
            let other = test.person("unit", "9901", unit: "市教育局")
            await #expect(throws: Refusal.self) {
                try await test.plans.evidence(file.digest, of: progress.id, as: other)
            }
            let board = try await test.plans.board(plan.id, on: today, as: test.actor)
            #expect(board.counts[.done] == 1)
            #expect(board.actions.flatMap(\.tasks).first { $0.id == led.id }?.progress.first?.text == "名单已建好。")

            try await test.plans.score(led.id, points: 95, note: "材料齐全", as: test.actor)
            #expect(try await test.plans.task(led.id, on: today, as: unit).score == 95)
            await #expect(throws: AccessError.self) {
                try await test.plans.score(led.id, points: 100, note: nil, as: unit)
            }
        }
    }

    @Test(arguments: Store.engines)
    func withoutALeadATaskIsDoneWhenEveryNamedUnitHasDoneItsPart(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.plan("yunhe")
            var content = PlanContent()
            content.title = "两家一起办的方案"
            content.from = day("2026-01-01")
            content.to = day("2028-12-31")
            var action = PlanContent.Action(number: nil, title: "行动", path: "1", kind: .task)
            var measure = PlanContent.Measure(path: "1.1", text: "一起办。")
            measure.units = [PlanUnit(name: "市残联", role: .joint), PlanUnit(name: "市教育局", role: .joint)]
            action.measures = [measure]
            content.actions = [action]
            _ = try await test.plans.update(plan.id, version: 1, content: content, as: test.actor)
            let today = test.registers.store.today
            let one = test.person("unit", "9901", unit: "市残联")
            let two = test.person("unit", "9901", unit: "云河市教育局")
            let task = try #require(try await test.plans.tasks(of: "市残联", on: today, as: one).first)
            try await test.plans.report(ProgressReport(task: task.id, state: .done, text: "我们办好了。"), as: one)
            #expect(try await test.plans.task(task.id, on: today, as: one).state == .underway)
            try await test.plans.report(ProgressReport(task: task.id, state: .done, text: "我们也好了。"), as: two)
            #expect(try await test.plans.task(task.id, on: today, as: two).state == .done)
        }
    }

    @Test(arguments: Store.engines)
    func theDeskIsToldWhatIsDueSoon(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let soon = try await test.plans.dueSoon(
                within: 30, on: day("2026-11-01"), as: test.person("officer", "9901"))
            #expect(soon.contains { $0.kind == .duty && $0.due == day("2026-11-20") })
            #expect(soon.allSatisfy { $0.due <= day("2026-12-01") })
            // The five cities' plans ended in 2024: nobody is reminded of them.
            let all = try await test.plans.dueSoon(within: 30, on: day("2026-11-01"), as: test.actor)
            let ended = Set(try await test.plans.plans(as: test.actor).filter { $0.pack != "yunhe" }.map(\.id))
            #expect(!all.contains { ended.contains($0.plan) })
        }
    }

    @Test(arguments: Store.engines)
    func dutiesKnowTheirNextDay(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let jinjiang = try await test.plan("jinjiang")
            let board = try await test.plans.board(jinjiang.id, on: day("2023-03-01"), as: test.actor)
            let report = try #require(board.duties.first { $0.duty.due == "--10-31" })
            #expect(report.next == day("2023-10-31"))
            #expect(report.last == day("2022-10-31"))
            #expect(!report.assumed)
            let yearly = try #require(board.duties.first { $0.duty.cadence == "每年" && $0.duty.due == nil })
            #expect(yearly.next == day("2023-12-31"))
            #expect(yearly.assumed)
            #expect(yearly.note?.contains("推算") == true)
            let over = try await test.plans.board(jinjiang.id, on: day("2025-03-01"), as: test.actor)
            #expect(over.duties.allSatisfy { $0.next == nil && $0.note != nil })
            #expect(over.duties.first { $0.duty.due == "--10-31" }?.last == day("2024-10-31"))
            let yunhe = try await test.plans.board(
                try await test.plan("yunhe").id, on: day("2026-05-20"), as: test.actor)
            let quarterly = try #require(yunhe.duties.first { $0.duty.cadence == "每季度" })
            #expect(quarterly.next == day("2026-07-10"))
            #expect(quarterly.last == day("2026-04-10"))
        }
    }
}
