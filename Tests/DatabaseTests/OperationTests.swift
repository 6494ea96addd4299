import Database
import Dispatch
import Foundation
import StoreTesting
import Synchronization
import Testing

/// Opening, closing, waiting, broken connections, locks and backup.
@Suite struct OperationTests {
    @Test func whatCannotBeOpenedIsSaid() async throws {
        for location in [
            Database.Location.sqlite(path: "/nowhere/at/all.sqlite"), .postgres(url: "postgres://127.0.0.1:1/nothing"),
        ] {
            let error = try await databaseError { _ = try await Database.open(location) }
            #expect(error.kind == .cannotConnect)
            #expect(error.message.contains("请检查"))
        }
        try await withLocation(.sqlite) { location in
            let path = location.text
            try String(repeating: "not a database ", count: 100).write(toFile: path, atomically: true, encoding: .utf8)
            let error = try await databaseError { _ = try await Database.open(location) }
            #expect(error.kind == .cannotConnect)
        }
    }

    @Test func theFileIsItsOwnersOnly() async throws {
        try await withLocation(.sqlite) { location in
            let path = location.text
            let database = try await Database.open(location)
            try await database.write { try $0.run("CREATE TABLE t (n BIGINT)") }
            for file in [path, path + "-wal"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            await database.close()
        }
    }

    @Test(arguments: Store.engines) func waitingForAConnectionIsBounded(_ engine: Database.Engine) async throws {
        let options = Database.Options(readers: 1, connections: 1, poolWait: .milliseconds(50), durable: false)
        try await withDatabase(engine, options: options) { database in
            try await database.read { _ in
                let done = DispatchSemaphore(value: 0)
                let outcome = Mutex<DatabaseError?>(nil)
                Task {
                    defer { done.signal() }
                    do {
                        try await database.read { _ in }
                    } catch let error as DatabaseError {
                        outcome.withLock { $0 = error }
                    }
                }
                #expect(done.wait(timeout: .now() + 20) == .success)
                #expect(outcome.withLock { $0 }?.kind == .poolExhausted)
            }
            #expect(try await database.read { try $0.first("SELECT 1")?.int(0) } == 1)
        }
    }

    @Test(arguments: Store.engines) func moreTasksThanConnectionsTakeTurns(_ engine: Database.Engine) async throws {
        let options = Database.Options(readers: 2, connections: 2, durable: false)
        try await withDatabase(engine, options: options) { database in
            let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
                for number in 0..<200 {
                    group.addTask { try await database.read { try $0.first("SELECT \(number) + 0")?.int(0) ?? -1 } }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 199 * 200 / 2)
        }
    }

    @Test(arguments: Store.engines) func aTaskThatIsCancelledStopsWaiting(_ engine: Database.Engine) async throws {
        let options = Database.Options(readers: 1, connections: 1, durable: false)
        try await withDatabase(engine, options: options) { database in
            let release = DispatchSemaphore(value: 0)
            let holding = DispatchSemaphore(value: 0)
            let holder = Task {
                try await database.read { _ in
                    holding.signal()
                    _ = release.wait(timeout: .now() + 20)
                }
            }
            while holding.wait(timeout: .now()) != .success { try await Task.sleep(for: .milliseconds(1)) }
            let waiter = Task { try await database.read { _ in } }
            try await Task.sleep(for: .milliseconds(20))
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            release.signal()
            try await holder.value
        }
    }

    @Test(arguments: Store.engines) func closingWaitsForWorkAndRefusesMore(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.write { try $0.run("CREATE TABLE t (n BIGINT)") }
            let started = DispatchSemaphore(value: 0)
            async let work: Int = database.write { connection in
                started.signal()
                usleep(50_000)
                return try connection.run("INSERT INTO t VALUES (1)")
            }
            try await database.read { _ in #expect(started.wait(timeout: .now() + 20) == .success) }
            await database.close()
            #expect(try await work == 1)
            let error = try await databaseError { try await database.read { _ in } }
            #expect(error.kind == .cannotConnect)
        }
    }

    @Test(arguments: Store.engines.filter { $0 == .postgres }) func aBrokenConnectionIsReplaced(
        _ engine: Database.Engine
    ) async throws {
        try await withDatabase(engine, options: Database.Options(connections: 1)) { database in
            try await database.write { try $0.run("CREATE TABLE t (n BIGINT)") }
            let tries = Tally()
            try await database.write { connection in
                let attempt = tries.more()
                try connection.run("INSERT INTO t VALUES (\(attempt))")
                // The server ends this very connection in mid-transaction.
                if attempt == 1 { _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(tries.count == 2)
            #expect(try await database.read { try $0.rows("SELECT n FROM t").map { try $0.int(0) } } == [2])
        }
    }

    @Test(arguments: Store.engines) func aLockIsHeldByOne(_ engine: Database.Engine) async throws {
        try await withLocation(engine) { location in
            let first = try await Database.open(location)
            let second = try await Database.open(location)
            let outer = try await first.withAdvisoryLock("nightly") {
                #expect(try await second.withAdvisoryLock("nightly") { 1 } == nil)
                #expect(try await first.withAdvisoryLock("nightly", wait: .milliseconds(60)) { 1 } == nil)
                return try await second.withAdvisoryLock("another") { 2 }
            }
            #expect(outer == .some(2))
            #expect(try await second.withAdvisoryLock("nightly") { 3 } == 3)
            await first.close()
            await second.close()
        }
    }

    @Test func aBackupIsWholeWhileOthersWrite() async throws {
        try await withLocation(.sqlite) { location in
            let path = location.text
            let database = try await Database.open(location)
            try await database.write { connection in
                try connection.run("CREATE TABLE pair (a BIGINT, b BIGINT)")
                try connection.insert(
                    into: "pair", columns: ["a", "b"], rows: (0..<20_000).lazy.map { [$0.sqlValue, $0.sqlValue] })
            }
            let writing = Task {
                var number = 20_000
                while !Task.isCancelled {
                    let n = number
                    try await database.write { connection in
                        try connection.run("INSERT INTO pair VALUES (\(n), -1)")
                        try connection.run("UPDATE pair SET b = a WHERE a = \(n)")
                    }
                    number += 1
                }
            }
            try await database.backup(to: path + ".copy")
            writing.cancel()
            _ = await writing.result
            let error = try await databaseError { try await database.backup(to: path + ".copy") }
            #expect(error.message.contains("已经存在"))
            let copy = try await Database.open(.sqlite(path: path + ".copy"))
            let row = try await copy.read {
                try $0.first("SELECT COUNT(*), SUM(CASE WHEN a = b THEN 0 ELSE 1 END) FROM pair")
            }
            #expect(try #require(row).int(0) >= 20_000)
            #expect(try row?.int(1) == 0)
            #expect(try await copy.read { try $0.first("PRAGMA integrity_check")?.text(0) } == "ok")
            await copy.close()
            await database.close()
        }
    }

    @Test(arguments: Store.engines.filter { $0 == .postgres }) func postgresNamesItsOwnBackup(_ engine: Database.Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let error = try await databaseError {
                try await database.backup(to: NSTemporaryDirectory() + "/no-backup-here")
            }
            #expect(error.kind == .unsupported && error.message.contains("pg_dump"))
        }
    }
}
