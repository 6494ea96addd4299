import Access
import Base
import Database
import Exchange
import FileTesting
import Foundation
import Packs
import RegisterTesting
import Registers
import Secrets
import StoreTesting
import Synchronization
import Testing

/// Imports that are stopped in the middle go on where they stopped, and no row is written twice.
@Suite struct ResumeTests {
    private static func list(_ count: Int) throws -> TestFile {
        let rows = (0..<count).map { index in
            let day = Day(number: -3_000 + index).iso
            return Nobody.row("人\(index)", Nobody.id(day, index % 1_000), phone: "139\(10_000_000 + index)")
        }
        return try .csv([Nobody.heading] + rows)
    }

    @Test(arguments: Store.engines)
    func aCancelledImportGoesOn(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let file = try Self.list(2_300)
            let run = try await test.imports.upload(
                bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            _ = try await test.imports.map(run.id, as: test.actor)
            try await Self.cancelling { progress in
                _ = try await test.imports.check(run.id, as: test.actor, progress: progress)
            }
            let stopped = try await test.imports.run(run.id, as: test.actor)
            #expect(stopped.state == .checking)
            #expect(stopped.counts.total >= 500 && stopped.counts.total < 2_300)
            let checked = try await test.imports.check(run.id, as: test.actor)
            #expect(checked.counts.total == 2_300)
            #expect(checked.counts.new == 2_300)
            try await Self.cancelling { progress in
                _ = try await test.imports.apply(run.id, .goodRows, as: test.actor, progress: progress)
            }
            #expect(try await test.imports.run(run.id, as: test.actor).state == .applying)
            let done = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(done.state == .applied)
            #expect(done.counts.applied == 2_300)
            let records = try await test.records()
            #expect(records.count == 2_300)
            #expect(Set(records.map { $0["phone"].text ?? "" }).count == 2_300)
        }
    }

    /// Runs a step and cancels it after its first chunk.
    private static func cancelling(
        _ step: @escaping @Sendable (@escaping ImportProgressSink) async throws -> Void
    ) async throws {
        let holder = Mutex<Task<Void, any Error>?>(nil)
        let task = Task {
            try await step { _ in holder.withLock { $0?.cancel() } }
        }
        holder.withLock { $0 = task }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: Store.engines)
    func twoProcessesNeverWorkOnOneImport(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let file = try Self.list(3)
            let run = try await test.imports.upload(
                bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            _ = try await test.imports.map(run.id, as: test.actor)
            _ = try await test.test.database.withAdvisoryLock("import-run-\(run.id)") {
                do {
                    _ = try await test.imports.check(run.id, as: test.actor)
                    Issue.record("the second process went on")
                } catch let error as ImportError {
                    #expect(error.kind == .busy)
                }
            }
            #expect(try await test.imports.check(run.id, as: test.actor).counts.new == 3)
        }
    }

    @Test(arguments: Store.engines)
    func anAbandonedImportWritesNothing(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await test.checked(try Self.list(3))
            #expect(try await test.imports.abandon(run.id, as: test.actor).state == .abandoned)
            await #expect(throws: ImportError.self) {
                try await test.imports.apply(run.id, .goodRows, as: test.actor)
            }
            #expect(try await test.records().isEmpty)
        }
    }

    @Test(arguments: Store.engines)
    func aKilledImportGoesOn(_ engine: Database.Engine) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/killed-\(UInt64.random(in: 0..<(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try Self.list(4_000)
        try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/名单.csv"))
        let catalogue = try TestRegisters.catalogue.get()
        try await withLocation(engine) { location in
            let database = try await Database.open(location)
            _ = try await database.migrate(
                AccessStore.migrations + RegisterStore.migrations + Exchange.migrations)
            let keys = try await KeyVault.open(database: database, environment: [:], folder: folder)
            let trail = Trail(keyring: keys.keyring)
            let store = RegisterStore(database: database, catalogue: catalogue, keyring: keys.keyring, trail: trail)
            try await store.prepare()
            let imports = ImportService(store: store, keyring: keys.keyring, trail: trail)
            let actor = Actor.system(reason: "导入测试")

            try ImportProcess.run(location, keys: folder, file: folder + "/名单.csv", until: "checked 1000")
            let first = try #require(try await imports.runs(as: actor).first)
            #expect(first.state == .checking)
            #expect(first.counts.total >= 1_000)
            try ImportProcess.run(location, keys: folder, file: folder + "/名单.csv", until: "applied 1500")
            let second = try #require(try await imports.runs(as: actor).first)
            #expect(second.id == first.id)
            #expect(second.state == .applying)
            let half = try await database.read { connection in
                try connection.first("SELECT COUNT(*) FROM person")?.int(0) ?? 0
            }
            #expect(half >= 1_500)
            #expect(Int(half) == second.counts.applied)

            let summary = try await imports.run(file: folder + "/名单.csv", register: "person", as: actor)
            #expect(summary.run.id == first.id)
            #expect(summary.run.counts.applied == 4_000)
            let (count, phones) = try await database.read { connection in
                (
                    try connection.first("SELECT COUNT(*) FROM person")?.int(0),
                    try connection.first("SELECT COUNT(DISTINCT phone) FROM person")?.int(0)
                )
            }
            #expect(count == 4_000)
            #expect(phones == 4_000)
            #expect(try await store.verifyHistory().isEmpty)
            await database.close()
        }
    }
}

/// The importing process that tests kill.
enum ImportProcess {
    /// Starts it and kills it as soon as it has said this line.
    static func run(_ location: Database.Location, keys: String, file: String, until line: String) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try BuiltProgram("CrashImporter").path)
        process.arguments = [location.text, ProjectFiles.packs, keys, "person", file]
        process.standardOutput = output
        try process.run()
        var said = ""
        while !said.contains(line + "\n") {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            said += String(decoding: piece, as: UTF8.self)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        guard said.contains(line) else { throw Stopped(said: said) }
    }

    struct Stopped: Error {
        let said: String
    }
}
