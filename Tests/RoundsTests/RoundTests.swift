import Access
import Base
import Database
import Packs
import RegisterTesting
import Registers
import StoreTesting
import Testing

@testable import Rounds

/// The four ones on the project's own packs.
@Suite struct RoundTests {
    static let opened = Day(number: 20_500)
    static let village = "990101101201"
    static let otherVillage = "990101101202"

    /// A round store with some people: two unemployed in one village, one in another, one employed.
    struct Scene: Sendable {
        let test: TestRegisters
        let store: RegisterStore
        let rounds: RoundStore
        let actor: Actor
        let people: [String: Int64]

        func id(_ name: String) -> Int64 { people[name] ?? 0 }

        func state(_ round: Round, _ name: String, _ step: String) async throws -> StepState? {
            let steps = try await rounds.steps(round.id, of: [id(name)], as: actor)[id(name)] ?? []
            return steps.first { $0.step == step }?.state
        }

        func check(_ name: String, on day: Day, status: String = "unemployed", wish: String? = "wants") async throws {
            let values: FieldValues = [
                "person": .integer(id(name)), "check_date": .day(day), "way": .text("visit"),
                "found_result": .text("found"), "employment_status": .text(status),
                "work_wish": wish.map { .text($0) } ?? .null,
            ]
            try await store.write(as: actor, on: day) { try $0.create("information_check", values, source: .page) }
        }
    }

    static func person(_ name: String, _ serial: Int, region: String, status: String) -> FieldValues {
        [
            "name": .text(name), "citizen_id": .text(TestRegisters.citizenID(born: "1990-05-06", serial: serial)),
            "region": .text(region), "employment_status": .text(status),
        ]
    }

    static func withScene(
        _ engine: Database.Engine, _ body: @escaping @Sendable (Scene) async throws -> Void
    ) async throws {
        try await withRegisters(engine, migrations: RoundStore.migrations) { test in
            let book = try RoundBook(TestRegisters.catalogue.get())
            let rounds = RoundStore(store: test.store, book: book, trail: Trail(keyring: test.keyring))
            let people = try await test.store.write(as: test.actor, on: opened) { writing in
                var people: [String: Int64] = [:]
                for (serial, entry) in [
                    ("甲", village, "unemployed"), ("乙", village, "unemployed"), ("丙", otherVillage, "unemployed"),
                    ("丁", village, "employed"),
                ].enumerated() {
                    people[entry.0] = try writing.create(
                        "person", person(entry.0, serial, region: entry.1, status: entry.2), source: .page)
                }
                return people
            }
            try await body(Scene(test: test, store: test.store, rounds: rounds, actor: test.actor, people: people))
        }
    }

    static func open(_ scene: Scene) async throws -> Round {
        let region = try #require(RegionCode("9901"))
        return try await scene.rounds.open("four_ones", in: region, on: opened, as: scene.actor)
    }

    @Test(arguments: Store.engines) func freezesItsPopulation(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let region = try #require(RegionCode("9901"))
            let expected = try await scene.rounds.preview(
                "four_ones", in: region, on: RoundTests.opened, as: scene.actor)
            let round = try await RoundTests.open(scene)
            #expect(expected == 3)
            #expect(try await scene.rounds.count(round.id, MemberQuery(), as: scene.actor) == 3)
            #expect(try await scene.state(round, "丁", "check") == nil)
            // Whoever finds work meanwhile stays on the list.
            try await scene.check("甲", on: RoundTests.opened.adding(days: 1), status: "employed", wish: nil)
            #expect(try await scene.rounds.count(round.id, MemberQuery(), as: scene.actor) == 3)
        }
    }

    @Test(arguments: Store.engines) func asksFurtherStepsOfThoseWhoWantWork(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            #expect(try await scene.state(round, "甲", "check") == .waiting)
            #expect(try await scene.state(round, "甲", "assess") == .notAsked)
            try await scene.check("甲", on: RoundTests.opened)
            #expect(try await scene.state(round, "甲", "check") == .done)
            #expect(try await scene.state(round, "甲", "assess") == .waiting)
            try await scene.check("乙", on: RoundTests.opened, wish: "none")
            #expect(try await scene.state(round, "乙", "assess") == .notAsked)
        }
    }

    @Test(arguments: Store.engines) func countsOnlyRecordsOfItsTime(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            try await scene.check("甲", on: RoundTests.opened.adding(days: -1))
            #expect(try await scene.state(round, "甲", "check") == .waiting)
            try await scene.check("甲", on: RoundTests.opened)
            let steps = try await scene.rounds.steps(round.id, of: [scene.id("甲")], as: scene.actor)
            let step = try #require(steps[scene.id("甲")]?.first { $0.step == "check" })
            #expect(step.doneOn == RoundTests.opened)
            // Taking the record away makes the step wait again.
            let record = try #require(step.record)
            try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                try writing.remove("information_check", record, version: nil, reason: "登错了", source: .page)
            }
            #expect(try await scene.state(round, "甲", "check") == .waiting)
        }
    }

    @Test(arguments: Store.engines) func asksAReasonFromTheListWhenNotDone(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            await #expect(throws: Refusal.self) {
                try await scene.rounds.markNotDone(
                    round.id, step: "check", record: scene.id("甲"), reason: "whatever", note: nil, as: scene.actor)
            }
            try await scene.rounds.markNotDone(
                round.id, step: "check", record: scene.id("甲"), reason: "not_reached", note: "三次", as: scene.actor)
            #expect(try await scene.state(round, "甲", "check") == .notDone)
            try await scene.rounds.clearNotDone(round.id, step: "check", record: scene.id("甲"), as: scene.actor)
            #expect(try await scene.state(round, "甲", "check") == .waiting)
            // A record does it all the same.
            try await scene.rounds.markNotDone(
                round.id, step: "check", record: scene.id("甲"), reason: "not_reached", note: nil, as: scene.actor)
            try await scene.check("甲", on: RoundTests.opened)
            #expect(try await scene.state(round, "甲", "check") == .done)
        }
    }

    @Test(arguments: Store.engines) func coverageIsTheSumOfTheMembers(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            try await scene.check("甲", on: RoundTests.opened)
            try await scene.rounds.markNotDone(
                round.id, step: "check", record: scene.id("丙"), reason: "away", note: nil, as: scene.actor)
            // 乙 moves to the other village.
            try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                try writing.update(
                    "person", scene.id("乙"), version: nil, ["region": .text(RoundTests.otherVillage)], source: .page)
            }
            try await RoundTests.expectSums(scene, round)
            let town = try #require(RegionCode("990101101"))
            let board = try await scene.rounds.board(
                round.id, in: town, on: round.closesOn.adding(days: 1), as: scene.actor)
            #expect(board.lines.map(\.members) == [1, 2])
            let check = try #require(board.total.steps["check"])
            #expect([check.asked, check.done, check.notDone, check.waiting, check.overdue] == [3, 1, 1, 1, 1])
            let outlook = try await scene.rounds.outlook(on: RoundTests.opened, as: scene.actor)
            #expect(outlook.first?.steps["check"]?.waiting == 1)
            let duties = try await scene.rounds.nextDuties(limit: 5, as: scene.actor)
            #expect(duties.first { $0.step == "check" }?.record == scene.id("乙"))
        }
    }

    /// The coverage table says for every step and state what the members themselves say.
    static func expectSums(_ scene: Scene, _ round: Round) async throws {
        let board = try await scene.rounds.board(round.id, on: opened, as: scene.actor)
        for step in try #require(scene.rounds.definition(of: round)).steps {
            let coverage = board.total.steps[step.name] ?? Coverage()
            let expected: [(StepState, Int)] = [
                (.done, coverage.done), (.notDone, coverage.notDone), (.waiting, coverage.waiting),
            ]
            for (state, count) in expected {
                var query = MemberQuery()
                query.step = step.name
                query.state = state
                #expect(try await scene.rounds.count(round.id, query, as: scene.actor) == count)
            }
        }
    }

    @Test(arguments: Store.engines) func removedRecordsDoNotCountUntilTheyAreBack(engine: Database.Engine) async throws
    {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            try await scene.check("乙", on: RoundTests.opened)
            try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                try writing.remove("person", scene.id("乙"), version: nil, reason: "重复", source: .page)
            }
            let board = try await scene.rounds.board(round.id, on: RoundTests.opened, as: scene.actor)
            #expect(board.total.steps["check"]?.asked == 2)
            try await RoundTests.expectSums(scene, round)
            try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                try writing.restore("person", scene.id("乙"), reason: "不是重复", source: .page)
            }
            let after = try await scene.rounds.board(round.id, on: RoundTests.opened, as: scene.actor)
            #expect(after.total.steps["check"]?.asked == 3)
            #expect(after.total.steps["check"]?.done == 1)
        }
    }

    @Test(arguments: Store.engines) func takesNewCasesIn(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            let later = RoundTests.opened.adding(days: 20)
            try await scene.store.write(as: scene.actor, on: later) { writing in
                try writing.update(
                    "person", scene.id("丁"), version: nil, ["employment_status": .text("unemployed")], source: .page)
            }
            #expect(try await scene.state(round, "丁", "check") == .waiting)
            var query = MemberQuery()
            query.reentered = true
            let members = try await scene.rounds.members(round.id, query, as: scene.actor)
            #expect(members.records.map(\.id) == [scene.id("丁")])
            try await RoundTests.expectSums(scene, round)
        }
    }

    @Test(arguments: Store.engines) func closingFreezesTheFigures(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            await #expect(throws: Refusal.self) { _ = try await RoundTests.open(scene) }
            let again = await #expect(throws: Refusal.self) {
                try await scene.rounds.preview(
                    "four_ones", in: try #require(RegionCode("990101")), on: RoundTests.opened, as: scene.actor)
            }
            #expect(again?.faults.first?.message.contains("还没有结束") == true)
            try await scene.check("甲", on: RoundTests.opened)
            // The city's round is not a county's to end.
            let county = try await scene.test.colleague("county", roles: ["officer"], in: "990101")
            await #expect(throws: AccessError.self) { try await scene.rounds.close(round.id, as: county) }
            #expect(try await scene.rounds.round(round.id, as: scene.actor).isOpen)
            try await scene.rounds.close(round.id, as: scene.actor)
            try await scene.check("乙", on: RoundTests.opened)
            #expect(try await scene.state(round, "乙", "check") == .waiting)
            await #expect(throws: Refusal.self) {
                try await scene.rounds.markNotDone(
                    round.id, step: "check", record: scene.id("乙"), reason: "away", note: nil, as: scene.actor)
            }
            let board = try await scene.rounds.board(round.id, on: RoundTests.opened, as: scene.actor)
            #expect(board.total.steps["check"]?.done == 1)
            _ = try await RoundTests.open(scene)
        }
    }

    @Test(arguments: Store.engines) func saysWhoseRoundIsInTheWay(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let (city, county) = (try #require(RegionCode("9901")), try #require(RegionCode("990101")))
            func message(_ region: RegionCode) async throws -> String {
                let refusal = await #expect(throws: Refusal.self) {
                    try await scene.rounds.preview("four_ones", in: region, on: RoundTests.opened, as: scene.actor)
                }
                return refusal?.description ?? ""
            }
            let ofCounty = try await scene.rounds.open(
                "four_ones", in: county, on: RoundTests.opened, as: scene.actor)
            #expect(try await message(county).contains("请先结束它"))
            #expect(try await message(city).contains("会和这一轮重复"))
            #expect(try await scene.rounds.ongoing("four_ones", in: city, as: scene.actor)?.id == ofCounty.id)
            try await scene.rounds.close(ofCounty.id, as: scene.actor)
            #expect(try await scene.rounds.ongoing("four_ones", in: city, as: scene.actor) == nil)
            let ofCity = try await RoundTests.open(scene)
            let said = try await message(county)
            #expect(said.contains("已经在里面，不用另开") && !said.contains("请先结束"), "\(said)")
            let officer = try await scene.test.colleague("county", roles: ["officer"], in: "990101")
            #expect(try await scene.rounds.ongoing("four_ones", in: county, as: officer)?.id == ofCity.id)
            let elsewhere = try #require(RegionCode("990102"))
            #expect(try await scene.rounds.ongoing("zero_employment_clearing", in: elsewhere, as: officer) == nil)
        }
    }

    @Test(arguments: Store.engines) func aDayThatHasPassedIsNobodysDueDate(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let late = try #require(Day(year: 2026, month: 11, day: 21))
            let end = try #require(Day(year: 2026, month: 12, day: 31))
            let city = try #require(RegionCode("9901"))
            func due(_ round: Round, _ name: String, _ step: String) async throws -> Day? {
                let steps = try await scene.rounds.steps(round.id, of: [scene.id(name)], as: scene.actor)
                return steps[scene.id(name)]?.first { $0.step == step }?.due
            }
            let round = try await scene.rounds.open("four_ones", in: city, on: late, as: scene.actor)
            #expect(try await due(round, "甲", "check") == end)
            #expect(try await due(round, "甲", "service") == Day(year: 2026, month: 11, day: 30))
            try await scene.rounds.close(round.id, as: scene.actor)

            let next = try #require(Day(year: 2027, month: 12, day: 31))
            let long = try await scene.rounds.open("four_ones", in: city, on: late, closes: next, as: scene.actor)
            #expect(try await due(long, "甲", "check") == Day(year: 2027, month: 6, day: 30))
            try await scene.rounds.close(long.id, as: scene.actor)

            let wished = late.adding(days: 10)
            let set = try await scene.rounds.open(
                "four_ones", in: city, on: late, dues: ["check": wished], as: scene.actor)
            #expect(try await due(set, "甲", "check") == wished)
            // Who comes in later has the same day, and who comes in after it the round's end.
            for (name, day, expected) in [("丁", late.adding(days: 3), wished), ("戊", wished.adding(days: 1), end)] {
                let values = RoundTests.person(name, 20, region: RoundTests.village, status: "unemployed")
                let id = try await scene.store.write(as: scene.actor, on: day) { writing in
                    if let known = scene.people[name] {
                        try writing.update(
                            "person", known, version: nil, ["employment_status": .text("unemployed")], source: .page)
                        return known
                    }
                    return try writing.create("person", values, source: .page)
                }
                let steps = try await scene.rounds.steps(set.id, of: [id], as: scene.actor)
                #expect(steps[id]?.first { $0.step == "check" }?.due == expected)
            }
            try await scene.rounds.close(set.id, as: scene.actor)

            for wrong in [late.adding(days: -1), end.adding(days: 1)] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await scene.rounds.open(
                        "four_ones", in: city, on: late, dues: ["check": wrong], as: scene.actor)
                }
                #expect(refusal?.faults.map(\.field) == ["due-check"])
            }
        }
    }

    @Test(arguments: Store.engines) func showsOnlyWhatLiesInScope(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            let roles = try RoleBook(packs: TestRegisters.catalogue.get().library.packs)
            let village = try #require(RegionCode(RoundTests.village))
            let reader = Actor.person(
                account: 1, signInName: "li", name: "李", roles: ["readonly"], scope: .within([village]), book: roles)
            #expect(try await scene.rounds.count(round.id, MemberQuery(), as: reader) == 2)
            #expect(try await scene.rounds.board(round.id, on: RoundTests.opened, as: reader).total.members == 2)
            #expect(
                try await scene.rounds.outlook(on: RoundTests.opened, as: reader).first?.steps["check"]?.asked == 2)
            await #expect(throws: AccessError.self) {
                _ = try await scene.rounds.open("four_ones", in: village, on: RoundTests.opened, as: reader)
            }
        }
    }

    /// A liaison sees their own people: on the list, on the board, at the desk; and says only of them why a step is not done.
    @Test(arguments: Store.engines) func aCaseloadIsAllThatItsOwnerSees(engine: Database.Engine) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            let liaison = try await scene.test.colleague("li", roles: ["liaison"], in: RoundTests.village)
            let account = try #require(liaison.account)
            func assign(_ name: String) async throws {
                try await scene.store.write(as: scene.actor, on: RoundTests.opened) { writing in
                    try writing.update(
                        "person", scene.id(name), version: nil, ["liaison": .integer(account)], source: .page)
                }
            }
            func board() async throws -> RoundBoard.Line {
                let board = try await scene.rounds.board(round.id, on: RoundTests.opened, as: liaison)
                return board.total
            }
            #expect(try await board().members == 0)
            try await assign("甲")
            #expect(
                try await scene.rounds.members(round.id, MemberQuery(), as: liaison).records.map(\.id) == [
                    scene.id("甲")
                ])
            #expect(try await scene.rounds.count(round.id, MemberQuery(), as: liaison) == 1)
            #expect(try await board().members == 1)
            #expect(try await board().steps["check"]?.asked == 1)
            let outlook = try await scene.rounds.outlook(on: RoundTests.opened, as: liaison)
            #expect(outlook.first?.steps["check"]?.waiting == 1)
            let duties = try await scene.rounds.nextDuties(limit: 20, as: liaison)
            #expect(!duties.isEmpty && Set(duties.map(\.record)) == [scene.id("甲")])
            let steps = try await scene.rounds.steps(round.id, of: [scene.id("甲"), scene.id("乙")], as: liaison)
            #expect(Set(steps.keys) == [scene.id("甲")])
            #expect(try await scene.rounds.standing("person", scene.id("乙"), as: liaison).isEmpty)

            try await scene.rounds.markNotDone(
                round.id, step: "check", record: scene.id("甲"), reason: "away", note: nil, as: liaison)
            #expect(try await board().steps["check"]?.notDone == 1)
            await #expect(throws: (any Error).self) {
                try await scene.rounds.markNotDone(
                    round.id, step: "check", record: scene.id("乙"), reason: "away", note: nil, as: liaison)
            }
            #expect(try await scene.state(round, "乙", "check") == .waiting)
            try await assign("乙")
            #expect(try await board().members == 2)
            // Somebody outside the liaison's region is not seen, whoever is named.
            try await assign("丙")
            #expect(try await board().members == 2)
            let all = try await scene.rounds.board(round.id, on: RoundTests.opened, as: scene.actor).total
            #expect(all.members == 3)
        }
    }
}
