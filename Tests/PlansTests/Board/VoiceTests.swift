import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A task's state, percent and words are those of one unit, or of whoever decides.
@Suite struct VoiceTests {
    private static let led = [("市残联", PlanDocument.Role.lead), ("市教育局", .joint)]

    @Test(arguments: Store.engines)
    func whatTheLeadSaysIsNotMixedWithAnothersPercentAndWords(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let task = try await Spoken(test, VoiceTests.led)
            try await task.report("市残联", .done, 100, "都办好了。")
            try await task.report("市教育局", .underway, 5, "我局还没开始。")
            try await task.expect(.done, 100, "都办好了。", isLeads: true)
        }
    }

    @Test(arguments: Store.engines)
    func anotherUnitsWholePartIsNotTheWholeTask(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let task = try await Spoken(test, VoiceTests.led)
            try await task.report("市残联", .underway, 80, "还差两个区。")
            try await task.report("市教育局", .done, 100, "我局办好了。")
            try await task.expect(.underway, 80, "还差两个区。", isLeads: true)
            // A report without a percent leaves the one that was given.
            try await task.report("市残联", .underway, nil, "还差一个区。")
            try await task.expect(.underway, 80, "还差一个区。", isLeads: true)
        }
    }

    @Test(arguments: Store.engines)
    func untilTheLeadSpeaksAnotherIsHeardUnderItsName(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let task = try await Spoken(test, VoiceTests.led)
            try await task.report("市教育局", .done, 100, "我局办好了。")
            try await task.expect(.underway, nil, "我局办好了。", isLeads: false)
        }
    }

    @Test(arguments: Store.engines)
    func whatIsInAUnitsWayIsToldInItsWordsUntilItIsGone(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let task = try await Spoken(test, VoiceTests.led)
            try await task.report("市残联", .underway, 80, "还差两个区。")
            try await task.report("市教育局", .stuck, 5, "经费没有到位。")
            try await task.expect(.stuck, nil, "经费没有到位。", isLeads: false)
            try await task.report("市教育局", .underway, 10, "经费到了。")
            try await task.expect(.underway, 80, "还差两个区。", isLeads: true)
        }
    }

    @Test(arguments: Store.engines)
    func ofSeveralWithoutALeadNoPercentIsThatOfTheWhole(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let task = try await Spoken(test, [("市残联", .joint), ("市教育局", .joint)])
            try await task.report("市残联", .done, 100, "办好了。")
            try await task.expect(.underway, nil, "办好了。", isLeads: false)
            try await task.report("市教育局", .underway, 40, "办了一些。")
            try await task.expect(.underway, nil, "办了一些。", isLeads: false)
            // The committee's office speaks for the whole, whichever unit it names.
            try await task.report("市教育局", .underway, 70, "两家合计七成。", asOffice: true)
            try await task.expect(.underway, 70, "两家合计七成。", isLeads: false)
        }
    }

    @Test(arguments: Store.engines)
    func aTaskDoneAfterItsDaySaysByHowMuch(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let year = test.registers.store.today.year - 1
            let task = try await Spoken(test, VoiceTests.led, due: "\(year)-03-31")
            try await task.report("市残联", .underway, 80, "还差一些。", on: day("\(year)-03-20"))
            #expect(try await task.now().daysLate == nil)
            try await task.report("市残联", .done, 100, "办好了。", on: day("\(year)-04-03"))
            #expect(try await task.now().daysLate == 3)
            // Said again, it was done on the first day; taken back, on none.
            try await task.report("市残联", .done, 100, "补材料。", on: day("\(year)-05-03"))
            #expect(try await task.now().daysLate == 3)
            try await task.report("市残联", .underway, 90, "返工。", on: day("\(year)-06-01"))
            #expect(try await task.now().daysLate == nil)
            #expect(try await task.now().late)
        }
    }
}

/// A task of a plan since last year, reported of by its units.
private struct Spoken {
    let test: PlanFixture
    let plan: Plan
    let id: Int64

    init(_ test: PlanFixture, _ units: [(String, PlanDocument.Role)], due: String? = nil) async throws {
        self.test = test
        let year = try await test.yearPlan(units: units)
        var content = year.content
        content.actions[0].measures[0].deadlines =
            due.map {
                [PlanContent.Deadline(text: $0, on: $0, kind: .by)]
            } ?? []
        plan = try await test.plans.update(year.id, version: year.version, content: content, as: test.actor)
        id = try #require(try await test.tasks(plan, on: test.registers.store.today).first).id
    }

    func now() async throws -> PlanTask {
        try await test.plans.task(id, on: test.registers.store.today, as: test.actor)
    }

    func report(
        _ unit: String, _ state: TaskState, _ percent: Int?, _ text: String, on day: Day? = nil,
        asOffice: Bool = false
    ) async throws {
        let actor = asOffice ? test.actor : test.person("unit", "9901", unit: unit)
        try await test.plans.report(
            ProgressReport(task: id, unit: unit, state: state, text: text, percent: percent, day: day), as: actor)
    }

    /// The task and the board say the same.
    func expect(
        _ state: TaskState, _ percent: Int?, _ words: String, isLeads: Bool,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let onBoard = try await test.tasks(plan, on: test.registers.store.today).first { $0.id == id }
        for task in [try await now(), try #require(onBoard)] {
            #expect(task.state == state, sourceLocation: place)
            #expect(task.percent == percent, sourceLocation: place)
            #expect(task.word?.report.text == words, sourceLocation: place)
            #expect(task.word?.isLeads == isLeads, sourceLocation: place)
        }
    }
}
