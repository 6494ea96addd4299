import Foundation
import Secrets
import Testing

struct MasterKeysTests {
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "qihang-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func makesAKeyFileForItsOwnerOnlyAndSaysSoOnce() throws {
        try MasterKeysTests.inFolder { (folder: String) throws in
            let first = try MasterKeys.find(environment: [:], folder: folder, mayCreate: true)
            let path = folder + "/master.key"
            #expect(first.notice?.contains(path) == true)
            #expect(first.notice?.contains("另存一份") == true)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.key"])

            let second = try MasterKeys.find(environment: [:], folder: folder, mayCreate: true)
            #expect(second.notice == nil)
            #expect(second.keys.current.fingerprint == first.keys.current.fingerprint)

            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            let third = try MasterKeys.find(environment: [:], folder: folder, mayCreate: false)
            #expect(third.notice?.contains("chmod 600") == true)
        }
    }

    @Test func makesNoKeyWhereContentIsAlreadyEncrypted() throws {
        try MasterKeysTests.inFolder { (folder: String) throws in
            #expect(throws: MasterKeyError.missing(file: folder + "/master.key")) {
                try MasterKeys.find(environment: [:], folder: folder, mayCreate: false)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func theEnvironmentComesFirst() throws {
        try MasterKeysTests.inFolder { (folder: String) throws in
            let text = MasterKey.newText()
            let fingerprint = try MasterKey(text: text).fingerprint
            let found = try MasterKeys.find(environment: ["QIHANG_KEY": text], folder: folder, mayCreate: false)
            #expect(found.keys.current.fingerprint == fingerprint)
            #expect(found.file == nil)

            let elsewhere = folder + "/given"
            try Data("# note\n\(text)\n".utf8).write(to: URL(fileURLWithPath: elsewhere))
            let fromFile = try MasterKeys.find(
                environment: ["QIHANG_KEY_FILE": elsewhere], folder: folder, mayCreate: false)
            #expect(fromFile.keys.current.fingerprint == fingerprint)
            #expect(throws: MasterKeyError.self) {
                try MasterKeys.find(environment: ["QIHANG_KEY_FILE": folder + "/none"], folder: folder, mayCreate: true)
            }
        }
    }

    @Test func rotatingTheFileKeepsTheOldKeyUntilItIsDropped() throws {
        try MasterKeysTests.inFolder { (folder: String) throws in
            let file = KeyFile(folder: folder)
            #expect(try file.create())
            #expect(try !file.create())
            let old = try file.read().current.fingerprint
            try file.addKey()
            let both = try file.read()
            #expect(both.all.count == 2)
            #expect(both.all[1].fingerprint == old)
            #expect(both.current.fingerprint != old)
            #expect(!file.isOpenToOthers)
            try file.dropOldKeys()
            #expect(try file.read().all.map(\.fingerprint) == [both.current.fingerprint])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.key"])
        }
    }

    @Test(arguments: ["", "# only a comment", "qihang-master-1:", "qihang-master-1:short", "hello", "另一串文字"])
    func refusesWhatIsNoKey(_ text: String) {
        #expect(throws: MasterKeyError.unreadable) { try MasterKeys(text: text) }
    }
}
