import Access
import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A field of kind `account` holds somebody who may sign in, by number, written by name.
@Suite struct AccountFieldTests {
    /// What stands in the file of a person whose liaison is written so.
    private func created(_ written: String, _ serial: Int, _ test: TestRegisters) async throws -> FieldValue? {
        let id = try await test.store.write(as: test.actor) { writing in
            try writing.create(
                "person", person("张三", serial).merging(["liaison": .text(written)]) { $1 }, source: .page)
        }
        let record = try await test.store.read(as: test.actor) { try $0.record("person", id) }
        return record?["liaison"]
    }

    /// What is said of a liaison who is written so.
    private func fault(_ written: String, _ test: TestRegisters) async -> String? {
        let refusal = await #expect(throws: Refusal.self) { try await created(written, 99, test) }
        return refusal?.faults.first { $0.level == .error && $0.field == "liaison" }?.message
    }

    @Test(arguments: Store.engines)
    func aNameBecomesTheAccountAndWhatIsWrongIsSaid(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let liaison = try await test.colleague("li", roles: ["liaison"], in: "990101")
            let number = try #require(liaison.account)
            _ = try await test.colleague("fu", roles: ["counsellor"], in: "990101")
            let access = try test.access()
            let gone = try await test.colleague("gone", roles: ["liaison"], in: "990101")
            try await access.disableAccount(try #require(gone.account), reason: "调离", actor: test.actor)
            let draft = AccountDraft(
                signInName: "li2", name: "li姓名", roles: ["liaison"],
                scope: .within([try #require(RegionCode("990102"))]))
            #expect(try await created("LI", 1, test) == .integer(number))
            #expect(try await created("li姓名", 2, test) == .integer(number))
            #expect(await fault("没有的人", test)?.contains("没有叫这个名字的账号") == true)
            #expect(await fault("fu姓名", test)?.contains("没有所需的角色") == true)
            #expect(await fault("gone", test)?.contains("已停用") == true)
            try await access.createAccounts([draft], actor: test.actor)
            let two = await fault("li姓名", test)
            #expect(two?.contains("2 个账号") == true)
            #expect(two?.contains("li姓名（li2）") == true)
            #expect(try await created("li姓名（li）", 3, test) == .integer(number))
            let titles = try await test.store.read(as: test.actor) { try $0.accountTitles([number]) }
            #expect(titles[number] == "li姓名（li）")
        }
    }

    @Test(arguments: Store.engines)
    func aNumberMustBeAnAccountAndOneThatStandsMayStay(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let liaison = try await test.colleague("li", roles: ["liaison"], in: "990101")
            let number = try #require(liaison.account)
            let id = try await test.store.write(as: test.actor) { writing in
                try writing.create(
                    "person", person("张三", 1).merging(["liaison": .integer(number)]) { $1 }, source: .page)
            }
            await #expect(throws: Refusal.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.update("person", id, version: nil, ["liaison": .integer(4_711)], source: .page)
                }
            }
            // Somebody who left stays in the file until another one is named; other fields can be changed meanwhile.
            try await test.access().disableAccount(number, reason: "调离", actor: test.actor)
            try await test.store.write(as: test.actor) { writing in
                try writing.update("person", id, version: nil, ["work_wish": .text("wants")], source: .page)
            }
            let record = try await test.store.read(as: test.actor) { try $0.record("person", id) }
            #expect(record?["liaison"] == .integer(number))
            // Who does not see the region is warned of, and accepted.
            let far = try await test.colleague("far", roles: ["liaison"], in: "990122")
            let outOfReach = try await test.store.read(as: test.actor) { reading in
                try reading.checked(
                    "person", ["liaison": .integer(try #require(far.account))],
                    existing: try reading.plain("person", id))
            }
            #expect(outOfReach.faults.contains { $0.field == "liaison" && $0.level == .warning })
        }
    }

    /// An installation in which the field was a text: the texts stay, the field starts anew.
    @Test(arguments: Store.engines)
    func aColumnOfAnotherKindIsSetAside(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.database.write { connection in
                for index in try connection.indexNames(of: "person") where index.contains("liaison") {
                    try connection.run("DROP INDEX \(name: index)")
                }
                try connection.run("ALTER TABLE person DROP COLUMN liaison")
                try connection.addColumn(ColumnDefinition("liaison", .text, nullable: true), to: "person")
            }
            let id = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("张三", 1), source: .page)
            }
            try await test.database.write { connection in
                try connection.run("UPDATE person SET liaison = '周文静' WHERE id = \(id)")
            }
            try await test.store.prepare()
            let liaison = try await test.colleague("li", roles: ["liaison"], in: "990101")
            try await test.store.write(as: test.actor) { writing in
                try writing.update("person", id, version: nil, ["liaison": .text("li")], source: .page)
            }
            #expect(try await test.store.read(as: liaison) { try $0.record("person", id) } != nil)
            let kept = try await test.database.read { try $0.first("SELECT liaison_before FROM person")?.text(0) }
            #expect(kept == "周文静")
        }
    }
}
