import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

@Suite struct DuplicateDeskTests {
    /// A person in the register, and a list that writes one digit of the number otherwise.
    private func prepare(_ test: ImportTesting, apply: Bool) async throws -> ImportRun {
        let id = Nobody.id("1969-09-09", 1)
        _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("褚淼", id, phone: "13100000000")]))
        let other = Nobody.id("1969-09-09", 2)
        let rows = [
            Nobody.row("褚渺", other, phone: "13100000000", status: "灵活就业"),
            Nobody.row("新人", Nobody.id("1999-09-09", 3)),
        ]
        let file = try TestFile.csv([Nobody.heading] + rows, name: "可疑.csv")
        return apply ? try await test.applied(file) : try await test.checked(file)
    }

    @Test(arguments: Store.engines)
    func theSamePersonIsUpdatedOnceDecided(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await prepare(test, apply: true)
            #expect(run.counts.doubtful == 1)
            #expect(run.counts.applied == 1)
            #expect(try await test.records().count == 2)
            #expect(try await test.desk.openCount(as: test.actor) == 1)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            #expect(pair.left == .row(run: run.id, row: 2))
            #expect(pair.leftLabel == "褚渺")
            #expect(pair.rightLabel == "褚淼")
            let comparison = try await test.desk.comparison(pair.id, as: test.actor)
            // Who somebody is, the record knows; what is newer, the file.
            let proposed = comparison.lines.filter(\.differs).map { "\($0.field) \($0.proposed)" }
            #expect(proposed.contains("name right") && proposed.contains("citizen_id right"), "\(proposed)")
            #expect(proposed.contains("employment_status left"), "\(proposed)")
            #expect(comparison.fate?.isApplied == true && comparison.fate?.refusal.isEmpty == true)
            #expect(
                !comparison.lines.contains { $0.left.count == 18 || $0.right.count == 18 }
                    || comparison.lines
                        .filter { $0.field == "citizen_id" }.allSatisfy {
                            $0.left.contains("*") && $0.right.contains("*")
                        }
            )

            try await test.desk.decide(pair.id, .same(), as: test.actor)
            let records = try await test.records()
            #expect(records.count == 2)
            #expect(records[0]["employment_status"] == .text("flexible"))
            #expect(records[0]["name"] == .text("褚淼"))
            #expect(records[0]["citizen_id"] == .text(Nobody.id("1969-09-09", 1)))
            let after = try await test.imports.run(run.id, as: test.actor)
            #expect(after.counts.doubtful == 0)
            #expect(after.counts.changed == 1)
            #expect(after.counts.applied == 2)
            #expect(try await test.desk.openCount(as: test.actor) == 0)
        }
    }

    /// The same sound, birthday, village and telephone are asked about whatever the number says: it may be somebody
    /// else's. Twins have names that sound otherwise, brothers and sisters other birthdays.
    @Test(arguments: Store.engines)
    func whoSoundsAlikeUnderAnotherNumberIsAsked(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let (birth, phone) = ("1969-09-09", "13100000000")
            _ = try await test.applied(
                try .csv([Nobody.heading, Nobody.row("褚淼", Nobody.id(birth, 1), phone: phone)]))
            func doubtful(_ name: String, _ id: String, _ phone: String) async throws -> Int {
                let row = Nobody.row(name, id, phone: phone)
                let file = try TestFile.csv([Nobody.heading, row], name: "\(name)\(id).csv")
                let run = try await test.checked(file)
                return run.counts.doubtful
            }
            #expect(try await doubtful("褚渺", Nobody.id(birth, 247), phone) == 1)
            #expect(try await doubtful("褚森", Nobody.id(birth, 258), phone) == 0)
            #expect(try await doubtful("褚渺", Nobody.id("1971-09-09", 247), phone) == 0)
            // Neither does a village with two of one name and birthday ask of each.
            #expect(try await doubtful("褚淼", Nobody.id(birth, 269), "13100000001") == 0)
            // Two rows of one file become two records, which a sweep finds.
            _ = try await test.applied(
                try .csv(
                    [Nobody.heading] + [
                        Nobody.row("尤佳", Nobody.id(birth, 347), phone: phone),
                        Nobody.row("尤嘉", Nobody.id(birth, 583), phone: phone),
                    ], name: "两行.csv"))
            #expect(try await test.desk.sweep(register: "person", as: test.actor) == 1)
        }
    }

    @Test(arguments: Store.engines)
    func twoPeopleAreNeverAskedAgain(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await prepare(test, apply: false)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            try await test.desk.decide(pair.id, .different, note: "堂兄弟", as: test.actor)
            let decided = try await test.imports.run(run.id, as: test.actor)
            #expect(decided.counts.doubtful == 0)
            #expect(decided.counts.new == 2)
            let done = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(done.counts.applied == 2)
            #expect(try await test.records().count == 3)
            // The same list in another file asks nobody, nor does a sweep.
            let again = try await test.imports.upload(
                bytes: try await test.imports.original(run.id, as: test.actor) + Array("\r\n".utf8), fileName: "再来.csv",
                register: "person", as: test.actor)
            _ = try await test.imports.map(again.id, as: test.actor)
            #expect(try await test.imports.check(again.id, as: test.actor).counts.same == 2)
        }
    }

    @Test(arguments: Store.engines)
    func twoPeopleDecidedAfterApplyingMakeANewRecord(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await prepare(test, apply: true)
            let pair = try #require(try await test.desk.pairs(run: run.id, as: test.actor).pairs.first)
            try await test.desk.decide(pair.id, .different, as: test.actor)
            let records = try await test.records()
            #expect(records.map { $0["name"] } == [.text("褚淼"), .text("新人"), .text("褚渺")])
            let history = try await test.test.store.read(as: test.actor) { try $0.history("person", records[2].id) }
            #expect(history.first?.source.note == "可疑.csv 第 2 行")
            await #expect(throws: ImportError.self) { try await test.desk.decide(pair.id, .same(), as: test.actor) }
            let decided = try #require(
                try await test.desk.pairs(state: .different, as: test.actor).pairs.first { $0.id == pair.id })
            let obstacle = try await test.desk.undoObstacle(decided, as: test.actor)
            #expect(obstacle?.contains("已经写入台账") == true)
            let refused = await #expect(throws: ImportError.self) {
                try await test.desk.undo(pair.id, reason: "看错了", as: test.actor)
            }
            #expect(refused?.description == obstacle)
        }
    }

    @Test(arguments: Store.engines)
    func aDecisionBeforeApplyingCanBeTakenBack(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await prepare(test, apply: false)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            #expect(try await test.desk.undoObstacle(pair, as: test.actor) == nil)
            let decided = try await test.desk.decide(pair.id, .same(), as: test.actor)
            #expect(try await test.desk.undoObstacle(decided, as: test.actor) == nil)
            #expect(try await test.imports.run(run.id, as: test.actor).counts.changed == 1)
            try await test.desk.undo(pair.id, reason: "看错了", as: test.actor)
            #expect(try await test.imports.run(run.id, as: test.actor).counts.doubtful == 1)
            try await test.desk.decide(pair.id, .same(), as: test.actor)
            let done = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(done.counts.applied == 2)
            #expect(try await test.records().count == 2)
        }
    }

    @Test(arguments: Store.engines)
    func aSweepFindsPairsThatMergeAndComeApartAgain(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let (left, right) = (Nobody.id("1964-04-04", 1), Nobody.id("1964-04-04", 2))
            let rows = [
                Nobody.row("沈昇", left), Nobody.row("沈升", right, phone: "13200000000", status: ""),
                Nobody.row("沈生远", Nobody.id("1964-04-04", 3)),
            ]
            try await test.test.store.write(as: test.actor) { writing in
                for row in rows {
                    var values: FieldValues = [
                        "name": .text(row[0]), "citizen_id": .text(row[1]), "region": .text("990101001001"),
                    ]
                    if !row[3].isEmpty { values["phone"] = .text(row[3]) }
                    try writing.create("person", values, source: .page)
                }
            }
            #expect(try await test.desk.sweep(register: "person", as: test.actor) == 1)
            #expect(try await test.desk.sweep(register: "person", as: test.actor) == 0)
            let pair = try #require(try await test.desk.pairs(register: "person", as: test.actor).pairs.first)
            let before = try await test.records()
            try await test.desk.decide(pair.id, .same(keep: .left), note: "核实过", as: test.actor)
            let merged = try await test.records()
            #expect(merged.count == 2)
            #expect(merged[0]["citizen_id"] == .text(left))
            #expect(merged[0]["phone"] == .text("13200000000"))

            let together = try #require(try await test.desk.pairs(state: .same, as: test.actor).pairs.first)
            let kept = merged[0].id
            #expect(try await test.desk.undoObstacle(together, as: test.actor) == nil)
            try await test.test.store.write(as: test.actor) { writing in
                try writing.remove("person", kept, version: nil, reason: "去世", source: .page)
            }
            #expect(try await test.desk.undoObstacle(together, as: test.actor)?.contains("恢复") == true)
            await #expect(throws: Refusal.self) {
                try await test.desk.undo(pair.id, reason: "认错了", as: test.actor)
            }
            try await test.test.store.write(as: test.actor) { writing in
                try writing.restore("person", kept, reason: "没有去世", source: .page)
            }
            try await test.desk.undo(pair.id, reason: "认错了", as: test.actor)
            let apart = try await test.records()
            #expect(apart.map { $0["name"] } == before.map { $0["name"] })
            #expect(apart[0]["phone"].isNull)
            try await test.desk.decide(pair.id, .different, as: test.actor)
            #expect(try await test.desk.sweep(register: "person", as: test.actor) == 0)
            #expect(try await test.desk.openCount(as: test.actor) == 0)
            #expect(try await test.test.store.verifyHistory().isEmpty)
        }
    }

    /// A sweep that was interrupted goes on where it stopped, whoever is at it, and finds each pair once.
    @Test(arguments: Store.engines)
    func anInterruptedSweepGoesOn(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await test.test.store.write(as: test.actor) { writing in
                for number in 0..<2_600 {
                    // Pairs of one birth and name, and one telephone for fifty.
                    let born = "19\(50 + number / 2 % 50)-0\(1 + number / 100 % 9)-\(10 + number / 900)"
                    let values: FieldValues = [
                        "name": .text(
                            "沈\(["一", "二", "三", "四", "五"][number / 2 % 5])\(number / 10 % 2 == 0 ? "明" : "光")"),
                        "citizen_id": .text(Nobody.id(born, number % 999 + 1)), "region": .text("990101001001"),
                        "phone": .text("132\(10_000_000 + number / 50)"),
                    ]
                    try writing.create("person", values, source: .page)
                }
            }
            let whole = try await test.desk.sweep(register: "person", as: test.actor)
            #expect(whole > 100)
            let pairs = try await count("duplicate_pair", test)
            #expect(pairs == whole)
            try await test.test.database.write { try $0.run("DELETE FROM duplicate_pair") }

            let begun = try await test.desk.startSweep(register: "person", as: test.actor)
            #expect(begun.total == 5_200 && begun.seen == 0 && begun.finishedAt == nil)
            let desk = test.desk
            let actor = test.actor
            let task = Task {
                try await desk.runSweep(begun.id, as: actor) { _ in withUnsafeCurrentTask { $0?.cancel() } }
            }
            _ = await task.result
            let stopped = try await desk.sweep(begun.id, as: actor)
            #expect(stopped.finishedAt == nil && stopped.seen > 0 && stopped.seen < stopped.total)
            // Who starts one again is given the one that was begun.
            #expect(try await desk.startSweep(register: "person", as: actor).id == begun.id)
            let done = try await desk.runSweep(begun.id, as: actor)
            #expect(done.finishedAt != nil && done.seen == done.total)
            #expect(done.found == whole)
            #expect(try await count("duplicate_pair", test) == whole)
            #expect(try await desk.lastSweeps(as: actor).map(\.id) == [begun.id])
        }
    }

    @Test(arguments: Store.engines)
    func aSweepIsSeenAndStartedByThoseWhoMay(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let county = try test.officer("990101")
            let sweep = try await test.desk.startSweep(register: "person", as: county)
            _ = try await test.desk.runSweep(sweep.id, as: county)
            #expect(try await test.desk.sweep(sweep.id, as: test.actor).found == 0)
            let stranger = try test.officer("990102", account: 8)
            await #expect(throws: ImportError.self) { try await test.desk.sweep(sweep.id, as: stranger) }
            #expect(try await test.desk.lastSweeps(as: stranger).isEmpty)
            await #expect(throws: ImportError.self) {
                try await test.desk.startSweep(register: "household_nothing", as: test.actor)
            }
            await #expect(throws: AccessError.self) {
                try await test.desk.startSweep(register: "person", as: .stranger(address: nil))
            }
        }
    }

    private func count(_ table: String, _ test: ImportTesting) async throws -> Int {
        Int(try await test.test.database.read { try $0.first("SELECT COUNT(*) FROM \(name: table)")?.int(0) } ?? 0)
    }

    @Test(arguments: Store.engines)
    func aListWithoutNumbersIsMatchedByNameBirthAndRegion(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(
                try .csv([Nobody.heading, Nobody.row("韩一", Nobody.id("1977-07-07", 7))]))
            let file = try TestFile.csv([
                ["姓名", "出生日期", "所在村", "联系电话"], ["韩一", "1977.7.7", "云桥街道新华社区", "13300000000"],
                ["韩二", "1977.7.7", "云桥街道新华社区", "13300000001"],
            ])
            let run = try await test.checked(file)
            #expect(run.counts.doubtful == 1)
            #expect(run.counts.refused == 1)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            // Nothing else of the file is to be written: the import is over, and what is decided is written at once.
            #expect(run.state == .settled)
            try await test.desk.decide(pair.id, .same(), as: test.actor)
            #expect(try await test.records().first?["phone"] == .text("13300000000"))
        }
    }

    @Test(arguments: Store.engines)
    func pairsOutsideTheScopeAreNotShown(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await prepare(test, apply: false)
            let stranger = try test.officer("990101002")
            #expect(try await test.desk.openCount(as: stranger) == 0)
            #expect(try await test.desk.pairs(as: stranger).pairs.isEmpty)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            await #expect(throws: ImportError.self) {
                try await test.desk.decide(pair.id, .different, as: stranger)
            }
        }
    }

    @Test(arguments: Store.engines)
    func whatARecordRefersToIsCalledByItsName(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let households = try await test.test.store.write(as: test.actor) { writing in
                var ids: [Int64] = []
                for (name, serial) in [("沈昇", 1), ("沈升", 2)] {
                    let household = try writing.create(
                        "household",
                        [
                            "household_number": .text("H\(serial)"), "head_name": .text("沈老\(serial)"),
                            "region": .text("990101001001"),
                        ], source: .page)
                    try writing.create(
                        "person",
                        [
                            "name": .text(name), "citizen_id": .text(Nobody.id("1964-04-04", serial)),
                            "region": .text("990101001001"), "household": .integer(household),
                        ], source: .page)
                    ids.append(household)
                }
                return ids
            }
            #expect(try await test.desk.sweep(register: "person", as: test.actor) == 1)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            let line = try #require(
                try await test.desk.comparison(pair.id, as: test.actor).lines.first { $0.field == "household" })
            #expect(line.differs)
            #expect(Set([line.left, line.right]) == ["沈老1，编号 \(households[0])", "沈老2，编号 \(households[1])"])
        }
    }
}
