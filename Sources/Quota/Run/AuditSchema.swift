import Database

/// The tables of this room: runs over a year, and what each declaration came to.
enum AuditSchema {
    static let tables: Set<String> = ["audit_run", "audit_result"]

    static let migrations: [Migration] = [
        Migration(id: "2026-11-22-2000-audits") { connection in
            try connection.createTable(runTable)
            try connection.createIndex(IndexDefinition(on: "audit_run", columns: ["audit", "year", "id"]))
            try connection.createTable(resultTable)
            try connection.createIndex(IndexDefinition(on: "audit_result", columns: ["audit", "year", "run"]))
        }
    ]

    private static var runTable: TableDefinition {
        TableDefinition(
            "audit_run",
            columns: [
                ColumnDefinition("id", .identity), ColumnDefinition("audit", .text),
                ColumnDefinition("year", .integer), ColumnDefinition("account", .integer, nullable: true),
                ColumnDefinition("actor", .text), ColumnDefinition("scope", .text),
                ColumnDefinition("total", .integer), ColumnDefinition("seen", .integer),
                ColumnDefinition("first_time", .integer), ColumnDefinition("worked_again", .integer),
                ColumnDefinition("changed", .integer), ColumnDefinition("after_id", .integer),
                ColumnDefinition("started_at", .timestamp), ColumnDefinition("updated_at", .timestamp),
                ColumnDefinition("finished_at", .timestamp, nullable: true),
            ])
    }

    private static var resultTable: TableDefinition {
        TableDefinition(
            "audit_result",
            columns: [
                ColumnDefinition("audit", .text), ColumnDefinition("declaration", .integer),
                ColumnDefinition("year", .integer), ColumnDefinition("persons", .integer),
                ColumnDefinition("person_months", .integer), ColumnDefinition("shared_months", .integer),
                ColumnDefinition("placed", .integer), ColumnDefinition("levy", .integer, nullable: true),
                ColumnDefinition("refusal", .text, nullable: true), ColumnDefinition("rests_on", .text),
                ColumnDefinition("worked_at", .timestamp), ColumnDefinition("run", .integer),
                ColumnDefinition("before_person_months", .integer, nullable: true),
                ColumnDefinition("before_placed", .integer, nullable: true),
                ColumnDefinition("before_levy", .integer, nullable: true),
            ], primaryKey: ["audit", "declaration"])
    }
}
