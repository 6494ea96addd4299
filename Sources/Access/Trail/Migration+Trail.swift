import Database

extension Migration {
    /// The trail's tables, and triggers that refuse what would change the past, whoever asks.
    static let trail = Migration(id: "access-002-trail") { connection in
        let texts = ["address", "register", "record", "field", "reason", "detail"]
        try connection.createTable(
            TableDefinition(
                "trail",
                columns: [
                    ColumnDefinition("stream", .integer), ColumnDefinition("seq", .integer),
                    ColumnDefinition("at", .timestamp), ColumnDefinition("kind", .text),
                    ColumnDefinition("account", .integer, nullable: true), ColumnDefinition("actor", .text),
                ] + texts.map { ColumnDefinition($0, .text, nullable: true) } + [
                    ColumnDefinition("previous", .text), ColumnDefinition("hash", .text),
                ], primaryKey: ["stream", "seq"]))
        try connection.createIndex(IndexDefinition(on: "trail", columns: ["at", "stream", "seq"]))
        try connection.createIndex(IndexDefinition(on: "trail", columns: ["account", "at"]))
        try connection.createIndex(IndexDefinition(on: "trail", columns: ["register", "record", "at"]))
        try connection.createTable(
            TableDefinition(
                "trail_head",
                columns: [
                    ColumnDefinition("stream", .integer), ColumnDefinition("seq", .integer),
                    ColumnDefinition("hash", .text), ColumnDefinition("signature", .text),
                ], primaryKey: ["stream"]))
        switch connection.engine {
        case .sqlite: try refuseOnSQLite(connection)
        case .postgres: try refuseOnPostgres(connection)
        }
    }

    private static let refused = [("trail", "UPDATE"), ("trail", "DELETE"), ("trail_head", "DELETE")]

    private static func refuseOnSQLite(_ connection: Connection) throws {
        for (table, act) in refused {
            try connection.run(
                SQL(
                    raw: """
                        CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
                        BEGIN SELECT RAISE(ABORT, 'trail is append-only'); END
                        """))
        }
    }

    private static func refuseOnPostgres(_ connection: Connection) throws {
        try connection.run(
            SQL(
                raw: """
                    CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'trail is append-only'; END $$
                    """))
        for (table, act) in refused {
            try connection.run(
                SQL(
                    raw: """
                        CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
                        FOR EACH ROW EXECUTE FUNCTION trail_refuse()
                        """))
        }
        for table in ["trail", "trail_head"] {
            try connection.run(
                SQL(
                    raw: """
                        CREATE TRIGGER \(table)_no_truncate BEFORE TRUNCATE ON \(table)
                        FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()
                        """))
        }
    }
}
