import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// What comes again has its turns: each is asked until somebody says that it is done.
@Suite struct TurnTests {
    @Test(arguments: Store.engines)
    func aLateReportSettlesTheTurnThatWasMissedAndNotTheNext(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let story = try await Story(test, plan: try await test.yearPlan("每月"))
            try await story.report(.underway, 3, 10, percent: 40)
            try await story.expect(.underway, due: (3, 31), on: (3, 20))
            try await story.expect(.underway, due: (3, 31), late: true, on: (4, 2))

            try await story.report(.done, 4, 5)
            try await story.expect(.notStarted, due: (4, 30), on: (4, 6))
            #expect(try await story.task(on: (4, 6)).percent == nil)
            try await story.expect(.notStarted, due: (4, 30), late: true, on: (5, 1))

            // Within its time a turn is settled early, and opened again when somebody says so.
            try await story.report(.done, 4, 20, percent: 100)
            try await story.expect(.done, due: (4, 30), on: (4, 21))
            try await story.report(.stuck, 4, 25, percent: 80)
            try await story.expect(.stuck, due: (4, 30), on: (4, 26))
            try await story.expect(.stuck, due: (4, 30), late: true, on: (5, 1))

            // Of several that were missed the last is meant; the present one stays open.
            try await story.report(.done, 7, 15)
            try await story.expect(.notStarted, due: (7, 31), on: (7, 16))
            let turns = try await story.task(on: (7, 16)).progress.map(\.turn)
            let meant = [(6, 30), (4, 30), (4, 30), (3, 31), (3, 31)]
            #expect(turns == meant.map { story.day($0.0, $0.1) })
        }
    }

    @Test(arguments: Store.engines)
    func unitsThatShareATaskEachReportEveryTurn(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.yearPlan("每月", units: [("市残联", .joint), ("市教育局", .joint)])
            let story = try await Story(test, plan: plan)
            try await story.report(.done, 3, 10, as: "市残联")
            try await story.expect(.underway, due: (3, 31), on: (3, 11))
            try await story.report(.done, 4, 2, as: "市教育局")
            try await story.expect(.notStarted, due: (4, 30), on: (4, 3))
            // The other unit's word of the last turn does not count for this one.
            try await story.report(.done, 4, 8, as: "市残联")
            try await story.expect(.underway, due: (4, 30), on: (4, 9))
            try await story.report(.done, 4, 10, as: "市教育局")
            try await story.expect(.done, due: (4, 30), on: (4, 11))
        }
    }

    @Test(arguments: Store.engines)
    func aReportSaysOfWhichTurnItSpeaksBeforeItIsMade(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let story = try await Story(test, plan: try await test.yearPlan("每季度"))
            try await story.report(.underway, 2, 1)
            for (asked, turn) in [((2, 10), (3, 31)), ((4, 10), (3, 31)), ((8, 1), (6, 30))] {
                #expect(try await story.task(on: asked).turn == story.day(turn.0, turn.1))
            }
        }
    }
}

/// A task that comes again, in the year before this one.
private struct Story {
    let test: PlanFixture
    let id: Int64
    let year: Int

    init(_ test: PlanFixture, plan: Plan) async throws {
        self.test = test
        year = test.registers.store.today.year - 1
        id = try #require(try await test.tasks(plan, on: test.registers.store.today).first).id
    }

    func day(_ month: Int, _ day: Int) -> Day? { Day(year: year, month: month, day: day) }

    func report(
        _ state: TaskState, _ month: Int, _ day: Int, percent: Int? = nil, as unit: String? = nil
    ) async throws {
        let actor = unit.map { test.person("unit", "9901", unit: $0) } ?? test.actor
        try await test.plans.report(
            ProgressReport(
                task: id, unit: unit ?? "市残联", state: state, text: "做了一些。", percent: percent, day: self.day(month, day)),
            as: actor)
    }

    func task(on asked: (Int, Int)) async throws -> PlanTask {
        try await test.plans.task(id, on: try #require(day(asked.0, asked.1)), as: test.actor)
    }

    func expect(
        _ state: TaskState, due: (Int, Int), late: Bool = false, on asked: (Int, Int),
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let task = try await task(on: asked)
        #expect(task.state == state, sourceLocation: place)
        #expect(task.due == day(due.0, due.1), sourceLocation: place)
        #expect(task.late == late, sourceLocation: place)
    }
}
