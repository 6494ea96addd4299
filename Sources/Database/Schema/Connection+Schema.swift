/// A column that is there.
public struct ColumnInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The type as the engine calls it, such as `TEXT` or `bigint`.
    public let declaredType: String
    /// Whether it may be empty.
    public let nullable: Bool
    /// Its place in the primary key, from 1; 0 when it is no part of it.
    public let primaryKeyPosition: Int
}

extension Connection {
    /// Waits until no other process is changing tables, and keeps others from it until the transaction ends. To be called
    /// first in a transaction of `readCommitted`, so that what others did meanwhile is seen.
    public func lockSchema() throws {
        // SQLite's transaction holds the only write lock from its start.
        guard engine == .postgres else { return }
        _ = try rows("SELECT pg_advisory_xact_lock(\(Int64(bitPattern: Database.lockKey("migrate"))))")
    }

    /// Makes a table. Throws `syntax` for a bad name and when the table is there already.
    public func createTable(_ table: TableDefinition, ifNotExists: Bool = false) throws {
        try run(table.definition(engine, ifNotExists: ifNotExists))
    }

    /// Adds a column to a table.
    public func addColumn(_ column: ColumnDefinition, to table: String) throws {
        if column.unique {
            // SQLite cannot add a unique column, but an index does the same.
            var plain = column
            plain.unique = false
            try addColumn(plain, to: table)
            try createIndex(IndexDefinition(on: table, columns: [column.name], unique: true))
        } else {
            try run("ALTER TABLE \(name: table) ADD COLUMN \(column.definition(engine))")
        }
    }

    /// Makes an index.
    public func createIndex(_ index: IndexDefinition, ifNotExists: Bool = false) throws {
        try run(index.definition(engine, ifNotExists: ifNotExists))
    }

    /// The tables that are there, by name.
    public func tableNames() throws -> [String] {
        switch engine {
        case .sqlite:
            try rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
                .map { try $0.text(0) }
        case .postgres:
            try rows(
                """
                SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')
                AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname COLLATE "C"
                """
            ).map { try $0.text(0) }
        }
    }

    /// The columns of a table in order; none when there is no such table.
    public func tableColumns(_ table: String) throws -> [ColumnInfo] {
        let sql: SQL =
            switch engine {
            case .sqlite:
                "SELECT name, type, \"notnull\" = 0, pk FROM pragma_table_info(\(table)) ORDER BY cid"
            case .postgres:
                """
                SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                COALESCE(array_position(CAST(i.indkey AS int2[]), a.attnum) + 1, 0)
                FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
                AND c.relnamespace = CAST(current_schema() AS regnamespace)
                LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                WHERE c.relname = \(table) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
                """
            }
        return try rows(sql).map { row in
            ColumnInfo(
                name: try row.text(0), declaredType: try row.text(1), nullable: try row.bool(2),
                primaryKeyPosition: Int(try row.int(3)))
        }
    }

    /// The indexes of a table by name, without those that its keys made.
    public func indexNames(of table: String) throws -> [String] {
        let sql: SQL =
            switch engine {
            case .sqlite:
                """
                SELECT name FROM sqlite_schema
                WHERE type = 'index' AND tbl_name = \(table) AND sql IS NOT NULL ORDER BY name
                """
            case .postgres:
                """
                SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_class c ON c.oid = x.indrelid AND c.relnamespace = CAST(current_schema() AS regnamespace)
                WHERE c.relname = \(table) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid
                AND k.contype IN ('p', 'u', 'x'))
                ORDER BY i.relname COLLATE "C"
                """
            }
        return try rows(sql).map { try $0.text(0) }
    }

    /// Lets an identity column go on behind the greatest number there is. Needed on PostgreSQL after rows were inserted
    /// with numbers of their own; SQLite does it by itself.
    public func advanceIdentity(of table: String, column: String = "id") throws {
        guard engine == .postgres else { return }
        _ = try rows(
            """
            SELECT setval(pg_get_serial_sequence(\(table), \(column)),
            GREATEST((SELECT MAX(\(name: column)) FROM \(name: table)), 1),
            EXISTS (SELECT 1 FROM \(name: table)))
            """)
    }

    /// This moment by the database's clock, as an expression that gives a ``ColumnType/timestamp``.
    public var now: SQL {
        switch engine {
        case .sqlite: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
        case .postgres: "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
        }
    }
}
