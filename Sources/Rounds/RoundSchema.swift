import Database

/// The tables of rounds.
enum RoundSchema {
    static let migrations: [Migration] = [
        Migration(id: "2026-11-21-2000-rounds") { connection in
            try connection.createTable(
                TableDefinition(
                    "round",
                    columns: [
                        ColumnDefinition("id", .identity), ColumnDefinition("name", .text),
                        ColumnDefinition("title", .text), ColumnDefinition("region", .text),
                        ColumnDefinition("opened_on", .date), ColumnDefinition("closes_on", .date),
                        ColumnDefinition("closed_at", .timestamp, nullable: true), ColumnDefinition("opened_by", .text),
                        ColumnDefinition("population", .text), ColumnDefinition("at", .timestamp),
                    ]))
            try connection.createTable(
                TableDefinition(
                    "round_member",
                    columns: [
                        ColumnDefinition("round", .integer), ColumnDefinition("record", .integer),
                        ColumnDefinition("region", .text), ColumnDefinition("entered_on", .date),
                        ColumnDefinition("reentered", .boolean),
                    ], primaryKey: ["round", "record"], withoutRowID: true))
            try connection.createIndex(IndexDefinition(on: "round_member", columns: ["round", "region", "record"]))
            try connection.createIndex(IndexDefinition(on: "round_member", columns: ["record"]))
            try connection.createTable(
                TableDefinition(
                    "round_step",
                    columns: [
                        ColumnDefinition("round", .integer), ColumnDefinition("step", .text),
                        ColumnDefinition("record", .integer), ColumnDefinition("state", .text),
                        ColumnDefinition("due", .date), ColumnDefinition("done_record", .integer, nullable: true),
                        ColumnDefinition("done_on", .date, nullable: true),
                        ColumnDefinition("reason", .text, nullable: true),
                        ColumnDefinition("note", .text, nullable: true),
                    ], primaryKey: ["round", "record", "step"], withoutRowID: true))
            try connection.createIndex(
                IndexDefinition(on: "round_step", columns: ["round", "step", "state", "record"]))
            // How far each step is in each village, kept up to date with every change: the board reads only this.
            try connection.createTable(
                TableDefinition(
                    "round_coverage",
                    columns: [
                        ColumnDefinition("round", .integer), ColumnDefinition("region", .text),
                        ColumnDefinition("step", .text), ColumnDefinition("state", .text),
                        ColumnDefinition("due", .date),
                        ColumnDefinition("members", .integer),
                    ], primaryKey: ["round", "region", "step", "state", "due"], withoutRowID: true))
        },
        // Due dates that were set when a round was opened.
        Migration(id: "2026-11-21-2320-round-dues") { connection in
            try connection.createTable(
                TableDefinition(
                    "round_due",
                    columns: [
                        ColumnDefinition("round", .integer), ColumnDefinition("step", .text),
                        ColumnDefinition("due", .date),
                    ], primaryKey: ["round", "step"], withoutRowID: true))
        },
        // Why somebody is asked for nothing more: worked out, unlike the reason that a person gives.
        Migration(id: "2026-11-22-0200-round-leaves") { connection in
            try connection.addColumn(ColumnDefinition("left_for", .text, nullable: true), to: "round_step")
        },
    ]
}
