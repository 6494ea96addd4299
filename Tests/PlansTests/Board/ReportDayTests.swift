import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Reports of earlier days, entered when an installation begins in the middle of a plan.
@Suite struct ReportDayTests {
    @Test(arguments: Store.engines)
    func whatComesAgainIsAskedFromTheFirstDayEntered(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let today = test.registers.store.today
            let plan = try await test.yearPlan()
            let task = try #require(try await test.tasks(plan, on: today).first)
            #expect(task.recurring)
            // It came into force today: nothing before is asked.
            #expect(!task.late)
            func report(_ state: TaskState, _ day: Day?) async throws {
                try await test.plans.report(
                    ProgressReport(task: task.id, unit: "市残联", state: state, text: "做了一些。", day: day), as: test.actor)
            }
            for (wrong, words) in [
                (today.adding(days: 1), "不能晚于今天"), (Day(year: today.year - 2, month: 12, day: 31), "方案从"),
            ] {
                let refusal = await #expect(throws: Refusal.self) { try await report(.underway, wrong) }
                #expect(refusal?.faults.first?.field == "day")
                #expect(refusal?.faults.first?.message.contains(words) == true)
            }
            let first = try #require(Day(year: today.year - 1, month: 3, day: 1))
            try await report(.underway, first)
            var now = try #require(try await test.tasks(plan, on: today).first)
            #expect(now.late)
            #expect(now.due == Day(year: today.year - 1, month: 12, day: 31))
            #expect(now.progress.first?.day == first)

            // Done in its year, it is asked again in the next; an earlier day cannot come after a later one.
            let done = try #require(Day(year: today.year - 1, month: 11, day: 1))
            try await report(.done, done)
            now = try #require(try await test.tasks(plan, on: today).first)
            #expect(!now.late)
            #expect(now.due == Day(year: today.year, month: 12, day: 31))
            #expect(now.state == .notStarted)
            let refusal = await #expect(throws: Refusal.self) { try await report(.underway, first) }
            #expect(refusal?.faults.first?.message.contains("已经报过") == true)
            try await report(.underway, nil)
            now = try #require(try await test.tasks(plan, on: today).first)
            #expect(now.progress.first?.day == today)
            #expect(now.state == .underway)
        }
    }

    @Test(arguments: Store.engines)
    func aTaskIsDueOnTheDayOfTheQuarterThatItNames(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let plan = try await test.plan("yunhe")
            let task = try #require(
                try await test.tasks(plan, on: day("2026-11-21")).first { $0.dueText == "每季度第一个月10日前" })
            #expect(task.due?.day == 10)
            #expect(task.due.map { $0.month % 3 } == 1)
            // Every second year is not every year, and which year it is the words do not say.
            let second = try #require(
                try await test.tasks(plan, on: day("2026-11-21")).first { $0.dueText == "每两年" })
            #expect(second.due == nil)
            #expect(!second.late)
        }
    }

    @Test(arguments: Store.engines)
    func theListTellsHowTasksStandAsTheBoardDoes(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let today = test.registers.store.today
            let plan = try await test.yearPlan()
            let task = try #require(try await test.tasks(plan, on: today).first)
            let first = try #require(Day(year: today.year - 1, month: 3, day: 1))
            try await test.plans.report(
                ProgressReport(task: task.id, unit: "市残联", state: .underway, text: "做了一些。", day: first),
                as: test.actor)
            for actor in [test.actor, test.person("unit", "9901", unit: "市教育局")] {
                let list = try await test.plans.overview(on: today, as: actor)
                #expect(list.map(\.plan.id) == (try await test.plans.plans(as: actor)).map(\.id))
                for line in list {
                    let board = try await test.plans.board(line.plan.id, on: today, as: actor)
                    #expect(line.counts == board.counts)
                }
            }
            let line = try await test.plans.overview(on: today, as: test.actor).first { $0.plan.id == plan.id }
            #expect(line?.counts.late == 1)
        }
    }
}
