public import Database

/// The room where records go out as spreadsheets and come in from them.
public enum Exchange {
    /// The tables that the room needs beside those of the registers.
    public static let migrations: [Migration] = [
        Migration(id: "2026-11-21-1100-exchange") { connection in
            try connection.createTable(ExchangeSchema.run)
            try connection.createIndex(IndexDefinition(on: "import_run", columns: ["register", "digest"]))
            try connection.createTable(ExchangeSchema.chunk)
            try connection.createTable(ExchangeSchema.row)
            try connection.createIndex(IndexDefinition(on: "import_row", columns: ["run", "outcome", "row_number"]))
            try connection.createIndex(IndexDefinition(on: "import_row", columns: ["run", "key_hash"]))
            try connection.createTable(ExchangeSchema.mapping)
            try connection.createTable(ExchangeSchema.pair)
            for index in ExchangeSchema.pairIndexes { try connection.createIndex(index) }
        },
        Migration(id: "2026-11-21-1300-exchange-desks") { connection in
            try connection.createIndex(IndexDefinition(on: "import_run", columns: ["state", "id"]))
            try connection.createTable(ExchangeSchema.sweep)
            try connection.createIndex(IndexDefinition(on: "duplicate_sweep", columns: ["register", "id"]))
            try connection.createTable(ExchangeSchema.regionUpload)
        },
        Migration(id: "2026-11-21-1600-exchange-rows-again") { connection in
            // A row that leaves the day out is found again by what it says.
            try connection.createIndex(
                IndexDefinition(
                    "import_row_written", on: "import_row", columns: ["fingerprint"], where: SQL("applied")))
            try connection.createTable(ExchangeSchema.rowUnique)
            try connection.addColumn(ColumnDefinition("caseload", .integer, nullable: true), to: "duplicate_sweep")
        },
        Migration(id: "2026-11-21-2000-exchange-choices") { connection in
            // What somebody chose not to take of a row, by field: the keyed hash of what the row said.
            try connection.addColumn(ColumnDefinition("set_aside", .json, nullable: true), to: "duplicate_pair")
        },
    ]

    /// Names that no register may take.
    public static let tables: Set<String> = [
        "import_run", "import_chunk", "import_row", "import_mapping", "duplicate_pair",
        "duplicate_sweep", "region_upload", "import_row_unique",
    ]
}
