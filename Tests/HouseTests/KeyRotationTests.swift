import Access
import Database
import Exchange
import Foundation
import House
import Registers
import Secrets
import StoreTesting
import Synchronization
import Testing

/// While keys are changed, and after it, everything is read, found and kept from being there twice.
@Suite struct KeyRotationTests {
    @Test(arguments: Store.engines)
    func afterARotationNothingNeedsTheOldKeys(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let ids = try await test.add(1..<8)
            let merge = try await test.house.registers.write(as: TestHouse.actor) { writing in
                try writing.remove("person", ids[5], version: nil, reason: "试", source: .page)
                return try writing.merge(
                    "person", keep: ids[0], other: ids[1], values: ["phone": .text("15400000001")], reason: "同一人")
            }
            let file = Array("姓名,身份证号,所在村（社区）\n新人,\(TestHouse.citizenID(20)),990101001001\n".utf8)
            let run = try await test.house.imports.upload(
                bytes: file, fileName: "名单.csv", register: "person", as: TestHouse.actor)
            _ = try await test.house.imports.map(run.id, as: TestHouse.actor)
            _ = try await test.house.imports.check(run.id, as: TestHouse.actor)

            let report = try await KeyRotation(house: test.house).run(alone: true, as: TestHouse.actor) { _ in }
            #expect(report.isDone && report.fingerprint != nil, "\(report)")
            #expect(try await test.house.vault.openRotation() == nil)
            #expect(try await test.house.registers.surveySecrets().isCurrent)
            #expect(try await test.house.imports.uploadsToReseal() == 0)
            let retired = try await test.house.vault.keys().filter { $0.retiredAt != nil }.map(\.id)
            #expect(retired.count == 2)
            await test.house.close()

            // The proof: without the old keys all is as before, except what the history holds of old values.
            let database = try await Database.open(test.settings.location)
            try await database.write { connection in
                for id in retired { try connection.run("DELETE FROM data_key WHERE id = \(id)") }
            }
            await database.close()
            let house = try await House.open(test.settings)
            let found = try await house.registers.read(as: TestHouse.actor) { reading in
                (
                    try reading.plain("person", ids[0])["citizen_id"].text,
                    try reading.numbers("person", field: "citizen_id", values: [TestHouse.citizenID(3)]),
                    try reading.find("person", key: ["citizen_id": .text(TestHouse.citizenID(4))]).map(\.id),
                    try reading.list(ListQuery(register: "person", search: TestHouse.citizenID(5))).records.map(\.id),
                    try reading.history("person", ids[0]).map(\.kind)
                )
            }
            #expect(found.0 == TestHouse.citizenID(1))
            #expect(found.1 == [TestHouse.citizenID(3): ids[2]])
            #expect(found.2 == [ids[3]])
            #expect(found.3 == [ids[4]])
            #expect(found.4 == [.merged, .created])
            await Self.expectRefused(3, house)
            try await house.registers.write(as: TestHouse.actor) { writing in
                try writing.unmerge(merge, reason: "弄错了")
                try writing.restore("person", ids[5], reason: "试", source: .page)
            }
            let back = try await house.registers.read(as: TestHouse.actor) { try $0.plain("person", ids: ids) }
            #expect(back.map { $0["citizen_id"].text } == (1..<8).map { TestHouse.citizenID($0) })
            #expect(back.first?["phone"] == .null)
            #expect(try await house.imports.original(run.id, as: TestHouse.actor) == file)
            #expect(try await house.imports.rows(run.id, as: TestHouse.actor).rows.map(\.label) == ["新人"])
            #expect(try await house.registers.verifyHistory().isEmpty)
            await house.close()
        }
    }

    @Test(arguments: Store.engines)
    func whileKeysAreChangedNobodyIsLostOrThereTwice(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let (house, actor) = (test.house, TestHouse.actor)
            let ids = try await test.add(1..<1_203)
            try await house.registers.write(as: actor) {
                try $0.remove("person", ids[9], version: nil, reason: "试", source: .page)
            }
            try await house.vault.rotateDataKeys([.seal, .search], announced: false, actor: actor)
            try await Self.expectFound(1..<9, house)
            await Self.expectRefused(1, house)
            // Written with the new keys, while the others still stand under the old ones.
            let new = try await test.add(2_000..<2_002)
            await Self.expectRefused(2_000, house)
            await #expect(throws: Refusal.self) {
                try await house.registers.write(as: actor) { writing in
                    try writing.update(
                        "person", new[0], version: nil, ["citizen_id": .text(TestHouse.citizenID(2))], source: .page)
                }
            }
            // Somebody else took the removed record's number under the new key: it cannot come back beside them.
            try await house.registers.write(as: actor) {
                try $0.create("person", TestHouse.person(10), source: .page)
            }
            await #expect(throws: Refusal.self) {
                try await house.registers.write(as: actor) {
                    try $0.restore("person", ids[9], reason: "试", source: .page)
                }
            }

            try await Self.cancelled { progress in
                _ = try await house.registers.resealSecrets(progress: { _, _ in progress() })
            }
            let half = try await house.registers.surveySecrets()
            #expect(half.oldSeals > 0 && half.oldSeals < 1_000, "\(half)")
            #expect(half.unreadable == 0)
            try await Self.expectFound(1..<9, house)
            try await Self.expectFound(1_190..<1_203, house)
            for serial in [1, 1_202, 2_001] { await Self.expectRefused(serial, house) }

            let report = try await KeyRotation(house: house).run(alone: false, as: actor) { _ in }
            #expect(report.isDone && report.fingerprint == nil, "\(report)")
            try await Self.expectFound(1..<1_203, house, except: 10)
            for serial in [1, 1_202, 2_001] { await Self.expectRefused(serial, house) }
        }
    }

    @Test(arguments: Store.engines)
    func whatStandsInTheWayKeepsTheOldKeysInUse(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let (house, actor) = (test.house, TestHouse.actor)
            let ids = try await test.add(1..<4)
            // Two records with one number, as a database that was written past the system may hold them.
            let twin = try house.keyring.seal(TestHouse.citizenID(1), context: "person.citizen_id/\(ids[1])")
            try await test.run(
                "UPDATE person SET citizen_id = \(twin), citizen_id_hash = \([UInt8](repeating: 7, count: 16)) WHERE id = \(ids[1])"
            )
            // And one that no key opens.
            try await test.run(
                "UPDATE person SET citizen_id = \([UInt8](repeating: 1, count: 60)) WHERE id = \(ids[2])")
            let first = try await KeyRotation(house: house).run(alone: true, as: actor) { _ in }
            #expect(!first.isDone)
            #expect(first.obstacles.contains { $0.contains("第 \(ids[1]) 号") && $0.contains("身份证号") }, "\(first)")
            #expect(first.obstacles.contains { $0.contains("第 \(ids[2]) 号") && $0.contains("打不开") }, "\(first)")
            #expect(try await house.vault.openRotation() != nil)
            try await test.run("DELETE FROM person WHERE id = \(ids[1]) OR id = \(ids[2])")
            let second = try await KeyRotation(house: house).run(alone: true, as: actor) { _ in }
            #expect(second.isDone, "\(second)")
            try await Self.expectFound(1..<2, house)
        }
    }

    @Test(arguments: Store.engines)
    func aDecisionAtTheDeskIsRememberedUnderTheOldKey(_ engine: Database.Engine) async throws {
        try await withHouse(engine) { test in
            let (house, actor) = (test.house, TestHouse.actor)
            let hashes = try house.keyring.searchHashes("import.identity.person", "x", ever: true)
            _ = try await KeyRotation(house: house).run(alone: true, as: actor) { _ in }
            let after = try house.keyring.searchHashes("import.identity.person", "x", ever: true)
            #expect(after.count == 2 && after.last == hashes.first)
            #expect(try house.keyring.searchHashes("import.identity.person", "x").count == 1)
        }
    }

    // MARK: Steps

    private static func expectFound(
        _ serials: Range<Int>, _ house: House, except: Int? = nil
    ) async throws {
        let numbers = serials.filter { $0 != except }.map { TestHouse.citizenID($0) }
        let found = try await house.registers.read(as: TestHouse.actor) { reading in
            let ids = try reading.numbers("person", field: "citizen_id", values: numbers)
            let records = try reading.plain("person", ids: Array(ids.values))
            return records.filter { ids[$0["citizen_id"].text ?? ""] == $0.id }.count
        }
        #expect(found == numbers.count)
    }

    private static func expectRefused(_ serial: Int, _ house: House) async {
        let refusal = await #expect(throws: Refusal.self, "a second \(serial)") {
            try await house.registers.write(as: TestHouse.actor) {
                try $0.create("person", TestHouse.person(serial), source: .page)
            }
        }
        #expect(refusal?.faults.first?.message.contains("身份证号") == true)
    }

    /// Runs a step and cancels it after its first part.
    private static func cancelled(
        _ step: @escaping @Sendable (@escaping @Sendable () -> Void) async throws -> Void
    ) async throws {
        let holder = Mutex<Task<Void, any Error>?>(nil)
        let task = Task { try await step { holder.withLock { $0?.cancel() } } }
        holder.withLock { $0 = task }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
