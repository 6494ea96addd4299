import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

/// A row of a file that is decided to be a record: what is taken of it, why, for how long, and how it is taken back.
@Suite struct RowDecisionTests {
    private static let own = Nobody.id("1969-09-09", 1)
    private static let row = Nobody.row("褚渺", Nobody.id("1969-09-09", 2), phone: "13100000000", status: "灵活就业")

    private static let another = Nobody.row("卫新", Nobody.id("1980-01-01", 9))

    /// A person, and the check of a list that writes the name and one digit of the number otherwise.
    /// - Parameter isOpen: whether the list also brings somebody new, so that it waits for being applied.
    private func check(
        _ test: ImportTesting, name: String = "可疑.csv", apply: Bool = false, isOpen: Bool = false
    ) async throws -> ImportRun {
        if try await test.records().isEmpty {
            _ = try await test.applied(
                try .csv([Nobody.heading, Nobody.row("褚淼", Self.own, phone: "13100000000")]))
        }
        let file = try TestFile.csv([Nobody.heading, Self.row] + (isOpen ? [Self.another] : []), name: name)
        return apply ? try await test.applied(file) : try await test.checked(file)
    }

    private func open(_ test: ImportTesting) async throws -> DuplicatePair {
        try #require(try await test.desk.pairs(as: test.actor).pairs.first)
    }

    private func person(_ test: ImportTesting) async throws -> Record { try #require(try await test.records().first) }

    private func changes(_ test: ImportTesting, _ record: Int64) async throws -> [Change] {
        try await test.test.store.read(as: test.actor) { try $0.history("person", record) }
    }

    @Test(arguments: Store.engines, [true, false])
    func onlyWhatWasChosenIsTakenAndTheReasonIsKept(_ engine: Database.Engine, _ isApplied: Bool) async throws {
        try await withImports(engine) { test in
            let run = try await check(test, apply: isApplied, isOpen: !isApplied)
            try await test.desk.decide(
                try await open(test).id, .same(fields: ["name": .left, "employment_status": .right]), note: "看过户口本",
                as: test.actor)
            if !isApplied { _ = try await test.imports.apply(run.id, .goodRows, as: test.actor) }
            let person = try await person(test)
            #expect(person["name"] == .text("褚渺") && person["citizen_id"] == .text(Self.own))
            #expect(person["employment_status"] != .text("flexible"))
            let last = try #require(try await changes(test, person.id).first)
            #expect(last.reason == "看过户口本" && last.source.note == "可疑.csv 第 2 行")
            #expect(Set(last.after.keys) == ["name"])
        }
    }

    /// What was set aside stays aside when the same list comes again; another value is considered anew.
    @Test(arguments: Store.engines)
    func aChoiceHoldsForTheSameRowLater(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await check(test, apply: true)
            try await test.desk.decide(
                try await open(test).id, .same(fields: ["employment_status": .right]), as: test.actor)
            let again = try await check(test, name: "再来.csv")
            #expect(again.counts.same == 1, "\(again.counts.text)")
            var newer = Self.row
            newer[4] = "未就业"
            let other = try await test.checked(try .csv([Nobody.heading, newer], name: "新的.csv"))
            #expect(other.counts.doubtful == 0 && other.counts.new == 0, "\(other.counts.text)")
        }
    }

    @Test(arguments: Store.engines, [true, false])
    func aWrittenRowIsTakenBack(_ engine: Database.Engine, _ isApplied: Bool) async throws {
        try await withImports(engine) { test in
            let run = try await check(test, apply: isApplied, isOpen: !isApplied)
            let before = try await person(test)
            let pair = try await open(test)
            try await test.desk.decide(pair.id, .same(fields: ["name": .left, "citizen_id": .left]), as: test.actor)
            if !isApplied { _ = try await test.imports.apply(run.id, .goodRows, as: test.actor) }
            #expect(try await person(test)["name"] == .text("褚渺"))
            // What somebody wrote since stays.
            try await test.test.store.write(as: test.actor) { writing in
                try writing.update(
                    "person", before.id, version: nil, ["employment_status": .text("farming")], source: .page)
            }
            let decided = try await test.desk.pair(pair.id, as: test.actor)
            #expect(try await test.desk.undoObstacle(decided, as: test.actor) == nil)
            try await test.desk.undo(pair.id, reason: "认错了", as: test.actor)
            let after = try await person(test)
            #expect(after["name"] == before["name"] && after["citizen_id"] == before["citizen_id"])
            #expect(after["birth_date"] == before["birth_date"])
            #expect(after["employment_status"] == .text("farming"))
            #expect(try await changes(test, before.id).first?.reason == "认错了")
            let counts = try await test.imports.run(run.id, as: test.actor).counts
            #expect(counts.doubtful == 1 && counts.changed == 0 && counts.applied == counts.new)
            #expect(try await test.test.store.verifyHistory().isEmpty)
            // And is decided otherwise.
            try await test.desk.decide(pair.id, .different, as: test.actor)
            #expect(try await test.records().count == (isApplied ? 2 : 3))
        }
    }

    @Test(arguments: Store.engines)
    func aMergedOrRemovedRecordIsNamedAsTheObstacle(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await check(test, apply: true)
            let decided = try await test.desk.decide(try await open(test).id, .same(), as: test.actor)
            let record = try await person(test).id
            try await test.test.store.write(as: test.actor) { writing in
                try writing.remove("person", record, version: nil, reason: "去世", source: .page)
            }
            #expect(try await test.desk.undoObstacle(decided, as: test.actor)?.contains("恢复") == true)
            await #expect(throws: ImportError.self) {
                try await test.desk.undo(decided.id, reason: "认错了", as: test.actor)
            }
        }
    }

    /// Of one row that was uploaded again and again the last one waits, and what is decided of it holds for all.
    @Test(arguments: Store.engines)
    func aRowThatIsCheckedAgainIsAskedOnce(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            var runs: [ImportRun] = []
            for number in 1...4 { runs.append(try await check(test, name: "第\(number)次.csv", apply: number == 2)) }
            #expect(try await test.desk.openCount(as: test.actor) == 1)
            let pair = try await open(test)
            #expect(pair.left == .row(run: runs[3].id, row: 2))
            #expect(try await test.desk.pairs(run: runs[0].id, as: test.actor).pairs.count == 1)
            // A list that says something else of the same person is another question.
            var other = Self.row
            other[4] = "未就业"
            _ = try await test.checked(try .csv([Nobody.heading, other], name: "别的.csv"))
            #expect(try await test.desk.openCount(as: test.actor) == 2)

            try await test.desk.decide(pair.id, .same(), note: "问过", as: test.actor)
            #expect(try await test.desk.openCount(as: test.actor) == 1)
            let counts = { () async throws -> [Int] in
                var found: [Int] = []
                for run in runs { found.append(try await test.imports.run(run.id, as: test.actor).counts.doubtful) }
                return found
            }
            #expect(try await counts() == [0, 0, 0, 0])
            // Among what was decided it stands once, too.
            let same = try await test.desk.pairs(state: .same, as: test.actor).pairs
            #expect(same.map(\.id) == [pair.id])
            #expect(try await test.desk.pairs(state: .same, run: runs[0].id, as: test.actor).pairs.count == 1)
            // The one that was applied is written.
            #expect(try await person(test)["employment_status"] == .text("flexible"))
            try await test.desk.undo(pair.id, reason: "认错了", as: test.actor)
            #expect(try await counts() == [1, 1, 1, 1])
            #expect(try await person(test)["employment_status"] != .text("flexible"))
            #expect(try await test.desk.openCount(as: test.actor) == 2)

            // The last one is given up: the one before it waits.
            _ = try await test.imports.abandon(runs[3].id, as: test.actor)
            let lefts = try await test.desk.pairs(as: test.actor).pairs.map(\.left)
            #expect(lefts.contains(.row(run: runs[2].id, row: 2)) && lefts.count == 2)
        }
    }

    /// A row without a number cannot become a person: that is said before and after.
    @Test(arguments: Store.engines)
    func aRowThatCannotBecomeARecordSaysSo(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await check(test)
            let heading = ["姓名", "出生日期", "所在村（社区）", "联系电话"]
            let run = try await test.checked(
                try .csv([heading, ["褚淼", "1969-09-09", "云桥街道新华社区", "13100000000"]], name: "没有号码.csv"))
            #expect(run.counts.doubtful == 1, "\(run.counts.text) \(run.faultCounts)")
            #expect(!run.faultCounts.contains { $0.isError })
            let pair = try #require(try await test.desk.pairs(run: run.id, as: test.actor).pairs.first)
            let fate = try #require(try await test.desk.comparison(pair.id, as: test.actor).fate)
            #expect(run.state == .settled && fate.isApplied)
            #expect(fate.refusal.contains { $0.field == "citizen_id" })
            let decided = try await test.desk.decide(pair.id, .different, as: test.actor)
            let row = try #require(try await test.desk.row(of: decided))
            #expect(row.outcome == .refused && row.faults.contains { $0.field == "citizen_id" })
            let after = try await test.imports.run(run.id, as: test.actor)
            #expect(after.counts.refused == 1)
            #expect(after.faultCounts.contains { $0.field == "citizen_id" && $0.isError && $0.count == 1 })
        }
    }
}
