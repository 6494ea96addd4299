import Database
import StoreTesting
import Synchronization
import Testing

@Suite struct BulkTests {
    private static let table = TableDefinition(
        "bulk",
        columns: [
            ColumnDefinition("id", .integer), ColumnDefinition("note", .text, nullable: true),
            ColumnDefinition("data", .blob, nullable: true), ColumnDefinition("flag", .boolean, nullable: true),
            ColumnDefinition("day", .date, nullable: true),
        ], primaryKey: ["id"])
    private static let columns = ["id", "note", "data", "flag", "day"]

    private func withTable(_ engine: Database.Engine, _ body: (Database) async throws -> Void) async throws {
        try await withDatabase(engine) { database in
            try await database.write { try $0.createTable(Self.table) }
            try await body(database)
        }
    }

    @Test(arguments: Store.engines) func specialCharactersSurvive(_ engine: Database.Engine) async throws {
        let notes = [
            "\t", "\\", "\\t", "\\N", "\\.", "\n", "\r\n", "a\tb\\c\nd", "", "'\"", "张\u{2028}三", "\u{8}\u{b}\u{c}",
            "\\\\x41",
        ]
        try await withTable(engine) { database in
            var rows: [[SQLValue]] = notes.enumerated().map {
                [.integer(Int64($0.offset)), .text($0.element), .blob(Array($0.element.utf8)), true, "2024-02-29"]
            }
            rows.append([.integer(.max), nil, nil, nil, nil])
            rows.append([.integer(.min), "x", .blob([]), false, nil])
            rows.append([-1, "\\N", .blob([0, 9, 10, 13, 92, 255]), false, nil])
            let written = rows
            try await database.write { try $0.insert(into: "bulk", columns: Self.columns, rows: written) }
            let found = try await database.read { connection in
                try connection.rows("SELECT id, note, data, flag, day FROM bulk")
            }
            #expect(found.count == written.count)
            for row in written {
                let match = try #require(found.first { $0[0] == row[0] })
                #expect(Array(match.values.prefix(3)) == Array(row.prefix(3)) && match[4] == row[4])
                #expect(try match.boolOrNil(3).sqlValueOrNull == row[3])
            }
        }
    }

    @Test(arguments: Store.engines) func aBadRowIsNamedAndNothingIsWritten(_ engine: Database.Engine) async throws {
        try await withTable(engine) { database in
            let good: [SQLValue] = [1, "x", nil, nil, nil]
            let cases: [(bad: [SQLValue], kind: String)] = [
                ([2, "a\0b", nil, nil, nil], "invalidValue"), ([2, "x"], "syntax"),
                ([1, "again", nil, nil, nil], "uniqueViolation"),
            ]
            for (bad, kind) in cases {
                let error = try await databaseError {
                    try await database.write { connection in
                        try connection.insert(
                            into: "bulk", columns: Self.columns, rows: [good, bad, [3, "y", nil, nil, nil]])
                    }
                }
                #expect(error.kindName == kind)
                #expect(error.statement == 1, "\(error)")
                #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM bulk")?.int(0) } == 0)
            }
            // The connection is as good as new.
            try await database.write { try $0.insert(into: "bulk", columns: Self.columns, rows: [good]) }
            try await database.write { try $0.insert(into: "bulk", columns: Self.columns, rows: []) }
            #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM bulk")?.int(0) } == 1)
        }
    }

    @Test(arguments: Store.engines) func streamsInChunksFromOneSnapshot(_ engine: Database.Engine) async throws {
        let count = 50_000
        try await withTable(engine) { database in
            try await database.write { connection in
                let rows = (0..<count).lazy.map { [$0.sqlValue, .text("第\($0)人"), .null, .null, .null] }
                try connection.insert(into: "bulk", columns: Self.columns, rows: rows)
            }
            let sizes = Mutex<[Int]>([])
            let sum = Mutex<Int64>(0)
            try await database.stream("SELECT id, note FROM bulk WHERE id >= \(0) ORDER BY id", chunk: 700) { rows in
                sizes.withLock { $0.append(rows.count) }
                for row in rows {
                    let id = try row.int(0)
                    #expect(try row.text(1) == "第\(id)人")
                    sum.withLock { $0 += id }
                }
            }
            #expect(sum.withLock { $0 } == Int64(count) * Int64(count - 1) / 2)
            #expect(sizes.withLock { $0.dropLast() }.allSatisfy { $0 == 700 })
            #expect(sizes.withLock { $0.last } == count % 700)
        }
    }

    private struct Enough: Error {}

    @Test(arguments: Store.engines) func readingRowByRowMayRunOthersAndStop(_ engine: Database.Engine) async throws {
        try await withTable(engine) { database in
            try await database.write { connection in
                let rows = (0..<2500).map { [$0.sqlValue, nil, nil, nil, nil] as [SQLValue] }
                try connection.insert(into: "bulk", columns: Self.columns, rows: rows)
                try connection.run("CREATE TABLE copy (id BIGINT NOT NULL)")
                var seen = 0
                try connection.each("SELECT id FROM bulk ORDER BY id") { row in
                    seen += 1
                    let id = try row.int(0)
                    // The same text inside its own rows, too.
                    if id == 3 { try connection.each("SELECT id FROM bulk ORDER BY id") { _ in seen += 1 } }
                    if id < 5 { try connection.run("INSERT INTO copy VALUES (\(id))") }
                }
                #expect(seen == 5000)
                #expect(throws: Enough.self) {
                    try connection.each("SELECT id FROM bulk") { _ in throw Enough() }
                }
                // A body that stops is no failed statement: the transaction goes on.
                try connection.run("INSERT INTO copy VALUES (99)")
            }
            #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM copy")?.int(0) } == 6)
            await #expect(throws: Enough.self) {
                try await database.stream("SELECT id FROM bulk") { _ in throw Enough() }
            }
        }
    }

    @Test(arguments: Store.engines) func aBatchNamesTheStatementThatFailed(_ engine: Database.Engine) async throws {
        try await withTable(engine) { database in
            let statements = (0..<500).map { "INSERT INTO bulk (id, note) VALUES (\($0), \("第\($0)条"))" as SQL }
            try await database.write { try $0.batch(statements) }
            #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM bulk")?.int(0) } == 500)
            for place in [0, 250, 499] {
                var wrong = (1000..<1500).map { "INSERT INTO bulk (id) VALUES (\($0))" as SQL }
                wrong[place] = "INSERT INTO bulk (id) VALUES (\(7))"
                let batch = wrong
                let error = try await databaseError { try await database.write { try $0.batch(batch) } }
                #expect(error.statement == place)
                #expect(error.kind.columns == ["id"])
                #expect(error.sql == "INSERT INTO bulk (id) VALUES (?)")
                #expect(try await database.read { try $0.first("SELECT COUNT(*) FROM bulk")?.int(0) } == 500)
            }
            var mixed = statements.map { _ in "DELETE FROM bulk WHERE id = \(-1)" as SQL }
            mixed[3] = "SELECT id, note FROM bulk ORDER BY id"
            let batch = mixed
            try await database.write { connection in
                try connection.batch([])
                try connection.batch(batch)
                #expect(try connection.first("SELECT COUNT(*) FROM bulk")?.int(0) == 500)
            }
        }
    }
}

extension DatabaseError.Kind {
    var columns: [String]? {
        switch self {
        case .uniqueViolation(let constraint), .notNull(let constraint): constraint.columns
        default: nil
        }
    }
}
