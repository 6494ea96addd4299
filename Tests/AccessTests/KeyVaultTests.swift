import Access
import Base
import Database
import Foundation
import Secrets
import StoreTesting
import Testing

struct KeyVaultTests {
    private func run(
        _ engine: Database.Engine, _ body: (Database, String, TestClock) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "qihang-vault-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withDatabase(engine) { database in
            _ = try await database.migrate(AccessStore.migrations)
            try await body(database, folder, TestClock())
        }
    }

    private func open(
        _ database: Database, _ folder: String, _ clock: TestClock, _ environment: [String: String] = [:]
    ) async throws -> KeyVault {
        try await KeyVault.open(database: database, environment: environment, folder: folder, now: { clock.now })
    }

    @Test(arguments: Store.engines)
    func theFirstStartMakesKeysAndTheNextOneReadsThem(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let first = try await open(database, folder, clock)
            #expect(first.notice?.contains("master.key") == true)
            #expect(try await Set(first.keys().map(\.purpose)) == Set(KeyPurpose.allCases))
            let sealed = try first.keyring.seal("990101199001011237", context: "person.citizen_id/1")
            let second = try await open(database, folder, clock)
            #expect(second.notice == nil)
            #expect(try second.keyring.openText(sealed, context: "person.citizen_id/1") == "990101199001011237")
            #expect(try await second.keys().count == 3)
        }
    }

    @Test(arguments: Store.engines)
    func processesThatStartTogetherAgreeOnTheKeys(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let vaults = try await withThrowingTaskGroup(of: KeyVault.self) { group in
                for _ in 0..<6 { group.addTask { try await open(database, folder, clock) } }
                return try await group.reduce(into: [KeyVault]()) { $0.append($1) }
            }
            let sealed = try vaults[0].keyring.seal("a", context: "c")
            for vault in vaults { #expect(try vault.keyring.openText(sealed, context: "c") == "a") }
            #expect(vaults.filter { $0.notice?.contains("已生成主密钥") == true }.count == 1)
            #expect(try await vaults[0].keys().count == 3)
        }
    }

    @Test(arguments: Store.engines)
    func aDatabaseWithoutItsKeyFileIsNotGivenANewOne(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            _ = try await open(database, folder, clock)
            try FileManager.default.removeItem(atPath: folder + "/master.key")
            await #expect(throws: MasterKeyError.missing(file: folder + "/master.key")) {
                try await open(database, folder, clock)
            }
            await #expect(throws: KeyringError.self) {
                try await open(database, folder, clock, ["QIHANG_KEY": MasterKey.newText()])
            }
        }
    }

    @Test(arguments: Store.engines)
    func aNewDataKeyIsUsedWhenEveryProcessKnowsIt(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let here = try await open(database, folder, clock)
            let there = try await open(database, folder, clock)
            let old = try here.keyring.seal("old", context: "c")
            #expect(try await here.openRotation() == nil)
            let ids = try await here.rotateDataKeys([.seal], actor: .system(reason: "换密钥"))
            let id = try #require(ids.first)
            let usedFrom = clock.now.adding(seconds: 180)
            let rotation = try await there.openRotation()
            #expect(rotation?.usedFrom == usedFrom)
            #expect(rotation?.old == [1])
            #expect(!here.keyring.needsReseal(old))
            try await there.refresh()
            clock.advance(seconds: 180)
            #expect(here.keyring.needsReseal(old))
            let fresh = try here.keyring.seal("fresh", context: "c")
            #expect(try there.keyring.openText(fresh, context: "c") == "fresh")
            #expect(try there.keyring.openText(old, context: "c") == "old")

            try await here.retireDataKey(1, actor: .system(reason: "换密钥"))
            #expect(try await here.openRotation() == nil)
            #expect(try here.keyring.openText(old, context: "c") == "old")
            await #expect(throws: KeyringError.noKey(.seal)) {
                try await here.retireDataKey(id, actor: .system(reason: "换密钥"))
            }
        }
    }

    @Test(arguments: Store.engines)
    func aNewMasterKeyTakesThePlaceOfTheOldOne(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let vault = try await open(database, folder, clock)
            let sealed = try vault.keyring.seal("value", context: "c")
            let before = try KeyFile(folder: folder).read().current.fingerprint
            let after = try await vault.rotateMasterKey(actor: .system(reason: "换主密钥"))
            #expect(after != before)
            #expect(try KeyFile(folder: folder).read().all.map(\.fingerprint) == [after])
            #expect(try await vault.keys().allSatisfy { $0.masterFingerprint == after })
            let reopened = try await open(database, folder, clock)
            #expect(try reopened.keyring.openText(sealed, context: "c") == "value")

            // A rotation that stopped after the new key was written is finished by the next.
            try KeyFile(folder: folder).addKey()
            let finished = try await reopened.rotateMasterKey(actor: .system(reason: "换主密钥"))
            #expect(finished != after)
            #expect(try await reopened.keys().allSatisfy { $0.masterFingerprint == finished })
        }
    }

    @Test(arguments: Store.engines)
    func withTheEnvironmentBothMasterKeysAreGiven(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let (old, new) = (MasterKey.newText(), MasterKey.newText())
            let vault = try await open(database, folder, clock, ["QIHANG_KEY": old])
            let sealed = try vault.keyring.seal("value", context: "c")
            await #expect(throws: MasterKeyError.onlyOne) {
                try await vault.rotateMasterKey(actor: .system(reason: "换主密钥"))
            }
            let both = try await open(database, folder, clock, ["QIHANG_KEY": "\(new),\(old)"])
            _ = try await both.rotateMasterKey(actor: .system(reason: "换主密钥"))
            let after = try await open(database, folder, clock, ["QIHANG_KEY": new])
            #expect(try after.keyring.openText(sealed, context: "c") == "value")
            #expect(!FileManager.default.fileExists(atPath: folder + "/master.key"))
        }
    }

    @Test(arguments: Store.engines)
    func onlyWhoManagesKeysChangesThem(_ engine: Database.Engine) async throws {
        try await run(engine) { database, folder, clock in
            let vault = try await open(database, folder, clock)
            let stranger = Actor.stranger(address: nil)
            await #expect(throws: AccessError.notAllowed(.admin, "keys")) {
                try await vault.rotateDataKeys([.seal], actor: stranger)
            }
            await #expect(throws: AccessError.notAllowed(.admin, "keys")) {
                try await vault.rotateMasterKey(actor: stranger)
            }
        }
    }
}
