import Access
import Base
import Database
import Foundation
import House
import Registers
import Rounds
import StoreTesting
import Testing

/// A database damaged in each way is told of in its part, with what to do, and no other part complains.
@Suite struct CheckupTests {
    static let parts = ["数据库文件", "历史", "痕迹", "痕迹的防改触发器", "加密的内容", "密钥", "区划", "附件", "姓名查找", "轮次的进度"]

    /// Somebody with a file, and a round over everybody.
    private static func furnish(_ test: TestHouse) async throws -> (ids: [Int64], digest: String, round: Int64) {
        let ids = try await test.add(1..<4)
        let digest = try await test.house.registers.write(as: TestHouse.actor) { writing in
            try AttachmentStore().put(
                Array("%PDF-1.4".utf8), name: "佐证.pdf", as: TestHouse.actor, in: writing.connection
            ).digest
        }
        let day = try #require(Day(iso: "2026-03-01"))
        let city = try #require(RegionCode("9901"))
        let round = try await test.house.rounds.open("four_ones", in: city, on: day, as: TestHouse.actor)
        return (ids, digest, round.id)
    }

    private static func check(_ test: TestHouse, mending: Bool = false) async throws -> [Finding] {
        try await Checkup(house: test.house, mending: mending, as: TestHouse.actor).run()
    }

    /// Expects one part to be in a state, with words, and all others to be good.
    private static func expect(
        _ state: Finding.State, _ part: String, _ words: [String], in findings: [Finding], remedy: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        for finding in findings where finding.part != part {
            #expect(finding.state == .good, "\(finding)", sourceLocation: location)
        }
        let finding = findings.first { $0.part == part }
        #expect(finding?.state == state, "\(String(describing: finding))", sourceLocation: location)
        let text = finding?.lines.joined(separator: "\n") ?? ""
        for word in words { #expect(text.contains(word), "\(text)", sourceLocation: location) }
        #expect(finding?.remedy?.contains(remedy) == true, "\(finding?.remedy ?? "none")", sourceLocation: location)
    }

    @Test(arguments: Store.engines)
    func anInstallationAsItShouldBeIsGood(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            _ = try await Self.furnish(test)
            let findings = try await Self.check(test)
            #expect(findings.map(\.part) == Self.parts)
            #expect(findings.allSatisfy { $0.state == .good && $0.remedy == nil }, "\(findings)")
            #expect(try await Self.check(test, mending: true) == findings)
        }
    }

    @Test(arguments: Store.engines)
    func aTriggerOfTheTrailThatIsGoneOrOffOrChanged(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            _ = try await Self.furnish(test)
            let damages: [(name: String, statements: [SQL])] =
                switch engine {
                case .sqlite:
                    [
                        ("trail_no_update", ["DROP TRIGGER trail_no_update"]),
                        (
                            "trail_no_delete",
                            [
                                "DROP TRIGGER trail_no_delete",
                                "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail WHEN FALSE BEGIN SELECT 1; END",
                            ]
                        ),
                    ]
                case .postgres:
                    [
                        ("trail_no_update", ["DROP TRIGGER trail_no_update ON trail"]),
                        ("trail_no_delete", ["ALTER TABLE trail DISABLE TRIGGER trail_no_delete"]),
                        ("trail_no_truncate", ["ALTER TABLE trail DISABLE TRIGGER USER"]),
                        (
                            "trail_head_no_delete",
                            [
                                """
                                CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                                BEGIN RETURN OLD; END $$
                                """
                            ]
                        ),
                    ]
                }
            for damage in damages {
                for statement in damage.statements { try await test.run(statement) }
                Self.expect(
                    .wrong, "痕迹的防改触发器", [damage.name], in: try await Self.check(test), remedy: "doctor --mend")
                Self.expect(
                    .mended, "痕迹的防改触发器", [damage.name], in: try await Self.check(test, mending: true), remedy: "查清")
                #expect(try await Self.check(test).allSatisfy { $0.state == .good })
                await #expect(throws: DatabaseError.self) { try await test.run("UPDATE trail SET actor = 'x'") }
                await #expect(throws: DatabaseError.self) { try await test.run("DELETE FROM trail_head") }
            }
            let page = try await test.house.access.trailPage(TrailQuery(), actor: TestHouse.actor)
            #expect(page.rows.count { $0.entry.detail?.contains("重建防改触发器") == true } == damages.count)
        }
    }

    @Test(arguments: Store.engines)
    func aTrailThatWasChangedBehindItsTriggers(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            _ = try await Self.furnish(test)
            try await test.run(
                engine == .sqlite ? "DROP TRIGGER trail_no_update" : "ALTER TABLE trail DISABLE TRIGGER trail_no_update"
            )
            try await test.run("UPDATE trail SET detail = 'x' WHERE seq = 1")
            try await test.house.access.mendTrailGuards(actor: TestHouse.actor)
            Self.expect(.wrong, "痕迹", ["第 1 条", "改动"], in: try await Self.check(test), remedy: "备份")
        }
    }

    @Test(arguments: Store.engines)
    func aHistoryThatWasChanged(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            _ = try await Self.furnish(test)
            try await test.run("UPDATE change SET actor = 'x' WHERE register = 'person' AND seq = 2")
            Self.expect(.wrong, "历史", ["person", "第 2 条"], in: try await Self.check(test), remedy: "备份")
        }
    }

    @Test(arguments: Store.engines)
    func aSecretThatNoKeyOpensOrIsNotFound(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            try await test.run(
                "UPDATE person SET citizen_id_hash = \([UInt8](repeating: 7, count: 16)) WHERE id = \(made.ids[0])")
            Self.expect(.wrong, "加密的内容", ["1 项的查找码不对"], in: try await Self.check(test), remedy: "keys rotate")
            _ = try await KeyRotation(house: test.house).run(alone: true, as: TestHouse.actor) { _ in }
            #expect(try await Self.check(test).allSatisfy { $0.state == .good })
            // A value that belongs to another record.
            try await test.run(
                "UPDATE person SET citizen_id = (SELECT o.citizen_id FROM person o WHERE o.id = \(made.ids[1])) WHERE id = \(made.ids[0])"
            )
            Self.expect(
                .wrong, "加密的内容", ["1 项打不开", "残疾人第 \(made.ids[0]) 号的“身份证号”"], in: try await Self.check(test),
                remedy: "备份")
        }
    }

    @Test(arguments: Store.engines)
    func regionsThatNobodyKnows(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            let draft = AccountDraft(
                signInName: "li", name: "李", roles: ["officer"], scope: .within([try #require(RegionCode("998877"))]),
                unit: nil)
            try await test.house.access.createAccount(draft, actor: TestHouse.actor)
            Self.expect(.wrong, "区划", ["账号 li", "998877"], in: try await Self.check(test), remedy: "qihang regions")
            try await test.run("UPDATE person SET region = '990199001001' WHERE id = \(made.ids[2])")
            let finding = try await Self.check(test).first { $0.part == "区划" }
            #expect(finding?.lines.contains { $0.contains("残疾人台账有 1 条") && $0.contains("990199001001") } == true)
            #expect(finding?.lines.contains { $0.contains("第 \(made.ids[2]) 号") } == true)
        }
    }

    @Test(arguments: Store.engines)
    func aFileThatIsNotWhatItWas(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            try await test.run(
                "UPDATE attachment SET content = \(Array("%PDF-1.5".utf8)) WHERE digest = \(made.digest)")
            Self.expect(.wrong, "附件", ["佐证.pdf", "校验值不符"], in: try await Self.check(test), remedy: "备份")
        }
    }

    @Test(arguments: Store.engines)
    func aFileThatARecordNamesAndThatIsGone(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            let holder = try #require(
                test.house.catalogue.registers.lazy.compactMap { register in
                    register.storedFields.first { $0.kind == .attachment }.map { (register, $0) }
                }.first)
            // Whatever register has files: a row of its own would need all that it requires.
            try await test.run(
                """
                INSERT INTO \(name: holder.0.name) (id, version, created_at, updated_at, \(name: holder.1.name))
                VALUES (1, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', \("[\"\(made.digest)\"]"))
                """)
            #expect(try await Self.check(test).first { $0.part == "附件" }?.state == .good)
            try await test.run("DELETE FROM attachment WHERE digest = \(made.digest)")
            let finding = try await Self.check(test).first { $0.part == "附件" }
            #expect(finding?.state == .wrong)
            #expect(finding?.lines.first?.contains("\(holder.0.title)第 1 号") == true, "\(String(describing: finding))")
        }
    }

    @Test(arguments: Store.engines)
    func searchTermsThatAreMissingOrTooMany(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            let damages: [(Int64, SQL)] = [
                (made.ids[0], "DELETE FROM search_term WHERE record = \(made.ids[0])"),
                (
                    made.ids[1],
                    "INSERT INTO search_term (register, term, record) VALUES ('person', '别人', \(made.ids[1]))"
                ),
                (9_999, "INSERT INTO search_term (register, term, record) VALUES ('person', '没有的人', 9999)"),
            ]
            for (record, damage) in damages {
                try await test.run(damage)
                let words = ["残疾人台账有 1 条", "第 \(record) 号"]
                Self.expect(.wrong, "姓名查找", words, in: try await Self.check(test), remedy: "doctor --mend")
                Self.expect(.mended, "姓名查找", words, in: try await Self.check(test, mending: true), remedy: "重建")
                #expect(try await Self.check(test).allSatisfy { $0.state == .good })
            }
            let found = try await test.house.registers.read(as: TestHouse.actor) {
                try $0.list(ListQuery(register: "person", search: "人")).records.map(\.id)
            }
            #expect(Set(found) == Set(made.ids))
        }
    }

    @Test(arguments: Store.engines)
    func countsOfARoundThatDoNotFit(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let made = try await Self.furnish(test)
            let damages: [SQL] = [
                "UPDATE round_coverage SET members = members + 1 WHERE step = 'check'", "DELETE FROM round_coverage",
                """
                INSERT INTO round_coverage (round, region, step, state, due, members)
                VALUES (\(made.round), '990101001002', 'check', 'done', '2026-06-30', 4)
                """,
            ]
            let city = try #require(RegionCode("9901"))
            let day = try #require(Day(iso: "2026-03-02"))
            let before = try await test.house.rounds.board(made.round, in: city, on: day, as: TestHouse.actor).total
            for damage in damages {
                try await test.run(damage)
                let words = ["四个一", "与名单不符"]
                Self.expect(.wrong, "轮次的进度", words, in: try await Self.check(test), remedy: "doctor --mend")
                Self.expect(.mended, "轮次的进度", words, in: try await Self.check(test, mending: true), remedy: "重新统计")
                #expect(try await Self.check(test).allSatisfy { $0.state == .good })
            }
            let after = try await test.house.rounds.board(made.round, in: city, on: day, as: TestHouse.actor).total
            #expect(after.members == before.members && after.members == 3)
        }
    }

    @Test func aFileOfTheDatabaseThatIsDamaged() async throws {
        try await withHouse(.sqlite) { test in
            _ = try await Self.furnish(test)
            let path = test.settings.location.text
            let (page, size) = try await test.house.database.read { connection in
                (
                    try connection.first("SELECT rootpage FROM sqlite_schema WHERE name LIKE 'trail_account%'")?.int(0),
                    try connection.first("PRAGMA page_size")?.int(0)
                )
            }
            await test.house.close()
            let offset = UInt64(try #require(page) - 1) * UInt64(try #require(size))
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.seek(toOffset: offset + 3)
            try file.write(contentsOf: Data([0, 0]))
            try file.close()
            let house = try await House.open(test.settings)
            let findings = try await Checkup(house: house, as: TestHouse.actor).run()
            #expect(findings.first?.part == "数据库文件" && findings.first?.state == .wrong, "\(findings)")
            #expect(findings.first?.remedy?.contains("restore") == true)
            await house.close()
        }
    }
}
