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
        try TrailGuard.install(connection)
    }
}
