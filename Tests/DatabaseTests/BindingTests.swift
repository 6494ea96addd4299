import Database
import PropertyTesting
import StoreTesting
import Testing

@Suite struct BindingTests {
    private static let table = TableDefinition(
        "thing",
        columns: [
            ColumnDefinition("id", .identity), ColumnDefinition("note", .text, nullable: true),
            ColumnDefinition("number", .integer, nullable: true), ColumnDefinition("data", .blob, nullable: true),
            ColumnDefinition("flag", .boolean, nullable: true),
        ])

    private static let texts = [
        "", "'", "''", "\"", "\\", "\\'", "$1", "?", ":a", "--", "/*", ";", "%_", "\t\n\r", "NULL", "\\N", "\\.",
        "张三丰", "𠮷野家", "👨‍👩‍👧‍👦", "e\u{301}", "\u{FEFF}", "\u{1}\u{7f}", "'); DROP TABLE thing; --", "2024-02-30",
        String(repeating: "长", count: 100_000),
    ]

    @Test(arguments: Store.engines) func everyValueComesBackAsItWas(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            let rows: [[SQLValue]] =
                Self.texts.map { [.text($0), .null, .null, .null] } + [
                    [.null, .integer(.max), .blob([]), true],
                    [.null, .integer(.min), .blob([0, 1, 92, 39, 255]), false],
                    [.null, 0, .blob([UInt8](0...255)), nil], [.null, -1, nil, nil],
                ]
            let found = try await database.write { connection in
                try connection.createTable(Self.table)
                for row in rows {
                    try connection.run(
                        "INSERT INTO thing (note, number, data, flag) VALUES (\(list: row))"
                    )
                }
                return try connection.rows("SELECT note, number, data, flag FROM thing ORDER BY id")
            }
            #expect(found.count == rows.count)
            for (row, written) in zip(found, rows) {
                #expect(Array(row.values.prefix(3)) == Array(written.prefix(3)))
                #expect(try row.boolOrNil(3).sqlValueOrNull == written[3])
            }
        }
    }

    @Test(arguments: Store.engines) func noTextEverBecomesStatement(_ engine: Database.Engine) async throws {
        let pieces = [
            "'", "\"", "\\", ";", "--", "/*", "*/", "$1", "?", " OR 1=1", "张", "\n", "DROP TABLE thing", ")", "(", "%",
        ]
        try await withDatabase(engine) { database in
            try await database.write { try $0.createTable(Self.table) }
            try await database.write { connection in
                var random = SeededRandom(seed: 20_261_121)
                for _ in 0..<200 {
                    let text = (0..<Int.random(in: 0...12, using: &random))
                        .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
                    let row = try connection.first(
                        """
                        INSERT INTO thing (note) VALUES (\(text)) RETURNING id, note
                        """)
                    #expect(try row?.text(1) == text)
                    let id = try row?.int(0)
                    let found = try connection.rows(
                        "SELECT id FROM thing WHERE note = \(text) AND note IN (\(list: [text])) AND id = \(id)")
                    #expect(found.count == 1)
                }
            }
            #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM thing")?.int(0) } == 200)
        }
    }

    @Test(arguments: Store.engines) func whatOneEngineRefusesBothRefuse(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.write { try $0.createTable(Self.table) }
            let nul = try await databaseError {
                try await database.write { try $0.run("INSERT INTO thing (note) VALUES (\("a\0b"))") }
            }
            #expect(nul.kind == .invalidValue)
            #expect(nul.message.contains("NUL") && nul.sql == "INSERT INTO thing (note) VALUES (?)")
            for sql: SQL in [
                "SELECT \(name: "a\"b")", "SELECT \(name: "Person")", "SELECT \(name: "")", "SELECT \(name: "a.b.c")",
                "SELECT \(name: String(repeating: "a", count: 64))", "SELECT 1 WHERE 1 NOT IN (\(list: [Int]()))",
                "SELECT * FROM missing", "SELEKT", "SELECT 1; SELECT 2",
            ] {
                let error = try await databaseError { _ = try await database.read { try $0.rows(sql) } }
                #expect(error.kind == .syntax, "\(sql.text)")
            }
            let many = [Int](0..<40_000)
            let error = try await databaseError {
                _ = try await database.read { try $0.rows("SELECT 1 WHERE 1 IN (\(list: many))") }
            }
            #expect(error.kind == .unsupported)
        }
    }

    @Test(arguments: Store.engines) func aRowNamesColumnAndStatementOfAWrongType(_ engine: Database.Engine) async throws
    {
        try await withDatabase(engine) { database in
            let row = try #require(
                try await database.read { try $0.first("SELECT 1 AS one, 'x' AS letter, NULL AS blank, TRUE AS yes") })
            #expect(try row.int(0) == 1 && row.text(1) == "x" && row.textOrNil(2) == nil && row.bool(3))
            #expect(row.columns == ["one", "letter", "blank", "yes"] && row.count == 4)
            #expect(row[9] == .null)
            let error = try await databaseError { _ = try row.int(1) }
            #expect(error.kind == .wrongType)
            #expect(error.message == "查询结果第 2 列（letter）应是整数，实际是文字。")
            #expect(error.sql?.hasPrefix("SELECT 1 AS one") == true)
            #expect(throws: DatabaseError.self) { try row.text(2) }
            #expect(throws: DatabaseError.self) { try row.text(0) }
            #expect(throws: DatabaseError.self) { try row.bytes(1) }
            #expect(throws: DatabaseError.self) { try row.int(9) }
        }
    }
}

extension Bool? {
    var sqlValueOrNull: SQLValue { SQLValue(self) }
}
