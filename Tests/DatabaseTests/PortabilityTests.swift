import Database
import StoreTesting
import Testing

/// What the one SQL text may rely on, on both engines.
@Suite struct PortabilityTests {
    private static let table = TableDefinition(
        "person",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("name", .text),
            ColumnDefinition("born", .date, nullable: true), ColumnDefinition("active", .boolean, defaultValue: true),
            ColumnDefinition("seen_at", .timestamp, nullable: true), ColumnDefinition("extra", .json, nullable: true),
            ColumnDefinition("points", .integer, defaultValue: 0),
        ])

    private func withPeople(_ engine: Database.Engine, _ body: (Database) async throws -> Void) async throws {
        try await withDatabase(engine) { database in
            try await database.write { connection in
                try connection.createTable(Self.table)
                let names = ["Zhang", "abc", "张三", "张小", "李四", "é", "_x", "张", "𠮷"]
                for (index, name) in names.enumerated() {
                    try connection.run(
                        """
                        INSERT INTO person (name, born, active, seen_at, extra, points)
                        VALUES (\(name), \("200\(index)-01-31"), \(index % 2 == 0),
                        \("2026-11-21T08:00:00.00\(index)Z"),
                        \("{\"b\":  1, \"a\":\"\(name)\"}"), \(index))
                        """)
                }
            }
            try await body(database)
        }
    }

    private func texts(_ database: Database, _ sql: SQL) async throws -> [String] {
        try await database.read { try $0.rows(sql).map { try $0.text(0) } }
    }

    @Test(arguments: Store.engines) func textIsOrderedByCodePoint(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            let names = try await texts(database, "SELECT name FROM person ORDER BY name")
            #expect(names == ["Zhang", "_x", "abc", "é", "张", "张三", "张小", "李四", "𠮷"])
            #expect(
                try await texts(database, "SELECT name FROM person WHERE \(SQL.startsWith("name", "张")) ORDER BY name")
                    == ["张", "张三", "张小"])
            #expect(try await texts(database, "SELECT name FROM person WHERE name LIKE \("z%")") == [])
            #expect(
                try await texts(database, "SELECT name FROM person WHERE name LIKE \("\\_%") ESCAPE '\\'") == ["_x"])
        }
    }

    @Test(arguments: Store.engines) func datesAreDates(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            let rows = try await database.read {
                try $0.rows(
                    "SELECT born FROM person WHERE born >= \("2003-01-01") AND born < \("2005-01-01") ORDER BY born")
            }
            #expect(try rows.map { try $0.text(0) } == ["2003-01-31", "2004-01-31"])
            for wrong in ["2023-02-30", "2023-02-29", "2023-04-31", "2023-13-01", "soon", ""] {
                let error = try await databaseError {
                    try await database.write { try $0.run("INSERT INTO person (name, born) VALUES ('x', \(wrong))") }
                }
                #expect(["checkViolation", "invalidValue"].contains(error.kindName))
            }
            let error = try await databaseError {
                try await database.write {
                    try $0.run("INSERT INTO person (name, seen_at) VALUES ('x', \("2026-11-21"))")
                }
            }
            #expect(error.kindName == "checkViolation")
        }
    }

    @Test(arguments: Store.engines) func booleansNumbersAndJSON(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            try await database.read { connection in
                #expect(try connection.first("SELECT COUNT(*) FROM person WHERE active AND active = TRUE")?.int(0) == 5)
                #expect(try connection.first("SELECT COUNT(*) FROM person WHERE active = \(false)")?.int(0) == 4)
                #expect(try connection.first("SELECT SUM(points) FROM person")?.int(0) == 36)
                #expect(try connection.first("SELECT 7 / 2")?.int(0) == 3)
                let none = try connection.first("SELECT SUM(points), MAX(born) FROM person WHERE FALSE")
                #expect(none?[0] == .null && none?[1] == .null)
            }
        }
    }

    @Test(arguments: Store.engines) func jsonTextComesBackByteForByte(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            try await database.read { connection in
                let row = try connection.first("SELECT extra, extra ->> 'a' FROM person WHERE extra ->> 'a' = \("张三")")
                #expect(try row?.text(0) == #"{"b":  1, "a":"张三"}"#)
                #expect(try row?.text(1) == "张三")
            }
            let error = try await databaseError {
                try await database.write { try $0.run("INSERT INTO person (name, extra) VALUES ('x', \("{"))") }
            }
            #expect(["checkViolation", "invalidValue"].contains(error.kindName))
        }
    }

    @Test(arguments: Store.engines) func upsertWindowAndCommonTables(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            let results = try await database.write { connection in
                try connection.run(
                    "INSERT INTO person (id, name) VALUES (\(1), \("新"))"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, points = person.points + 1")
                try connection.advanceIdentity(of: "person")
                let next = try connection.first("INSERT INTO person (name) VALUES ('last') RETURNING id")
                let ranks = try connection.rows(
                    """
                    WITH picked AS (SELECT name, points FROM person WHERE points > \(5))
                    SELECT name, ROW_NUMBER() OVER (ORDER BY points DESC) FROM picked ORDER BY 2 LIMIT \(2)
                    """)
                return (try connection.first("SELECT name, points FROM person WHERE id = 1"), next, ranks)
            }
            #expect(results.0?.values == ["新", 1])
            #expect(try results.1?.int(0) == 10)
            #expect(results.2.map(\.values) == [["𠮷", 1], ["张", 2]])
        }
    }

    @Test(arguments: Store.engines) func theClockGivesATimestamp(_ engine: Database.Engine) async throws {
        try await withPeople(engine) { database in
            try await database.write { try $0.run("UPDATE person SET seen_at = \($0.now)") }
            let times = try await texts(database, "SELECT seen_at FROM person")
            #expect(times.allSatisfy { $0.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil })
        }
    }
}
