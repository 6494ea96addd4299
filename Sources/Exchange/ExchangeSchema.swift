import Database

/// The tables of imports and of the duplicate desk.
enum ExchangeSchema {
    /// One file on its way in.
    static let run = TableDefinition(
        "import_run",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("register", .text),
            ColumnDefinition("file_name", .text), ColumnDefinition("digest", .text),
            ColumnDefinition("size", .integer), ColumnDefinition("format_text", .text),
            ColumnDefinition("options", .json), ColumnDefinition("state", .text),
            ColumnDefinition("columns", .json), ColumnDefinition("header", .json, nullable: true),
            ColumnDefinition("counts", .json), ColumnDefinition("fault_counts", .json),
            ColumnDefinition("mode", .text, nullable: true), ColumnDefinition("account", .integer, nullable: true),
            ColumnDefinition("actor", .text), ColumnDefinition("scope", .text),
            ColumnDefinition("checked_through", .integer), ColumnDefinition("applied_through", .integer),
            ColumnDefinition("done_permille", .integer), ColumnDefinition("created_at", .timestamp),
            ColumnDefinition("updated_at", .timestamp), ColumnDefinition("finished_at", .timestamp, nullable: true),
            ColumnDefinition("message", .text, nullable: true),
        ])

    /// The file's bytes, sealed, in pieces.
    static let chunk = TableDefinition(
        "import_chunk",
        columns: [
            ColumnDefinition("run", .integer, references: Reference("import_run", onDelete: .cascade)),
            ColumnDefinition("number", .integer), ColumnDefinition("bytes", .blob),
        ], primaryKey: ["run", "number"])

    /// What became of one row of the file. What was written in the row stands only in the sealed detail.
    static let row = TableDefinition(
        "import_row",
        columns: [
            ColumnDefinition("run", .integer, references: Reference("import_run", onDelete: .cascade)),
            ColumnDefinition("row_number", .integer), ColumnDefinition("outcome", .text),
            ColumnDefinition("record", .integer, nullable: true), ColumnDefinition("key_hash", .blob, nullable: true),
            ColumnDefinition("fingerprint", .blob, nullable: true), ColumnDefinition("warned", .boolean),
            ColumnDefinition("applied", .boolean), ColumnDefinition("detail", .blob, nullable: true),
        ], primaryKey: ["run", "row_number"])

    /// Which row of a file holds a value first that only one record may have, by its keyed hash.
    static let rowUnique = TableDefinition(
        "import_row_unique",
        columns: [
            ColumnDefinition("run", .integer, references: Reference("import_run", onDelete: .cascade)),
            ColumnDefinition("hash", .blob), ColumnDefinition("row_number", .integer),
        ], primaryKey: ["run", "hash"])

    /// Which field a heading stood for, as somebody confirmed it.
    static let mapping = TableDefinition(
        "import_mapping",
        columns: [
            ColumnDefinition("register", .text), ColumnDefinition("heading_set", .text),
            ColumnDefinition("heading", .text), ColumnDefinition("target", .text, nullable: true),
            ColumnDefinition("updated_at", .timestamp),
        ], primaryKey: ["register", "heading_set", "heading"])

    /// Two records, or a row of a file and a record, that may be the same.
    static let pair = TableDefinition(
        "duplicate_pair",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("register", .text),
            ColumnDefinition("left_record", .integer, nullable: true),
            ColumnDefinition("run", .integer, nullable: true), ColumnDefinition("row_number", .integer, nullable: true),
            ColumnDefinition("left_identity", .blob, nullable: true), ColumnDefinition("right_record", .integer),
            ColumnDefinition("region", .text, nullable: true), ColumnDefinition("score", .integer),
            ColumnDefinition("reasons", .json), ColumnDefinition("state", .text),
            ColumnDefinition("merge_number", .integer, nullable: true),
            ColumnDefinition("decided_by", .text, nullable: true),
            ColumnDefinition("decided_at", .timestamp, nullable: true), ColumnDefinition("note", .text, nullable: true),
            ColumnDefinition("created_at", .timestamp),
        ])

    /// A search of a register for records that may be the same: how far it has come and what it found.
    static let sweep = TableDefinition(
        "duplicate_sweep",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("register", .text),
            ColumnDefinition("account", .integer, nullable: true), ColumnDefinition("actor", .text),
            ColumnDefinition("scope", .text), ColumnDefinition("step", .integer),
            ColumnDefinition("place_value", .text, nullable: true),
            ColumnDefinition("place_id", .integer, nullable: true), ColumnDefinition("total", .integer),
            ColumnDefinition("seen", .integer), ColumnDefinition("found", .integer),
            ColumnDefinition("started_at", .timestamp), ColumnDefinition("updated_at", .timestamp),
            ColumnDefinition("finished_at", .timestamp, nullable: true),
        ])

    /// A list of regions that somebody uploaded, until it is applied and after.
    static let regionUpload = TableDefinition(
        "region_upload",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("file_name", .text),
            ColumnDefinition("account", .integer, nullable: true), ColumnDefinition("actor", .text),
            ColumnDefinition("entries", .json), ColumnDefinition("faults", .json),
            ColumnDefinition("fault_count", .integer), ColumnDefinition("added", .integer, nullable: true),
            ColumnDefinition("renamed", .integer, nullable: true), ColumnDefinition("created_at", .timestamp),
            ColumnDefinition("applied_at", .timestamp, nullable: true),
        ])

    static let pairIndexes = [
        IndexDefinition(
            "duplicate_pair_records", on: "duplicate_pair", columns: ["register", "left_record", "right_record"],
            unique: true, where: SQL("left_record IS NOT NULL")),
        IndexDefinition(
            "duplicate_pair_row", on: "duplicate_pair", columns: ["run", "row_number", "right_record"], unique: true,
            where: SQL("run IS NOT NULL")),
        IndexDefinition(
            "duplicate_pair_identity", on: "duplicate_pair", columns: ["register", "left_identity", "right_record"]),
        IndexDefinition(
            "duplicate_pair_state", on: "duplicate_pair", columns: ["register", "state", "score", "id"]),
    ]
}
