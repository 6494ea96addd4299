import Database
import StoreTesting
import Testing

@Suite struct MigrationTests {
    private static func migration(_ id: String, table: String) -> Migration {
        Migration(id: id) { connection in
            try connection.createTable(TableDefinition(table, columns: [ColumnDefinition("id", .identity)]))
        }
    }

    private static let first = migration("2026-11-21-0001-a", table: "a")
    private static let second = migration("2026-11-21-0002-b", table: "b")

    @Test(arguments: Store.engines) func areMadeOnceInOrder(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            let first = try await database.migrate([Self.first])
            let second = try await database.migrate([Self.first, Self.second])
            let third = try await database.migrate([Self.first, Self.second])
            #expect(first == [Self.first.id] && second == [Self.second.id] && third == [])
            #expect(try await database.read { try $0.tableNames() } == ["a", "b", "qihang_migration"])
        }
    }

    @Test(arguments: Store.engines) func aNewerDatabaseIsRefused(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            _ = try await database.migrate([Self.first, Self.second])
            let error = try await databaseError { _ = try await database.migrate([Self.first]) }
            #expect(error.kind == .migration && error.message.contains(Self.second.id))
            let twice = try await databaseError { _ = try await database.migrate([Self.first, Self.first]) }
            #expect(twice.kind == .migration)
        }
    }

    @Test(arguments: Store.engines) func aFailedOneLeavesNothing(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            let broken = Migration(id: "2026-11-21-0002-broken") { connection in
                try connection.run("CREATE TABLE half (n BIGINT)")
                try connection.run("SELEKT")
            }
            let error = try await databaseError { _ = try await database.migrate([Self.first, broken]) }
            #expect(error.kind == .syntax)
            #expect(try await database.read { try $0.tableNames() } == ["a", "qihang_migration"])
            #expect(try await database.migrate([Self.first, Self.second]) == [Self.second.id])
        }
    }

    @Test(arguments: Store.engines) func severalProcessesMayStartAtOnce(_ engine: Database.Engine) async throws {
        try await withLocation(engine) { location in
            let migrations = (0..<6).map { Self.migration("m\($0)", table: "t\($0)") }
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let database = try await Database.open(location, options: Database.Options(connections: 2))
                        let applied = try await database.migrate(migrations)
                        await database.close()
                        return applied
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == migrations.map(\.id))
        }
    }
}
