import Database
import StoreTesting
import Testing

@Suite struct SchemaTests {
    private static let region = TableDefinition(
        "region", columns: [ColumnDefinition("code", .text), ColumnDefinition("name", .text)], primaryKey: ["code"],
        withoutRowID: true)
    private static let person = TableDefinition(
        "person",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("citizen_id", .text, unique: true),
            ColumnDefinition("region", .text, references: Reference("region", "code")),
            ColumnDefinition("level", .integer, nullable: true), ColumnDefinition("kind", .text, defaultValue: "it's"),
        ], unique: [["region", "level"]], checks: ["level BETWEEN \(1) AND \(4)"])
    private static let visit = TableDefinition(
        "visit",
        columns: [
            ColumnDefinition("person", .integer, references: Reference("person", onDelete: .cascade)),
            ColumnDefinition("day", .date), ColumnDefinition("data", .blob, defaultValue: .blob([1, 255])),
        ], primaryKey: ["person", "day"])

    private func withTables(_ engine: Database.Engine, _ body: (Database) async throws -> Void) async throws {
        try await withDatabase(engine) { database in
            try await database.write { connection in
                for table in [Self.region, Self.person, Self.visit] {
                    try connection.createTable(table)
                    try connection.createTable(table, ifNotExists: true)
                }
                try connection.run("INSERT INTO region VALUES ('350582', '晋江')")
                try connection.run("INSERT INTO person (citizen_id, region, level) VALUES ('a', '350582', 1)")
                try connection.run("INSERT INTO visit (person, day) VALUES (1, '2026-01-01')")
            }
            try await body(database)
        }
    }

    @Test(arguments: Store.engines) func tablesCanBeLookedAt(_ engine: Database.Engine) async throws {
        try await withTables(engine) { database in
            try await database.read { connection in
                #expect(try connection.tableNames() == ["person", "region", "visit"])
                let columns = try connection.tableColumns("person")
                #expect(columns.map(\.name) == ["id", "citizen_id", "region", "level", "kind"])
                #expect(columns.map(\.nullable).dropFirst() == [false, false, true, false])
                #expect(columns.map(\.primaryKeyPosition) == [1, 0, 0, 0, 0])
                #expect(try connection.tableColumns("visit").map(\.primaryKeyPosition) == [1, 2, 0])
                #expect(try connection.tableColumns("missing") == [])
                #expect(try connection.first("SELECT kind FROM person")?.text(0) == "it's")
                #expect(try connection.first("SELECT data FROM visit")?.bytes(0) == [1, 255])
            }
        }
    }

    @Test(arguments: Store.engines) func aBrokenConstraintIsToldApart(_ engine: Database.Engine) async throws {
        try await withTables(engine) { database in
            let cases: [(sql: SQL, kind: String, columns: [String]?)] = [
                ("INSERT INTO person (citizen_id, region) VALUES ('a', '350582')", "uniqueViolation", ["citizen_id"]),
                (
                    "INSERT INTO person (citizen_id, region, level) VALUES ('b', '350582', 1)", "uniqueViolation",
                    ["region", "level"]
                ),
                ("INSERT INTO person (citizen_id, region) VALUES (NULL, '350582')", "notNull", ["citizen_id"]),
                ("INSERT INTO person (citizen_id, region) VALUES ('c', '999999')", "foreignKeyViolation", nil),
                ("INSERT INTO person (citizen_id, region, level) VALUES ('c', '350582', 5)", "checkViolation", nil),
                ("DELETE FROM region", "foreignKeyViolation", nil),
                ("INSERT INTO visit (person, day) VALUES (1, '2026-01-01')", "uniqueViolation", ["person", "day"]),
            ]
            for (sql, kind, columns) in cases {
                let error = try await databaseError { try await database.write { try $0.run(sql) } }
                #expect(error.kindName == kind, "\(sql.text): \(error)")
                #expect(error.kind.columns == columns, "\(sql.text)")
                #expect(error.sql == sql.text)
            }
            try await database.write { try $0.run("DELETE FROM person") }
            #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM visit")?.int(0) } == 0)
        }
    }

    @Test(arguments: Store.engines) func messagesHoldNoValue(_ engine: Database.Engine) async throws {
        try await withTables(engine) { database in
            let secret = "99010119900101001X"
            for _ in 0..<2 {
                let error = try await databaseError {
                    try await database.write { connection in
                        for _ in 0..<2 {
                            try connection.run("INSERT INTO person (citizen_id, region) VALUES (\(secret), '350582')")
                        }
                    }
                }
                #expect(!error.description.contains(secret) && error.description.contains("citizen_id"))
            }
        }
    }

    @Test(arguments: Store.engines) func aNumberIsNeverGivenTwice(_ engine: Database.Engine) async throws {
        try await withTables(engine) { database in
            try await database.write { connection in
                try connection.run("DELETE FROM person")
                let row = try connection.first(
                    "INSERT INTO person (citizen_id, region) VALUES ('z', '350582') RETURNING id")
                #expect(try row?.int(0) == 2)
                try connection.run("INSERT INTO person (id, citizen_id, region) VALUES (50, 'y', '350582')")
                try connection.advanceIdentity(of: "person")
                let next = try connection.first(
                    "INSERT INTO person (citizen_id, region) VALUES ('x', '350582') RETURNING id")
                #expect(try next?.int(0) == 51)
                try connection.run("CREATE TABLE nobody (n BIGINT)")
            }
        }
    }

    @Test(arguments: Store.engines) func columnsAndIndexesAreAdded(_ engine: Database.Engine) async throws {
        try await withTables(engine) { database in
            // A kept statement over a table that changes must not fail for ever.
            for _ in 0..<3 { _ = try await database.read { try $0.rows("SELECT * FROM person") } }
            try await database.write { connection in
                try connection.addColumn(ColumnDefinition("active", .boolean, defaultValue: false), to: "person")
                try connection.addColumn(ColumnDefinition("phone", .text, nullable: true, unique: true), to: "person")
                try connection.createIndex(IndexDefinition(on: "person", columns: ["region", "kind"]))
                try connection.createIndex(
                    IndexDefinition(on: "person", columns: ["region", "kind"]), ifNotExists: true)
                try connection.createIndex(
                    IndexDefinition(on: "person", expressions: ["LOWER(kind)"], where: "kind <> \("it's")"))
                try connection.createIndex(
                    IndexDefinition("one_active", on: "person", columns: ["region"], unique: true, where: "active"))
            }
            let rows = try await database.read { connection in
                let names = try connection.indexNames(of: "person")
                #expect(names.count == 4)
                #expect(names.contains("person_region_kind_idx") && names.contains("one_active"))
                #expect(names.contains("person_phone_key"))
                return try connection.rows("SELECT * FROM person")
            }
            #expect(rows.first?.columns == ["id", "citizen_id", "region", "level", "kind", "active", "phone"])
        }
    }

    @Test func longIndexNamesStayApart() {
        let long = String(repeating: "column_", count: 8)
        let first = IndexDefinition(on: "some_table", columns: [long + "a"]).resolvedName
        let second = IndexDefinition(on: "some_table", columns: [long + "b"]).resolvedName
        #expect(first != second && first.utf8.count <= 63)
    }
}
