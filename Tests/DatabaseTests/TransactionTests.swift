import Database
import Dispatch
import StoreTesting
import Synchronization
import Testing

@Suite struct TransactionTests {
    private struct Refusal: Error {}

    private func withCounter(_ engine: Database.Engine, _ body: (Database) async throws -> Void) async throws {
        try await withDatabase(engine) { database in
            try await database.write { connection in
                try connection.run("CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
                try connection.run("INSERT INTO counter VALUES (1, 0), (2, 0)")
            }
            try await body(database)
        }
    }

    private func numbers(_ database: Database) async throws -> [Int64] {
        try await database.read { try $0.rows("SELECT n FROM counter ORDER BY id").map { try $0.int(0) } }
    }

    @Test(arguments: Store.engines) func allOrNothing(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    #expect(try connection.run("UPDATE counter SET n = 5") == 2)
                    throw Refusal()
                }
            }
            #expect(try await numbers(database) == [0, 0])
            let one = try await database.write { try $0.run("UPDATE counter SET n = 7 WHERE id = \(2)") }
            let none = try await database.write { try $0.run("UPDATE counter SET n = 7 WHERE id = \(3)") }
            #expect(one == 1 && none == 0)
            #expect(try await numbers(database) == [0, 7])
        }
    }

    @Test(arguments: Store.engines) func aFailurePassedOverInSilenceStillUndoesAll(_ engine: Database.Engine)
        async throws
    {
        try await withCounter(engine) { database in
            let error = try await databaseError {
                try await database.write { connection in
                    try connection.run("UPDATE counter SET n = 1")
                    _ = try? connection.run("INSERT INTO counter VALUES (1, 1)")
                }
            }
            #expect(error.kindName == "uniqueViolation")
            #expect(try await numbers(database) == [0, 0])
        }
    }

    @Test(arguments: Store.engines) func aSavepointLosesOnlyItsOwn(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            try await database.write { connection in
                try connection.run("UPDATE counter SET n = 1 WHERE id = 1")
                for _ in 0..<3 {
                    #expect(throws: DatabaseError.self) {
                        try connection.savepoint {
                            try connection.run("UPDATE counter SET n = 9 WHERE id = 2")
                            try connection.savepoint { try connection.run("UPDATE counter SET n = 8 WHERE id = 2") }
                            try connection.run("INSERT INTO counter VALUES (1, 1)")
                        }
                    }
                }
                try connection.savepoint { try connection.run("INSERT INTO counter VALUES (3, 3)") }
            }
            #expect(try await numbers(database) == [1, 0, 3])
        }
    }

    @Test(arguments: Store.engines) func readingCannotWrite(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            let error = try await databaseError {
                _ = try await database.read { try $0.run("UPDATE counter SET n = 1") }
            }
            #expect(error.kind == .readOnly)
            try await database.write { try $0.run("UPDATE counter SET n = 2") }
            #expect(try await numbers(database) == [2, 2])
        }
    }

    @Test(arguments: Store.engines) func aReadSeesOneSnapshot(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            let (started, written) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let seen = database.read { connection in
                let before = try connection.first("SELECT n FROM counter WHERE id = 1")?.int(0)
                started.signal()
                #expect(written.wait(timeout: .now() + 20) == .success)
                return [before, try connection.first("SELECT n FROM counter WHERE id = 1")?.int(0)]
            }
            try await database.write { connection in
                #expect(started.wait(timeout: .now() + 20) == .success)
                try connection.run("UPDATE counter SET n = 5")
            }
            written.signal()
            #expect(try await seen == [0, 0])
            #expect(try await numbers(database) == [5, 5])
        }
    }

    @Test(arguments: Store.engines) func conflictsAreRepeated(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            let tries = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        for _ in 0..<10 {
                            try await database.write { connection in
                                tries.more()
                                let id = task % 2 + 1
                                let n = try connection.first("SELECT n FROM counter WHERE id = \(id)")?.int(0) ?? 0
                                try connection.run("UPDATE counter SET n = \(n + 1) WHERE id = \(id)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await numbers(database) == [20, 20])
            #expect(tries.count >= 40)
        }
    }

    /// Two transactions that read what the other one writes: PostgreSQL must stop one of them, and it must be run
    /// again.
    @Test(arguments: Store.engines) func writeSkewCannotHappen(_ engine: Database.Engine) async throws {
        try await withCounter(engine) { database in
            let tries = Tally()
            let bothHaveRead = DispatchSemaphore(value: 0)
            async let first = Self.takeIfFree(1, database, tries, bothHaveRead)
            async let second = Self.takeIfFree(2, database, tries, bothHaveRead)
            let taken = try await [first, second]
            #expect(taken.count(where: { $0 }) == 1)
            #expect(try await numbers(database).reduce(0, +) == 1)
            #expect(tries.count == (engine == .postgres ? 3 : 2))
        }
    }

    private static func takeIfFree(
        _ id: Int, _ database: Database, _ tries: Tally, _ bothHaveRead: DispatchSemaphore
    ) async throws -> Bool {
        try await database.write { connection in
            let attempt = tries.more()
            let sum = try connection.first("SELECT SUM(n) FROM counter")?.int(0)
            // On PostgreSQL the first two attempts overlap for certain; SQLite lets one in at a time.
            if connection.engine == .postgres, attempt == 1 {
                #expect(bothHaveRead.wait(timeout: .now() + 20) == .success)
            }
            if attempt == 2 { bothHaveRead.signal() }
            guard sum == 0 else { return false }
            try connection.run("UPDATE counter SET n = 1 WHERE id = \(id)")
            return true
        }
    }

    /// On a machine under load a transaction may lose against others many times before its turn comes.
    @Test(arguments: Store.engines)
    func aTransactionThatKeepsLosingIsTriedUntilTheTimeIsUp(_ engine: Database.Engine) async throws {
        let options = Database.Options(connections: 2, writeLimit: .seconds(60), durable: false)
        try await withDatabase(engine, options: options) { database in
            let tries = Tally()
            try await database.write { _ in
                if tries.more() < 30 { throw DatabaseError(.serialization, "another was first") }
            }
            #expect(tries.count == 30)
        }
        let hasty = Database.Options(connections: 2, writeLimit: .milliseconds(100), durable: false)
        try await withDatabase(engine, options: hasty) { database in
            let error = try await databaseError {
                try await database.write { _ in throw DatabaseError(.serialization, "another was first") }
            }
            #expect(error.kind == .serialization)
        }
    }

    @Test func sqliteWaitsForAnotherProcess() async throws {
        try await withLocation(.sqlite) { location in
            let options = Database.Options(writeLimit: .seconds(20), busyTimeout: .milliseconds(20), durable: false)
            let first = try await Database.open(location, options: options)
            let second = try await Database.open(location, options: options)
            try await first.write { try $0.run("CREATE TABLE t (n BIGINT)") }
            let (holding, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let slow: Int = first.write { connection in
                try connection.run("INSERT INTO t VALUES (1)")
                holding.signal()
                _ = release.wait(timeout: .now() + 20)
                return 1
            }
            async let waiting: Int = second.write { try $0.run("INSERT INTO t VALUES (2)") }
            try await second.read { _ in #expect(holding.wait(timeout: .now() + 20) == .success) }
            // Longer than the busy timeout, so that the write is repeated.
            try await Task.sleep(for: .milliseconds(150))
            release.signal()
            _ = try await (slow, waiting)
            #expect(
                try await second.read { try $0.rows("SELECT n FROM t ORDER BY n").map { try $0.int(0) } } == [1, 2])
            await first.close()
            await second.close()
        }
    }

    @Test func sqliteReportsALockThatStays() async throws {
        try await withLocation(.sqlite) { location in
            let options = Database.Options(
                writeLimit: .milliseconds(100), busyTimeout: .milliseconds(20), durable: false)
            let first = try await Database.open(location, options: options)
            let second = try await Database.open(location, options: options)
            try await first.write { connection in
                try connection.run("CREATE TABLE t (n BIGINT)")
                let done = DispatchSemaphore(value: 0)
                let outcome = Mutex<DatabaseError?>(nil)
                Task {
                    defer { done.signal() }
                    do {
                        try await second.write { try $0.run("INSERT INTO t VALUES (2)") }
                    } catch let error as DatabaseError {
                        outcome.withLock { $0 = error }
                    }
                }
                #expect(done.wait(timeout: .now() + 20) == .success)
                #expect(outcome.withLock { $0 }?.kind == .busy)
            }
            await first.close()
            await second.close()
        }
    }
}
