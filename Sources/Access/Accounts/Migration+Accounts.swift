import Database

extension Migration {
    /// Accounts with their roles and regions, their sessions, what slows down guessing, and the data keys.
    static let accounts = Migration(id: "access-001-accounts") { connection in
        for table in [account, accountRole, accountRegion, session, counter, dataKey] {
            try connection.createTable(table)
        }
        try connection.createIndex(IndexDefinition(on: "account_region", columns: ["region"]))
        try connection.createIndex(IndexDefinition(on: "account_session", columns: ["account"]))
        try connection.createIndex(IndexDefinition(on: "account_session", columns: ["expires_at"]))
        try connection.createIndex(IndexDefinition(on: "sign_in_counter", columns: ["last_at"]))
    }

    private static let account = TableDefinition(
        "account",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("sign_in_name", .text),
            ColumnDefinition("sign_in_key", .text, unique: true), ColumnDefinition("name", .text),
            ColumnDefinition("unit", .text, nullable: true), ColumnDefinition("everywhere", .boolean),
            ColumnDefinition("password_hash", .text), ColumnDefinition("must_change_password", .boolean),
            ColumnDefinition("password_expires_at", .timestamp, nullable: true),
            ColumnDefinition("display", .text, defaultValue: .text("")), ColumnDefinition("created_at", .timestamp),
            ColumnDefinition("last_signed_in_at", .timestamp, nullable: true),
            ColumnDefinition("disabled_at", .timestamp, nullable: true),
            ColumnDefinition("disabled_reason", .text, nullable: true), ColumnDefinition("version", .integer),
        ])

    private static let owner = ColumnDefinition(
        "account", .integer, references: Reference("account", onDelete: .cascade))

    private static let accountRole = TableDefinition(
        "account_role", columns: [owner, ColumnDefinition("role", .text)], primaryKey: ["account", "role"])

    private static let accountRegion = TableDefinition(
        "account_region", columns: [owner, ColumnDefinition("region", .text)], primaryKey: ["account", "region"])

    private static let session = TableDefinition(
        "account_session",
        columns: [
            ColumnDefinition("token_hash", .text), owner, ColumnDefinition("form_secret", .blob),
            ColumnDefinition("address", .text, nullable: true), ColumnDefinition("agent", .text, nullable: true),
            ColumnDefinition("started_at", .timestamp), ColumnDefinition("seen_at", .timestamp),
            ColumnDefinition("expires_at", .timestamp),
        ], primaryKey: ["token_hash"])

    private static let counter = TableDefinition(
        "sign_in_counter",
        columns: [
            ColumnDefinition("bucket", .text), ColumnDefinition("failures", .integer),
            ColumnDefinition("last_at", .timestamp), ColumnDefinition("blocked_until", .timestamp, nullable: true),
        ], primaryKey: ["bucket"])

    private static let dataKey = TableDefinition(
        "data_key",
        columns: [
            ColumnDefinition("id", .integer), ColumnDefinition("purpose", .text), ColumnDefinition("wrapped", .blob),
            ColumnDefinition("created_at", .timestamp), ColumnDefinition("used_from", .timestamp),
            ColumnDefinition("retired_at", .timestamp, nullable: true),
        ], primaryKey: ["id"])
}
