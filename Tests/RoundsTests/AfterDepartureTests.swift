import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

@testable import Rounds

/// What is dated after somebody died or left: refused or asked about, on screen and by import alike, and never counted.
@Suite struct AfterDepartureTests {
    private static let day = RoundTests.opened.adding(days: 10)
    private static let left = RoundTests.opened.adding(days: 5)

    private static func leave(_ scene: RoundTests.Scene, _ result: String) async throws {
        let values: FieldValues = [
            "person": .integer(scene.id("甲")), "check_date": .day(day), "way": .text("visit"),
            "found_result": .text(result), "left_on": .day(left),
        ]
        try await scene.store.write(as: scene.actor, on: day) { writing in
            _ = try writing.create("information_check", values, source: .page)
        }
    }

    /// One record of each register of a person, dated on a day, with the field of that day.
    private static func records(_ person: Int64, on day: Day) -> [(
        register: String, field: String, values: FieldValues
    )] {
        let own: [(String, String, FieldValues)] = [
            (
                "assessment", "assessment_date",
                ["tool": .text("interview"), "assessor": .text("某人"), "conclusion": .text("open")]
            ),
            ("demand", "demand_date", ["kinds": .list(["job"])]),
            ("service", "service_date", ["service_kind": .text("guidance")]),
            (
                "employment", "start_date",
                ["route": .text("quota"), "employer_name": .text("某厂"), "evidence_kind": .text("contract")]
            ),
            (
                "case_plan", "start_date",
                ["goal": .text("employment"), "counsellor": .text("某人"), "end_date": .day(day.adding(days: 30))]
            ),
            ("consent", "given_on", ["purpose": .text("contact"), "way": .text("oral")]),
            ("guardian", "valid_from", ["name": .text("某某"), "relation": .text("parent")]),
            ("hardship_case", "entered_date", ["hardship_kind": .text("registered")]),
            ("training_record", "start_date", ["programme_name": .text("面点"), "training_kind": .text("skill")]),
            ("follow_up", "follow_up_date", ["follow_up_kind": .text("visit"), "result": .text("stable")]),
            (
                "information_check", "check_date",
                [
                    "way": .text("visit"), "found_result": .text("found"), "employment_status": .text("unemployed"),
                    "work_wish": .text("wants"),
                ]
            ),
        ]
        return own.map { register, field, values in
            (register, field, values.merging(["person": .integer(person), field: .day(day)]) { $1 })
        }
    }

    private static func faults(
        _ scene: RoundTests.Scene, _ record: (register: String, field: String, values: FieldValues)
    ) async throws -> [FieldFault] {
        try await scene.store.read(as: scene.actor, on: day) { reading in
            try reading.checked(record.register, record.values).faults.filter { $0.field == record.field }
        }
    }

    @Test(arguments: Store.engines) func aRecordAfterTheDeathIsRefused(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            try await AfterDepartureTests.leave(scene, "died")
            for record in AfterDepartureTests.records(scene.id("甲"), on: AfterDepartureTests.left.adding(days: 1)) {
                let faults = try await AfterDepartureTests.faults(scene, record)
                let fault = try #require(faults.first, "\(record.register)")
                #expect(fault.level == .error, "\(record.register)")
                #expect(fault.message.contains("已于 \(AfterDepartureTests.left.chinese) 死亡"), "\(fault.message)")
                #expect(fault.message.contains("改正"))
            }
            // On the day itself nothing is said, nor of anybody else.
            for record in AfterDepartureTests.records(scene.id("甲"), on: AfterDepartureTests.left)
                + AfterDepartureTests.records(scene.id("乙"), on: AfterDepartureTests.day)
            {
                let faults = try await AfterDepartureTests.faults(scene, record)
                #expect(!faults.contains { $0.message.contains("本人已于") }, "\(record.register)")
            }
        }
    }

    @Test(arguments: Store.engines, ["moved", "cancelled"])
    func aRecordAfterSomebodyLeftIsAskedAbout(engine: Database.Engine, result: String) async throws {
        try await RoundTests.withScene(engine) { scene in
            try await AfterDepartureTests.leave(scene, result)
            for record in AfterDepartureTests.records(scene.id("甲"), on: AfterDepartureTests.day) {
                let faults = try await AfterDepartureTests.faults(scene, record)
                let fault = try #require(
                    faults.first { $0.message.contains("已于 \(AfterDepartureTests.left.chinese)") },
                    "\(record.register)")
                #expect(fault.level == .warning, "\(record.register)")
            }
        }
    }

    /// The check that found somebody dead is dated later, and may be mended; a plan's step is ended, not begun.
    @Test(arguments: Store.engines) func whatEndsThingsMayBeLater(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let person = scene.id("甲")
            let step = try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                let plan = try writing.create(
                    "case_plan",
                    [
                        "person": .integer(person), "start_date": .day(RoundTests.opened), "goal": .text("employment"),
                        "counsellor": .text("某人"), "end_date": .day(RoundTests.opened.adding(days: 90)),
                    ], source: .page)
                return try writing.create(
                    "case_step",
                    [
                        "person": .integer(person), "case_plan": .integer(plan), "sequence": .integer(1),
                        "step_kind": .text("training"), "due_date": .day(AfterDepartureTests.day),
                    ], source: .page)
            }
            try await AfterDepartureTests.leave(scene, "died")
            try await scene.store.write(as: scene.actor, on: AfterDepartureTests.day) { writing in
                let checks = try writing.related(to: "person", person).filter { $0.register == "information_check" }
                let check = try #require(checks.first)
                _ = try writing.update(
                    "information_check", check.id, version: nil, ["change_note": .text("邻居说的")], source: .page)
                #expect(throws: Refusal.self) {
                    _ = try writing.update(
                        "case_step", step, version: nil, ["progress": .text("doing")], source: .page)
                }
                _ = try writing.update("case_step", step, version: nil, ["progress": .text("dropped")], source: .page)
            }
        }
    }

    /// A record that was there before the death was found out, or that was asked about and kept, does no step.
    @Test(arguments: Store.engines) func laterRecordsDoNoStep(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            try await scene.check("甲", on: RoundTests.opened)
            func serve(on day: Day) async throws {
                try await scene.store.write(as: scene.actor, on: AfterDepartureTests.day) { writing in
                    _ = try writing.create(
                        "service",
                        [
                            "person": .integer(scene.id("甲")), "service_date": .day(day),
                            "service_kind": .text("guidance"),
                        ], source: .page)
                }
            }
            try await serve(on: AfterDepartureTests.left.adding(days: 1))
            #expect(try await scene.state(round, "甲", "service") == .done)
            try await AfterDepartureTests.leave(scene, "moved")
            #expect(try await scene.state(round, "甲", "service") == .notDone)
            // The check that found it out did its own step.
            #expect(try await scene.state(round, "甲", "check") == .done)
            try await serve(on: AfterDepartureTests.left.adding(days: 2))
            #expect(try await scene.state(round, "甲", "service") == .notDone)
            // What was done before is only written down later.
            try await serve(on: AfterDepartureTests.left.adding(days: -1))
            #expect(try await scene.state(round, "甲", "service") == .done)
            #expect(try await scene.rounds.verifyCoverage().isEmpty)
        }
    }

    @Test(arguments: Store.engines) func listsOfWhatIsDueHoldOnlyWhoIsHere(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let due = AfterDepartureTests.left
            try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                for name in ["甲", "乙"] {
                    _ = try writing.create(
                        "follow_up",
                        ["person": .integer(scene.id(name)), "follow_up_kind": .text("visit"), "due_date": .day(due)],
                        source: .page)
                }
            }
            func listed(_ view: String, on day: Day) async throws -> [Int64?] {
                try await scene.store.read(as: scene.actor, on: day) { reading in
                    try reading.list(ListQuery(register: "follow_up", view: view)).records.map {
                        $0["person"].integer
                    }
                }
            }
            #expect(try await listed("due", on: AfterDepartureTests.day).count == 2)
            try await AfterDepartureTests.leave(scene, "died")
            #expect(try await listed("due", on: AfterDepartureTests.day) == [scene.id("乙")])
            #expect(try await listed("all", on: AfterDepartureTests.day).count == 2)
        }
    }

    @Test(arguments: Store.engines) func nobodyDiesBeforeBirth(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let values: FieldValues = [
                "person": .integer(scene.id("甲")), "check_date": .day(AfterDepartureTests.day),
                "way": .text("visit"), "found_result": .text("died"),
                "left_on": .day(try #require(Day(iso: "1960-01-01"))),
            ]
            let faults = try await scene.store.read(as: scene.actor, on: AfterDepartureTests.day) { reading in
                try reading.checked("information_check", values).faults
            }
            let fault = try #require(faults.first { $0.field == "left_on" })
            #expect(fault.level == .error && fault.message.contains("1990年5月6日"))
        }
    }

    /// A day that is not one of the round's is asked about wherever the record comes from.
    @Test(arguments: Store.engines) func aDayBeforeTheRoundIsAskedAbout(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            _ = try await RoundTests.open(scene)
            func asked(_ name: String, on day: Day) async throws -> [FieldFault] {
                try await scene.store.read(as: scene.actor, on: AfterDepartureTests.day) { reading in
                    let records = AfterDepartureTests.records(scene.id(name), on: day)
                    let check = try #require(records.last)
                    return try reading.checked("information_check", check.values).faults
                }
            }
            let fault = try #require(try await asked("甲", on: RoundTests.opened.adding(days: -1)).first)
            #expect(fault.field == "check_date" && fault.level == .warning)
            #expect(fault.message.contains("早于这一轮开始的") && fault.message.contains("四个一"))
            #expect(try await asked("甲", on: RoundTests.opened).isEmpty)
            // Who is not on the list, or whose step is done, is not asked.
            #expect(try await asked("丁", on: RoundTests.opened.adding(days: -1)).isEmpty)
            try await scene.check("甲", on: RoundTests.opened)
            #expect(try await asked("甲", on: RoundTests.opened.adding(days: -1)).isEmpty)
        }
    }
}
