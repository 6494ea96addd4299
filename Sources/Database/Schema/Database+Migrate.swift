extension Database {
    static let migrationsTable = "qihang_migration"

    /// Makes the changes that have not been made yet, in the order given, each in its own transaction, and says which.
    /// Call it with the migrations of all rooms at once: an id in the database that is not among them belongs to a
    /// newer program and is refused with `migration`. Several processes may do this at the same time.
    public func migrate(_ migrations: [Migration]) async throws -> [String] {
        let ids = migrations.map(\.id)
        if let twice = ids.first(where: { id in ids.count(where: { $0 == id }) > 1 }) {
            throw DatabaseError(.migration, "数据库变更 \(twice) 列了两次。这是程序的错，请报告。")
        }
        let known = Set(ids)
        let applied = try await read { connection in try Self.appliedMigrations(connection, known: known) }
        var appliedNow: [String] = []
        for migration in migrations where !applied.contains(migration.id) {
            // Statement by statement, so that what another process did while this one waited for the lock is seen.
            let isNew = try await write(isolation: .readCommitted, limit: .seconds(600)) { connection in
                try Self.apply(migration, known: known, connection)
            }
            if isNew { appliedNow.append(migration.id) }
        }
        return appliedNow
    }

    /// Makes one change unless another process has just made it.
    private static func apply(_ migration: Migration, known: Set<String>, _ connection: Connection) throws -> Bool {
        try connection.lockSchema()
        try connection.createTable(
            TableDefinition(
                migrationsTable,
                columns: [
                    ColumnDefinition("position", .identity), ColumnDefinition("id", .text, unique: true),
                    ColumnDefinition("applied_at", .timestamp),
                ]), ifNotExists: true)
        guard try !appliedMigrations(connection, known: known).contains(migration.id) else { return false }
        try migration.apply(connection)
        try connection.run(
            "INSERT INTO \(name: migrationsTable) (id, applied_at) VALUES (\(migration.id), \(connection.now))")
        return true
    }

    private static func appliedMigrations(_ connection: Connection, known: Set<String>) throws -> Set<String> {
        guard try connection.tableNames().contains(migrationsTable) else { return [] }
        let ids = try connection.rows("SELECT id FROM \(name: migrationsTable) ORDER BY position").map {
            try $0.text(0)
        }
        if let unknown = ids.first(where: { !known.contains($0) }) {
            throw DatabaseError(
                .migration, "这个数据库由更新的程序改过（\(unknown)），本程序不认识。请用新版本的程序打开，不要用旧版本写入。")
        }
        return Set(ids)
    }
}
