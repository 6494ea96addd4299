import Access
import Database
import Foundation
import House
import Registers
import StoreTesting
import Testing

@Suite struct BackupTests {
    @Test func aBackupHoldsAttachmentsAndKeysAndComesBack() async throws {
        try await withPlace(.sqlite) { place in
            let content = Array("%PDF-1.4 佐证".utf8)
            let house = try await place.open()
            let (id, digest) = try await house.registers.write(as: Place.actor) { writing in
                let id = try writing.create("person", Place.person(7), source: .command)
                let file = try AttachmentStore().put(content, name: "佐证.pdf", as: Place.actor, in: writing.connection)
                return (id, file.digest)
            }
            let port = freePort()
            let server = try Program.start(["serve", "--port", "\(port)"] + place.options)
            try await server.says("打开 http")
            let (backup, restored) = (place.folder + "/备份", place.folder + "/恢复")
            let made = try await Program.run(["backup", "--with-key", "--to", backup] + place.options)
            #expect(made.code == 0 && made.output.contains("里面有密钥"), "\(made)")
            let again = try await Program.run(["backup", "--to", backup] + place.options)
            #expect(again.code == 1 && again.errors.contains("已经有备份"))
            server.signal(SIGTERM)
            #expect(try await server.ended().code == 0)
            await house.close()
            for name in ["qihang.sqlite", "master.key"] {
                let facts = try FileManager.default.attributesOfItem(atPath: "\(backup)/\(name)")
                #expect((facts[.posixPermissions] as? Int).map { $0 & 0o077 } == 0, "\(name)")
            }

            let outcome = try await Program.run(["restore", backup, "--data", restored])
            #expect(outcome.code == 0 && outcome.output.contains("完整"), "\(outcome)")
            let back = Place(folder: restored, location: .sqlite(path: restored + "/qihang.sqlite"))
            let second = try await back.open()
            let (record, bytes) = try await second.registers.read(as: Place.actor) { reading in
                (try reading.plain("person", id), try AttachmentStore().bytes(digest, in: reading.connection))
            }
            #expect(record["citizen_id"] == .text(Place.citizenID(7)))
            #expect(bytes == content)
            #expect(second.notices.isEmpty)
            #expect(try await Checkup(house: second, as: Place.actor).run().allSatisfy { $0.state == .good })
            await second.close()

            let over = try await Program.run(["restore", backup, "--data", restored])
            #expect(over.code == 1 && over.errors.contains("已经有安装"), "\(over)")
            let nothing = try await Program.run(["restore", place.folder + "/leer", "--data", restored + "2"])
            #expect(nothing.code == 1 && nothing.errors.contains("没有备份"), "\(nothing)")
        }
    }

    @Test func theKeyStaysOutOfTheBackupAndIsAskedForAtRestoring() async throws {
        try await withPlace(.sqlite) { place in
            try await place.make(people: 2)
            let (backup, restored) = (place.folder + "/备份", place.folder + "/恢复")
            let made = try await Program.run(["backup", "--to", backup] + place.options)
            #expect(made.code == 0 && made.output.contains("密钥没有放进备份，它在 \(place.folder)/master.key"), "\(made)")
            let files = FileManager.default
            #expect(!files.fileExists(atPath: backup + "/master.key"))

            let without = try await Program.run(["restore", backup, "--data", restored])
            #expect(without.code == 1 && without.errors.contains("找不到主密钥"), "\(without)")
            #expect(without.errors.contains(restored + "/master.key"))
            #expect(!files.fileExists(atPath: restored), "a folder that was made for nothing stays behind")

            try files.createDirectory(atPath: restored, withIntermediateDirectories: false)
            try await withPlace(.sqlite) { other in
                try await other.make()
                try files.copyItem(atPath: other.folder + "/master.key", toPath: restored + "/master.key")
            }
            let wrong = try await Program.run(["restore", backup, "--data", restored])
            #expect(wrong.code == 1 && wrong.errors.contains("打不开") && wrong.errors.contains("指纹"), "\(wrong)")
            #expect(try files.contentsOfDirectory(atPath: restored) == ["master.key"])

            try files.removeItem(atPath: restored + "/master.key")
            try files.copyItem(atPath: place.folder + "/master.key", toPath: restored + "/master.key")
            let back = try await Program.run(["restore", backup, "--data", restored])
            #expect(back.code == 0 && back.output.contains("完整"), "\(back)")
        }
    }

    @Test func onPostgresTheWayIsSaid() async throws {
        try await withPlace(.postgres) { place in
            let backup = try await Program.run(["backup", "--to", place.folder + "/b"] + place.options)
            #expect(backup.code == 1)
            for part in ["pg_dump", "pg_restore", "master.key"] { #expect(backup.errors.contains(part)) }
            let restore = try await Program.run(["restore", place.folder + "/b"] + place.options)
            #expect(restore.code == 1 && restore.errors.contains("pg_restore"))
        }
    }

    /// What `backup` advises for PostgreSQL, done with the tools it names.
    @Test(.enabled(if: Store.engines.contains(.postgres), "no PostgreSQL can be had"))
    func aDumpOfPostgresWithTheKeyComesBack() async throws {
        try await withPlace(.postgres) { place in
            try await place.make(people: 3)
            try await withPlace(.postgres) { back in
                let (from, to) = (place.location.text, back.location.text)
                let dump = place.folder + "/启航.dump"
                try #require(try Self.tool("pg_dump", ["-Fc", "-f", dump, from]) == 0)
                try #require(try Self.tool("pg_restore", ["-d", to, dump]) == 0)
                try FileManager.default.copyItem(
                    atPath: place.folder + "/master.key", toPath: back.folder + "/master.key")
                let doctor = try await Program.run(["doctor"] + back.options)
                #expect(doctor.code == 0, "\(doctor)")
                let house = try await back.open()
                let found = try await house.registers.read(as: Place.actor) {
                    try $0.numbers("person", field: "citizen_id", values: [Place.citizenID(2)])
                }
                #expect(found.count == 1)
                await house.close()
            }
        }
    }

    private static func tool(_ name: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
