import Access
import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A role marked `own_caseload` deals with the people who are assigned to its holder, and with nobody else.
@Suite struct CaseloadTests {
    /// Two people in one village, the first the liaison's; a household of each; a check of each.
    private struct Scene: Sendable {
        let test: TestRegisters
        let liaison: Actor
        let mine: Int64
        let other: Int64
        let myHousehold: Int64
        let otherHousehold: Int64
        let myCheck: Int64
        let otherCheck: Int64

        func read<Result: Sendable>(
            _ body: @escaping @Sendable (RegisterReading) throws -> Result
        ) async throws -> Result {
            try await test.store.read(as: liaison, body)
        }

        @discardableResult
        func write<Result: Sendable>(
            _ body: @escaping @Sendable (RegisterWriting) throws -> Result
        ) async throws -> Result {
            try await test.store.write(as: liaison, body)
        }
    }

    private static let village = "990101001001"

    private func withScene(
        _ engine: Database.Engine, _ body: @escaping @Sendable (Scene) async throws -> Void
    ) async throws {
        try await withRegisters(engine) { test in
            let liaison = try await test.colleague("li", roles: ["liaison"], in: "990101")
            let account = try #require(liaison.account)
            let ids = try await test.store.write(as: test.actor) { writing -> [Int64] in
                var ids: [Int64] = []
                for (index, name) in ["张秀英", "张秀兰"].enumerated() {
                    let household = try writing.create(
                        "household",
                        [
                            "household_number": .text("H\(index)"), "head_name": .text("户主\(index)"),
                            "region": .text(CaseloadTests.village),
                        ], source: .page)
                    var values = person(name, index + 1)
                    values["household"] = .integer(household)
                    values["phone"] = .text("1310000000\(index)")
                    if index == 0 { values["liaison"] = .integer(account) }
                    let id = try writing.create("person", values, source: .page)
                    ids += [
                        id, household,
                        try writing.create("information_check", check(of: id, on: writing.day), source: .page),
                    ]
                }
                return ids
            }
            try await body(
                Scene(
                    test: test, liaison: liaison, mine: ids[0], other: ids[3], myHousehold: ids[1],
                    otherHousehold: ids[4], myCheck: ids[2], otherCheck: ids[5]))
        }
    }

    @Test(arguments: Store.engines)
    func everyQuestionAnswersForOnesOwnPeopleAlone(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            try await scene.read { reading in
                func ids(_ query: ListQuery) throws -> [Int64] { try reading.list(query).records.map(\.id) }
                #expect(try ids(ListQuery(register: "person")) == [scene.mine])
                #expect(try reading.count(ListQuery(register: "person")) == 1)
                #expect(try ids(ListQuery(register: "person", search: "zxl")).isEmpty)
                #expect(try ids(ListQuery(register: "person", search: "zhangxiu")) == [scene.mine])
                let number = TestRegisters.citizenID(born: "1980-05-01", serial: 2)
                #expect(try ids(ListQuery(register: "person", search: number)).isEmpty)
                #expect(try ids(ListQuery(register: "person", search: "13100000001")).isEmpty)
                #expect(try ids(ListQuery(register: "person", sort: [.init("name", descending: true)])) == [scene.mine])
                #expect(try reading.counts(ListQuery(register: "person"), by: .county).values.reduce(0, +) == 1)
                var seen: [Int64] = []
                try reading.each(ListQuery(register: "person")) { seen.append($0.id) }
                #expect(seen == [scene.mine])
                #expect(try reading.record("person", scene.other) == nil)
                #expect(try reading.records("person", [scene.other, scene.mine]).map(\.id) == [scene.mine])
                #expect(try reading.find("person", key: ["name": .text("张秀兰")]).isEmpty)
                #expect(try reading.history("person", scene.other).isEmpty)
                #expect(try reading.history("person", scene.mine).count == 2)
                #expect(try reading.related(to: "person", scene.other).isEmpty)
                #expect(try reading.related(to: "person", scene.mine).map(\.id) == [scene.myCheck])
                #expect(try reading.visible("person", [scene.mine, scene.other]) == [scene.mine])
                #expect(throws: NoSuchRecord.self) { try reading.plain("person", scene.other) }
                // Records about people, and what people refer to, follow the people.
                #expect(try ids(ListQuery(register: "information_check")) == [scene.myCheck])
                #expect(try reading.record("information_check", scene.otherCheck) == nil)
                #expect(try ids(ListQuery(register: "household")) == [scene.myHousehold])
                #expect(try reading.record("household", scene.otherHousehold) == nil)
            }
            // Who removed somebody from the caseload took all of it away.
            try await scene.test.store.write(as: scene.test.actor) { writing in
                try writing.update("person", scene.mine, version: nil, ["liaison": .null], source: .page)
            }
            let left = try await scene.read { reading in
                try ["person", "information_check"].map { try reading.count(ListQuery(register: $0)) }
            }
            #expect(left == [0, 0])
        }
    }

    @Test(arguments: Store.engines)
    func aWiderRoleBesideItSeesEverybody(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            let both = try await scene.test.colleague("both", roles: ["liaison", "readonly"], in: "990101")
            let (seen, taken) = try await scene.test.store.read(as: both) { reading in
                var export = ListQuery(register: "person")
                export.verb = .write
                return (try reading.count(ListQuery(register: "person")), try reading.count(export))
            }
            #expect(seen == 2)
            // What may be changed is still only their own.
            #expect(taken == 0)
            await #expect(throws: AccessError.notInCaseload) {
                try await scene.test.store.write(as: both) { writing in
                    try writing.update(
                        "person", scene.other, version: nil, ["work_wish": .text("wants")], source: .page)
                }
            }
            await #expect(throws: AccessError.notInCaseload) {
                try await scene.test.store.write(as: both) { writing in
                    try writing.create("information_check", check(of: scene.other, on: writing.day), source: .page)
                }
            }
            await #expect(throws: AccessError.notInCaseload) {
                try await scene.test.store.write(as: both) { writing in
                    try writing.remove("information_check", scene.otherCheck, version: nil, reason: "x", source: .page)
                }
            }
        }
    }

    @Test(arguments: Store.engines)
    func nothingIsWrittenAboutOthers(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            await #expect(throws: NoSuchRecord.self) {
                try await scene.write { writing in
                    try writing.update(
                        "person", scene.other, version: nil, ["work_wish": .text("wants")], source: .page)
                }
            }
            await #expect(throws: NoSuchRecord.self) {
                try await scene.write { writing in
                    try writing.create("information_check", check(of: scene.other, on: writing.day), source: .page)
                }
            }
            await #expect(throws: NoSuchRecord.self) {
                try await scene.write { writing in
                    try writing.update(
                        "information_check", scene.myCheck, version: nil, ["person": .integer(scene.other)],
                        source: .page)
                }
            }
            await #expect(throws: NoSuchRecord.self) {
                try await scene.write { writing in
                    try writing.merge("person", keep: scene.mine, other: scene.other, values: [:], reason: "x")
                }
            }
            try await scene.write { writing in
                try writing.create(
                    "information_check", check(of: scene.mine, on: writing.day.adding(days: -1)), source: .page)
                try writing.update("person", scene.mine, version: nil, ["work_wish": .text("wants")], source: .page)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aNewPersonBecomesOnesOwnAndOnlyAWiderRoleReassigns(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            let account = try #require(scene.liaison.account)
            let id = try await scene.write { writing in
                try writing.create("person", person("新来", 9), source: .page)
            }
            let made = try await scene.read { try $0.record("person", id) }
            #expect(made?["liaison"] == .integer(account))
            #expect(made?["counsellor"] == .null)
            let second = try await scene.test.colleague("wang", roles: ["liaison"], in: "990101")
            let other = try #require(second.account)
            for changes: FieldValues in [["liaison": .integer(other)], ["liaison": .null]] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await scene.write { writing in
                        try writing.update("person", id, version: nil, changes, source: .page)
                    }
                }
                #expect(refusal?.faults.first?.field == "liaison")
            }
            await #expect(throws: Refusal.self) {
                try await scene.write { writing in
                    try writing.create(
                        "person", person("别人的", 10).merging(["liaison": .integer(other)]) { $1 }, source: .page)
                }
            }
            let officer = try await scene.test.colleague("zhao", roles: ["officer"], in: "990101")
            try await scene.test.store.write(as: officer) { writing in
                try writing.update("person", id, version: nil, ["liaison": .text("wang姓名")], source: .page)
            }
            #expect(try await scene.read { try $0.record("person", id) } == nil)
            #expect(
                try await scene.test.store.read(as: second) { try $0.record("person", id) }?["liaison"]
                    == .integer(other))
        }
    }

    @Test(arguments: Store.engines)
    func aHouseholdWithoutPeopleIsOpenUntilSomebodyElsesPersonIsInIt(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            let household = try await scene.write { writing in
                try writing.create(
                    "household",
                    [
                        "household_number": .text("H9"), "head_name": .text("户主九"),
                        "region": .text(CaseloadTests.village),
                    ], source: .page)
            }
            #expect(try await scene.read { try $0.record("household", household) } != nil)
            try await scene.write { writing in
                try writing.update(
                    "person", scene.mine, version: nil, ["household": .integer(household)], source: .page)
            }
            #expect(try await scene.read { try $0.record("household", household) } != nil)
            try await scene.test.store.write(as: scene.test.actor) { writing in
                for id in [scene.mine, scene.other] {
                    try writing.update(
                        "person", id, version: nil,
                        ["household": .integer(id == scene.mine ? scene.myHousehold : household)], source: .page)
                }
            }
            #expect(try await scene.read { try $0.record("household", household) } == nil)
        }
    }

    /// Half a million people must not be read to find some hundred.
    @Test(arguments: Store.engines)
    func aCaseloadIsFoundThroughItsIndex(_ engine: Database.Engine) async throws {
        try await withScene(engine) { scene in
            try await scene.read { reading in
                for register in ["person", "information_check"] {
                    let definition = try #require(reading.catalogue.register(register))
                    let scope = reading.scopeCondition(definition)
                    let plan = try QueryPlan(
                        """
                        SELECT r.id FROM \(name: register) r
                        WHERE r.removed_at IS NULL AND \(scope) ORDER BY r.id LIMIT 20
                        """, in: reading.connection)
                    let words = plan.description
                    #expect(
                        words.contains("person_case_liaison") && words.contains("person_case_counsellor"), "\(plan)")
                    if reading.connection.engine == .sqlite { #expect(!plan.readsEverything, "\(plan)") }
                }
            }
        }
    }
}
