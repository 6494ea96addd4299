import Database
import Testing

@Suite struct SQLTests {
    enum Grade: String, SQLBindable { case first = "一级" }

    @Test func interpolationBindsWhateverLooksLikeText() {
        let name = "'; DROP TABLE person; --"
        let sql: SQL =
            "SELECT 1 WHERE name = \(name) AND x = \("literal") AND y = \(true ? "a" : "b") AND z = \(Grade.first)"
        #expect(sql.text == "SELECT 1 WHERE name = ? AND x = ? AND y = ? AND z = ?")
        let missing: Int? = nil
        #expect(("a = \(missing)" as SQL) == ("a = \(SQLValue.null)" as SQL))
        #expect(("\(Grade.first)" as SQL) == ("\("一级")" as SQL))
    }

    @Test func piecesKeepTheirBindsInOrder() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)", "TRUE"]
        let sql: SQL = "SELECT \(0) WHERE \(conditions.joined(separator: " AND ")) LIMIT \(3)" + " OFFSET \(4)"
        let expected: SQL = "SELECT \(0) WHERE a = \(1) AND b = \(2) AND TRUE LIMIT \(3) OFFSET \(4)"
        #expect(sql == expected)
        #expect(sql.text == "SELECT ? WHERE a = ? AND b = ? AND TRUE LIMIT ? OFFSET ?")
        #expect(SQL.empty.isEmpty && !sql.isEmpty)
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test func namesAreQuoted() {
        #expect(("\(name: "person")" as SQL).text == #""person""#)
        #expect(("\(name: "p.birth_date")" as SQL).text == #""p"."birth_date""#)
        #expect(("\(names: ["a", "b"])" as SQL).text == #""a", "b""#)
        #expect(("\(list: [1, 2, 3])" as SQL).text == "?, ?, ?")
        #expect(SQL.oneOf("a", [Int]()).text == "FALSE")
        #expect(SQL.notIn("a", [Int]()).text == "TRUE")
    }

    @Test(arguments: [
        ("350582", "350583"), ("张", "弡"), ("a\u{D7FF}", "a\u{E000}"), ("a\u{10FFFF}", "b"),
    ])
    func prefixEndsBeforeTheNextText(prefix: String, end: String) {
        #expect(SQL.startsWith("x", prefix) == "(x >= \(prefix) AND x < \(end))")
        #expect(SQL.startsWith("x", "\u{10FFFF}") == "x >= \("\u{10FFFF}")")
    }

    @Test func locationsAreTold() throws {
        #expect(try Database.Location(parsing: "postgres://h/d") == .postgres(url: "postgres://h/d"))
        #expect(try Database.Location(parsing: "postgresql://h/d").engine == .postgres)
        #expect(try Database.Location(parsing: "data/q.sqlite") == .sqlite(path: "data/q.sqlite"))
        for text in ["", "mysql://h/d", ":memory:"] {
            #expect(throws: DatabaseError.self) { try Database.Location(parsing: text) }
        }
    }
}
