import Base
import Database
import Registers
import StoreTesting
import Testing

@testable import Rounds

/// Somebody whom a check finds dead, moved away or without a certificate leaves the lists, the round and the figures, and
/// comes back when the check is corrected.
@Suite struct DepartureTests {
    private static let day = RoundTests.opened.adding(days: 10)

    private struct Found {
        let values: FieldValues
        let isListed: Bool
        let isDeparted: Bool
    }

    private static func found(_ scene: RoundTests.Scene, on day: Day = day) async throws -> Found {
        let id = scene.id("甲")
        return try await scene.store.read(as: scene.actor, on: day) { reading in
            func lists(_ view: String) throws -> Bool {
                try reading.list(ListQuery(register: "person", view: view)).records.contains { $0.id == id }
            }
            let record = try #require(try reading.record("person", id))
            return Found(values: record.values, isListed: try lists("all"), isDeparted: try lists("departed"))
        }
    }

    private static func check(
        _ scene: RoundTests.Scene, _ result: String, left: Day?, on day: Day = day
    ) async throws -> Int64 {
        let values: FieldValues = [
            "person": .integer(scene.id("甲")), "check_date": .day(day), "way": .text("visit"),
            "found_result": .text(result), "left_on": left.map { .day($0) } ?? .null,
        ]
        return try await scene.store.write(as: scene.actor, on: day) { writing in
            try writing.create("information_check", values, source: .page)
        }
    }

    @Test(arguments: Store.engines, [("died", "died", "death_date"), ("moved", "moved", "moved_out_on")])
    func whoIsGoneIsAskedForNothingMore(engine: Database.Engine, kind: (String, String, String)) async throws {
        let (result, reason, field) = kind
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            try await scene.check("甲", on: RoundTests.opened)
            #expect(try await scene.state(round, "甲", "assess") == .waiting)
            let left = DepartureTests.day.adding(days: -3)
            let check = try await DepartureTests.check(scene, result, left: left)
            var now = try await DepartureTests.found(scene)
            #expect(now.values[field] == .day(left))
            #expect(!now.isListed && now.isDeparted)
            // On the day before, the person still belonged to the list.
            #expect(try await DepartureTests.found(scene, on: left.adding(days: -1)).isListed)
            let steps = try await scene.rounds.steps(round.id, of: [scene.id("甲")], as: scene.actor)
            let assess = try #require(steps[scene.id("甲")]?.first { $0.step == "assess" })
            #expect(assess.state == .notDone && assess.reason == reason)
            #expect(try await scene.state(round, "甲", "check") == .done)
            #expect(try await scene.rounds.verifyCoverage().isEmpty)

            try await scene.store.write(as: scene.actor, on: DepartureTests.day) { writing in
                try writing.update(
                    "information_check", check, version: nil,
                    [
                        "found_result": .text("found"), "left_on": .null, "employment_status": .text("unemployed"),
                        "work_wish": .text("wants"),
                    ], source: .page)
            }
            now = try await DepartureTests.found(scene)
            #expect(now.values[field] ?? .null == .null)
            #expect(now.values["certificate_state"] ?? .null == .null)
            #expect(now.isListed && !now.isDeparted)
            #expect(try await scene.state(round, "甲", "assess") == .waiting)
            #expect(try await scene.rounds.verifyCoverage().isEmpty)
        }
    }

    @Test(arguments: Store.engines) func aRemovedCheckTakesBackWhatItBrought(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let first = try await DepartureTests.check(
                scene, "cancelled", left: DepartureTests.day.adding(days: -1))
            #expect(try await DepartureTests.found(scene).values["certificate_state"] == .text("cancelled"))
            let later = DepartureTests.day.adding(days: 1)
            let second = try await DepartureTests.check(scene, "cancelled", left: DepartureTests.day, on: later)
            func remove(_ id: Int64) async throws {
                try await scene.store.write(as: scene.actor, on: later) { writing in
                    try writing.remove("information_check", id, version: nil, reason: "登错了人", source: .page)
                }
            }
            // What the other check says stands again; without both, nothing.
            try await remove(second)
            let known = try await DepartureTests.found(scene, on: later).values
            #expect(known["certificate_cancelled_on"] == .day(DepartureTests.day.adding(days: -1)))
            #expect(known["certificate_state"] == .text("cancelled"))
            try await remove(first)
            let back = try await DepartureTests.found(scene, on: later)
            #expect(back.values["certificate_cancelled_on"] ?? .null == .null)
            #expect(back.values["certificate_state"] ?? .null == .null)
            #expect(back.isListed)
            try await scene.store.write(as: scene.actor, on: later) { writing in
                try writing.restore("information_check", first, reason: "没有登错", source: .page)
            }
            #expect(try await DepartureTests.found(scene, on: later).isDeparted)
        }
    }

    /// What somebody wrote into the file since is not taken back with the check.
    @Test(arguments: Store.engines) func whatAPersonWroteStays(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let left = DepartureTests.day.adding(days: -3)
            let check = try await DepartureTests.check(scene, "died", left: left)
            let written = left.adding(days: 1)
            try await scene.store.write(as: scene.actor, on: DepartureTests.day) { writing in
                try writing.update(
                    "person", scene.id("甲"), version: nil, ["death_date": .day(written)], source: .page)
                try writing.remove("information_check", check, version: nil, reason: "登错了", source: .page)
            }
            #expect(try await DepartureTests.found(scene).values["death_date"] == .day(written))
        }
    }

    /// What does not return stays: a job that ends does not make the person what they were before it.
    @Test(arguments: Store.engines) func aJobThatEndsLeavesTheStatus(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let (begun, ended) = (DepartureTests.day.adding(days: -5), DepartureTests.day)
            try await scene.store.write(as: scene.actor, on: DepartureTests.day) { writing in
                let job = try writing.create(
                    "employment",
                    [
                        "person": .integer(scene.id("甲")), "start_date": .day(begun), "route": .text("quota"),
                        "employer_name": .text("某厂"), "evidence_kind": .text("agreement"),
                    ], source: .page)
                try writing.update(
                    "employment", job, version: nil,
                    ["end_date": .day(ended), "end_reason": .text("expired")], source: .page)
            }
            let file = try await DepartureTests.found(scene).values
            #expect(file["employment_status"] == .text("employed"))
            #expect(file["employment_status_on"] == .day(begun))
        }
    }

    @Test(arguments: Store.engines) func theDayIsAskedWithTheResult(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let refusal = await #expect(throws: Refusal.self) {
                try await DepartureTests.check(scene, "died", left: nil)
            }
            #expect(refusal?.faults.map(\.field) == ["left_on"])
            let late = await #expect(throws: Refusal.self) {
                try await DepartureTests.check(scene, "died", left: DepartureTests.day.adding(days: 1))
            }
            #expect(late?.faults.contains { $0.field == "left_on" } == true)
            let needless = await #expect(throws: Refusal.self) {
                try await DepartureTests.check(scene, "not_reached", left: DepartureTests.day)
            }
            #expect(needless?.faults.map(\.field) == ["left_on"])
            let now = try await DepartureTests.found(scene)
            #expect(now.isListed)
        }
    }
}
