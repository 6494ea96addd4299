import Access
import Base
import Database
import Packs
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct RecordTests {
    @Test(arguments: Store.engines)
    func aRecordIsWrittenReadChangedAndRemembered(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let id = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("张秀英", 1), source: .page)
            }
            let record = try #require(
                try await test.store.read(as: test.actor) { try $0.record("person", id) })
            #expect(record["name"] == .text("张秀英"))
            #expect(record["gender"] == .text("1"))
            #expect(record["birth_date"] == .day(try #require(Day(iso: "1980-05-01"))))
            #expect(record["citizen_id"].text == nil)
            #expect(record.version == 1)

            try await test.store.write(as: test.actor) { writing in
                try writing.update(
                    "person", id, version: 1, ["work_wish": .text("wants")], source: .page, reason: "电话核对")
            }
            await #expect(throws: StaleRecord.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.update("person", id, version: 1, ["work_wish": .text("undecided")], source: .page)
                }
            }
            let history = try await test.store.read(as: test.actor) { try $0.history("person", id) }
            #expect(history.map(\.kind) == [.updated, .created])
            #expect(history.first?.after["work_wish"] == .text("wants"))
            #expect(history.first?.reason == "电话核对")
            #expect(try await test.store.verifyHistory().isEmpty)
        }
    }

    @Test(arguments: Store.engines)
    func aUniqueValueThatIsTakenIsTheFieldsFault(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let ids = try await test.store.write(as: test.actor) { writing in
                try (1...2).map { try writing.create("person", person("李四", $0), source: .page) }
            }
            func refusal(_ body: @escaping @Sendable (RegisterWriting) throws -> Void) async throws -> Refusal? {
                do {
                    try await test.store.write(as: test.actor, body)
                    return nil
                } catch let refusal as Refusal {
                    return refusal
                }
            }
            let taken = try #require(person("", 1)["citizen_id"])
            let updated = try await refusal { writing in
                try writing.update("person", ids[1], version: nil, ["citizen_id": taken], source: .page)
            }
            #expect(updated?.faults.map(\.field) == ["citizen_id"])
            #expect(updated?.faults.first?.message.contains("身份证号") == true)
            try await test.store.write(as: test.actor) { writing in
                try writing.remove("person", ids[0], version: nil, reason: "试", source: .page)
                try writing.create("person", person("李四", 1), source: .page)
            }
            let restored = try await refusal { writing in
                try writing.restore("person", ids[0], reason: "试", source: .page)
            }
            #expect(restored?.faults.map(\.field) == ["citizen_id"])
        }
    }

    /// A part that fails leaves nothing behind, and what comes before and after it stands.
    @Test(arguments: Store.engines)
    func aPartThatFailsIsUndoneAlone(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let ids = try await test.store.write(as: test.actor) { writing in
                let first = try writing.create("person", person("李四", 1), source: .page)
                #expect(throws: Refusal.self) {
                    try writing.attempt {
                        try writing.create("person", person("王五", 2), source: .page)
                        try writing.create("person", person("赵六", 1), source: .page)
                    }
                }
                let last = try writing.attempt { try writing.create("person", person("钱七", 3), source: .page) }
                return [first, last]
            }
            let names = try await test.store.read(as: test.actor) { reading in
                try reading.records("person", Array(1...9)).map { $0["name"].text ?? "" }
            }
            #expect(names == ["李四", "钱七"] && ids == [1, 2])
            #expect(try await test.store.verifyHistory().isEmpty)
        }
    }

    @Test(arguments: Store.engines)
    func aHistoryThatWasTamperedWithShows(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.store.write(as: test.actor) { writing in
                for serial in 1...5 { try writing.create("person", person("李四", serial), source: .page) }
            }
            #expect(try await test.store.verifyHistory().isEmpty)
            try await test.database.write { connection in
                try connection.run("UPDATE change SET actor = 'x' WHERE register = 'person' AND seq = 3")
            }
            let faults = try await test.store.verifyHistory()
            #expect(faults.contains { $0.contains("第 3 条") })
            try await test.database.write { connection in
                try connection.run("DELETE FROM change WHERE register = 'person' AND seq = 5")
            }
            #expect(try await test.store.verifyHistory().contains { $0.contains("应有 5 条") })
        }
    }

    @Test(arguments: Store.engines)
    func twoRecordsWithOneKeyAreRefused(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("王五", 1), source: .page)
            }
            await #expect(throws: Refusal.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.create("person", person("王武", 1), source: .page)
                }
            }
        }
    }

    @Test(arguments: Store.engines)
    func whatIsMissingIsAskedForByItsTitle(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let refusal = await #expect(throws: Refusal.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.create("person", ["name": .text("赵六")], source: .page)
                }
            }
            #expect(refusal?.faults.contains { $0.field == "citizen_id" && $0.message.contains("身份证号") } == true)
        }
    }

    @Test(arguments: Store.engines)
    func namesAreFoundByCharactersPinyinAndInitials(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.store.write(as: test.actor) { writing in
                for (index, name) in ["张秀英", "章秀", "欧阳娜娜", "单雄信", "吕布"].enumerated() {
                    try writing.create("person", person(name, index + 1), source: .page)
                }
            }
            func found(_ text: String) async throws -> Set<String> {
                let page = try await test.store.read(as: test.actor) { reading in
                    try reading.list(ListQuery(register: "person", search: text))
                }
                return Set(page.records.compactMap { $0["name"].text })
            }
            #expect(try await found("秀英") == ["张秀英"])
            #expect(try await found("秀") == ["张秀英", "章秀"])
            #expect(try await found("zhangxiu") == ["张秀英", "章秀"])
            #expect(try await found("zx") == ["张秀英", "章秀"])
            #expect(try await found("nana") == ["欧阳娜娜"])
            #expect(try await found("shan") == ["单雄信"])
            #expect(try await found("lvbu") == ["吕布"])
            #expect(try await found("不在") == [])
            let id = TestRegisters.citizenID(born: "1980-05-01", serial: 3)
            #expect(try await found(id) == ["欧阳娜娜"])
        }
    }

    @Test(arguments: Store.engines)
    func pagesFollowEachOtherWithoutGapOrRepeat(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.store.write(as: test.actor) { writing in
                for serial in 1...53 { try writing.create("person", person("人\(serial % 7)", serial), source: .page) }
            }
            var query = ListQuery(register: "person", limit: 10)
            var seen: [Int64] = []
            var pages: [[Int64]] = []
            while true {
                let asked = query
                let page = try await test.store.read(as: test.actor) { try $0.list(asked) }
                pages.append(page.records.map(\.id))
                seen += page.records.map(\.id)
                guard let next = page.next else { break }
                query.after = Cursor(encoded: next.encoded)
                #expect(query.after == next)
            }
            #expect(seen.count == 53 && Set(seen).count == 53)
            #expect(pages.count == 6)
            let last = query
            let page = try await test.store.read(as: test.actor) { try $0.list(last) }
            var back = ListQuery(register: "person", limit: 10)
            back.before = page.previous
            let previous = back
            let before = try await test.store.read(as: test.actor) { try $0.list(previous) }
            #expect(before.records.map(\.id) == pages[4])
            #expect(try await test.store.read(as: test.actor) { try $0.count(ListQuery(register: "person")) } == 53)
        }
    }

    @Test(arguments: Store.engines)
    func nobodySeesBeyondTheirRegion(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let here = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("周一", 1, region: "990101001001"), source: .page)
            }
            let there = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("周二", 2, region: "990102001001"), source: .page)
            }
            let roles = try RoleBook(packs: test.store.catalogue.library.packs)
            let liaison = Access.Actor.person(
                account: 7, signInName: "li", name: "李专委", roles: ["officer"],
                scope: .within([try #require(RegionCode("990101"))]), book: roles)
            let seen = try await test.store.read(as: liaison) { reading in
                (try reading.list(ListQuery(register: "person")).records.map(\.id), try reading.record("person", there))
            }
            #expect(seen.0 == [here])
            #expect(seen.1 == nil)
            await #expect(throws: AccessError.self) {
                try await test.store.write(as: liaison) { writing in
                    try writing.create("person", person("周三", 3, region: "990102001001"), source: .page)
                }
            }
        }
    }

    @Test(arguments: Store.engines)
    func aMergeMovesEverythingAndCanBeUndone(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let ids = try await test.store.write(as: test.actor) { writing -> [Int64] in
                let left = try writing.create("person", person("钱七", 1), source: .page)
                let right = try writing.create("person", person("钱柒", 2), source: .page)
                let visit = check(of: right, on: writing.day)
                return [left, right, try writing.create("information_check", visit, source: .page)]
            }
            let (left, right, visit) = (ids[0], ids[1], ids[2])
            let merge = try await test.store.write(as: test.actor) { writing in
                try writing.merge(
                    "person", keep: left, other: right, values: ["ethnicity": .text("01")], reason: "同一人")
            }
            let merged = try await test.store.read(as: test.actor) { reading in
                (
                    try reading.list(ListQuery(register: "person")).records.map(\.id),
                    try reading.record("information_check", visit)?["person"], try reading.record("person", left)
                )
            }
            #expect(merged.0 == [left])
            #expect(merged.1 == .integer(left))
            #expect(merged.2?["ethnicity"] == .text("01"))
            try await test.store.write(as: test.actor) { try $0.unmerge(merge, reason: "弄错了") }
            let undone = try await test.store.read(as: test.actor) { reading in
                (
                    try reading.list(ListQuery(register: "person")).records.count,
                    try reading.record("information_check", visit)?["person"], try reading.record("person", left)
                )
            }
            #expect(undone.0 == 2)
            #expect(undone.1 == .integer(right))
            #expect(undone.2?["ethnicity"] == .null)
            #expect(try await test.store.verifyHistory().isEmpty)
        }
    }
}

func person(_ name: String, _ serial: Int, region: String = "990101001001") -> FieldValues {
    [
        "name": .text(name), "citizen_id": .text(TestRegisters.citizenID(born: "1980-05-01", serial: serial)),
        "region": .text(region), "employment_status": .text("unemployed"),
    ]
}

func check(of person: Int64, on day: Day) -> FieldValues {
    [
        "person": .integer(person), "check_date": .day(day), "way": .text("visit"), "found_result": .text("found"),
        "employment_status": .text("unemployed"), "work_wish": .text("wants"),
    ]
}
