import Database
import FEEL
import PropertyTesting
import StoreTesting
import Testing

/// A condition picks the same rows whether it is interpreted or run by the database.
@Suite struct FEELInSQLTests {
    static let conditions = 1_000

    @Test(arguments: Store.engines)
    func sameRows(_ engine: Database.Engine) async throws {
        var random = SeededRandom(seed: 2_026)
        var rows: [SampleRow] = []
        for id in 1...60 { rows.append(SampleRow(id: id, above: rows.randomElement(using: &random), &random)) }
        let moment = Moment(today: try #require(CivilDate("2026-11-21")))
        let scope = SampleRow.scope
        let names = Scope(scope.feelFields + [FEELType.Field("门槛", .number)])
        let parameters: [String: Value] = ["门槛": 3]
        let dialect: SQLDialect = engine == .sqlite ? .sqlite : .postgres
        var cases: [(source: String, sql: SQL, expected: [Int])] = []
        for _ in 0..<Self.conditions {
            var writer = ConditionWriter(random: random)
            let source = writer.condition(depth: 3)
            random = writer.random
            let expression = try Expression.parseCondition(source, scope: names)
            let condition = try expression.condition(over: scope, dialect: dialect, parameters: parameters, at: moment)
            let expected = rows.filter { row in
                expression.evaluate(in: row.values.merging(parameters) { $1 }, at: moment).isTrue
            }
            cases.append((source, try Self.sql(condition), expected.map(\.id)))
        }
        let (prepared, written) = (cases, rows)
        try await withDatabase(engine) { database in
            try await database.write { connection in
                try SampleRow.create(connection)
                for row in written { try row.insert(connection) }
            }
            let found = try await database.read { connection in
                try prepared.map { item in
                    try connection.rows("SELECT r.id FROM sample r WHERE \(item.sql) ORDER BY r.id").map {
                        Int(try $0.int(0))
                    }
                }
            }
            for (item, ids) in zip(prepared, found) {
                #expect(ids == item.expected, "\(item.source)\n\(item.sql.text)")
            }
            // Conditions that all or none fulfil would prove nothing.
            let telling = prepared.count { !$0.expected.isEmpty && $0.expected.count < rows.count }
            #expect(telling > Self.conditions / 3)
        }
    }

    static func sql(_ condition: SQLCondition) throws -> SQL {
        var result = SQL(raw: condition.fragments[0])
        for (bind, fragment) in zip(condition.binds, condition.fragments.dropFirst()) {
            let text = try #require(bind.string ?? bind.date?.description)
            result += "\(text)"
            result += SQL(raw: fragment)
        }
        return result
    }
}

/// A record with every kind of field that a condition can use, and rows below it.
struct SampleRow: Sendable {
    let id: Int
    let values: [String: Value]
    private let children: [[String: Value]]
    private let owner: Int?

    static let scope = SQLScope(
        alias: "r",
        fields: [
            "级别": .column(SQLColumn(sql: "\"grade\"", type: .number, digits: 3)),
            "工资": .column(SQLColumn(sql: "\"wage\"", type: .number, nullable: false, scale: 2, digits: 8)),
            "姓名": .column(SQLColumn(sql: "\"name\"", type: .string)),
            "地区": .column(SQLColumn(sql: "\"region\"", type: .string, nullable: false)),
            "在册": .column(SQLColumn(sql: "\"active\"", type: .boolean)),
            "出生": .column(SQLColumn(sql: "\"birth\"", type: .date)),
            "有效期": .column(SQLColumn(sql: "\"valid_to\"", type: .date, nullable: false)),
            "标签": .column(SQLColumn(sql: "\"tags\"", type: .list(.string))),
            "上级": .reference(
                SQLTable(sql: "\"sample\"", fields: plain) { alias, owner in "\(alias).\"id\" = \(owner).\"owner\"" }),
            "就业": .children(
                SQLTable(sql: "\"job\"", fields: plain) { alias, owner in "\(alias).\"sample\" = \(owner).\"id\"" }),
        ])

    private static let plain: [String: SQLField] = [
        "级别": .column(SQLColumn(sql: "\"grade\"", type: .number, digits: 3)),
        "姓名": .column(SQLColumn(sql: "\"name\"", type: .string)),
        "在册": .column(SQLColumn(sql: "\"active\"", type: .boolean)),
        "出生": .column(SQLColumn(sql: "\"birth\"", type: .date)),
    ]

    init(id: Int, above: SampleRow?, _ random: inout SeededRandom) {
        self.id = id
        var values = Self.plainValues(&random)
        values["工资"] = .number(Number(Int.random(in: -500...500, using: &random) * 25, scale: 2))
        values["地区"] = Self.text(&random)
        values["有效期"] = Self.date(&random)
        let tags = (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.text(&random) }
        values["标签"] = Bool.random(using: &random) ? .list(tags) : .null
        children = (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.plainValues(&random) }
        values["就业"] = .list(
            children.map { .context(Context($0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })) })
        let above = Bool.random(using: &random) ? above : nil
        owner = above?.id
        values["上级"] = .null
        if let above {
            values["上级"] = .context(Context(Self.plain.keys.sorted().map { ($0, above.values[$0] ?? .null) }))
        }
        self.values = values
    }

    private static func plainValues(_ random: inout SeededRandom) -> [String: Value] {
        [
            "级别": maybe(.number(Int.random(in: -5...5, using: &random)), &random),
            "姓名": maybe(text(&random), &random),
            "在册": maybe(.boolean(Bool.random(using: &random)), &random),
            "出生": maybe(date(&random), &random),
        ]
    }

    private static func maybe(_ value: Value, _ random: inout SeededRandom) -> Value {
        Int.random(in: 0..<4, using: &random) == 0 ? .null : value
    }

    private static func text(_ random: inout SeededRandom) -> Value {
        .string(["", "a", "ab", "B", "云河", "云河市", "😀", "残疾人"].randomElement(using: &random) ?? "")
    }

    private static func date(_ random: inout SeededRandom) -> Value {
        let dates = [
            "0001-01-01", "1900-02-28", "2000-02-29", "2024-02-29", "2025-01-31", "2026-11-21", "2026-11-20",
            "2026-12-31",
            "2010-11-22", "2010-11-21", "9999-12-31", "2026-03-30",
        ]
        return CivilDate(dates.randomElement(using: &random) ?? "").map(Value.date) ?? .null
    }

    static func create(_ connection: Connection) throws {
        let plain = [
            ColumnDefinition("grade", .integer, nullable: true), ColumnDefinition("name", .text, nullable: true),
            ColumnDefinition("active", .boolean, nullable: true), ColumnDefinition("birth", .date, nullable: true),
        ]
        try connection.createTable(
            TableDefinition(
                "sample",
                columns: [ColumnDefinition("id", .integer), ColumnDefinition("owner", .integer, nullable: true)] + plain
                    + [
                        ColumnDefinition("wage", .integer), ColumnDefinition("region", .text),
                        ColumnDefinition("valid_to", .date), ColumnDefinition("tags", .json, nullable: true),
                    ], primaryKey: ["id"]))
        try connection.createTable(
            TableDefinition("job", columns: [ColumnDefinition("sample", .integer)] + plain))
    }

    func insert(_ connection: Connection) throws {
        try connection.insert(
            into: "sample",
            columns: ["id", "owner", "grade", "name", "active", "birth", "wage", "region", "valid_to", "tags"],
            rows: [
                [
                    .integer(Int64(id)), owner.map { .integer(Int64($0)) } ?? .null, cell("级别"), cell("姓名"), cell("在册"),
                    cell("出生"),
                    .integer(Int64(values["工资"]?.number?.scaled(by: 2) ?? 0)), cell("地区"), cell("有效期"), tags,
                ]
            ])
        for child in children {
            let cells = ["级别", "姓名", "在册", "出生"].map { Self.cell(child[$0] ?? .null) }
            try connection.insert(
                into: "job", columns: ["sample", "grade", "name", "active", "birth"],
                rows: [[.integer(Int64(id))] + cells])
        }
    }

    private func cell(_ name: String) -> SQLValue { Self.cell(values[name] ?? .null) }

    private static func cell(_ value: Value) -> SQLValue {
        switch value {
        case .number(let number): number.integer.map { .integer(Int64($0)) } ?? .null
        case .string(let text): .text(text)
        case .boolean(let boolean): .boolean(boolean)
        case .date(let date): .text(date.description)
        default: .null
        }
    }

    private var tags: SQLValue {
        guard let list = values["标签"]?.list else { return .null }
        return .text("[\(list.compactMap(\.string).map { "\"\($0)\"" }.joined(separator: ","))]")
    }
}

/// Writes random conditions over a sample row.
struct ConditionWriter {
    var random: SeededRandom
    private var variables: [String] = []

    init(random: SeededRandom) { self.random = random }

    private mutating func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &random)] }

    private mutating func one(of choices: Int) -> Int { Int.random(in: 0..<choices, using: &random) }

    mutating func condition(depth: Int) -> String {
        if depth <= 0 { return simple() }
        switch one(of: 12) {
        case 0: return "(\(condition(depth: depth - 1)) and \(condition(depth: depth - 1)))"
        case 1: return "(\(condition(depth: depth - 1)) or \(condition(depth: depth - 1)))"
        case 2, 3: return "not(\(condition(depth: depth - 1)))"
        case 4:
            return
                "(if \(condition(depth: depth - 1)) then \(condition(depth: depth - 1)) else \(condition(depth: depth - 1)))"
        case 5, 6: return rows(depth: depth)
        case 7: return "((\(condition(depth: depth - 1))) = \(pick(["true", "null", "在册", "上级.在册"])))"
        default: return simple()
        }
    }

    private mutating func rows(depth: Int) -> String {
        switch one(of: 6) {
        case 0, 1:
            let name = "v\(variables.count)"
            let source = pick(["就业", "就业[级别 > 0]", "就业[item.在册]"])
            variables.append(name)
            let body = condition(depth: depth - 1)
            variables.removeLast()
            return "(\(pick(["some", "every"])) \(name) in \(source) satisfies \(body))"
        case 2:
            return
                "count(就业[\(pick(["级别 >= 门槛", "在册", "姓名 = null", "出生 < today()", "not(在册)"]))]) \(sign()) \(one(of: 3))"
        case 3: return "\(pick(["sum", "min", "max"]))(就业.级别) \(sign()) \(one(of: 6) - 2)"
        case 4: return "list contains(就业.姓名, \(text()))"
        default: return "\(pick(["1", "级别", "null"])) in 就业.级别"
        }
    }

    private mutating func sign() -> String { pick(["=", "!=", "<", "<=", ">", ">="]) }

    private mutating func simple() -> String {
        switch one(of: 14) {
        case 0, 1: return "\(number()) \(sign()) \(number())"
        case 2: return "\(text()) \(sign()) \(text())"
        case 3, 4: return "\(date()) \(sign()) \(date())"
        case 5: return boolean()
        case 6:
            return
                "\(number()) in \(pick(["(1, 2, null)", "[-1..2)", "(< 0, > 2)", "(0.5, 1)", "[级别..3]", "(? > 1)", "]0..3]"]))"
        case 7: return "\(text()) in (\"a\", \"云河\", \(pick(["null", "地区", "\"B\""])))"
        case 8: return "\(date()) between \(date()) and \(date())"
        case 9: return "\(pick(["starts with", "ends with", "contains"]))(\(text()), \(text()))"
        case 10: return "(\(date()) - \(date())).days \(sign()) \(pick(["0", "30", "365", "门槛"]))"
        case 11:
            return
                "years and months duration(\(plainDate()), \(plainDate())).\(pick(["years", "months"])) \(sign()) \(one(of: 20))"
        case 12: return "list contains(标签, \(text()))"
        default: return "\(pick([number(), text(), date(), "上级"])) \(pick(["=", "!="])) null"
        }
    }

    private mutating func field(_ name: String) -> String {
        guard let variable = variables.last, one(of: 2) == 0 else { return name }
        return "\(variable).\(name)"
    }

    private mutating func number() -> String {
        switch one(of: 9) {
        case 0, 1: field("级别")
        case 2: "上级.级别"
        case 3: "工资"
        case 4: "(\(field("级别")) \(pick(["+", "-", "*"])) \(pick(["工资", "2", "级别", "0.5"])))"
        case 5: "string length(\(text()))"
        case 6: pick(["门槛", "-级别", "abs(级别)", "count(标签)", "count(就业)"])
        case 7: "\(plainDate()).\(pick(["year", "month", "day", "weekday"]))"
        default: pick(["0", "1", "2.5", "-3", "-10.25"])
        }
    }

    private mutating func text() -> String {
        switch one(of: 6) {
        case 0: field("姓名")
        case 1: "上级.姓名"
        case 2: "地区"
        case 3: "substring(\(field("姓名")), \(pick(["1", "2", "-1", "-2, 1", "1, 2"])))"
        case 4: "(姓名 + 地区)"
        default: pick(["\"\"", "\"a\"", "\"ab\"", "\"云河\"", "\"河\""])
        }
    }

    private mutating func plainDate() -> String {
        pick(["有效期", "today()", field("出生"), "上级.出生", "date(\"2024-02-29\")"])
    }

    private mutating func date() -> String {
        switch one(of: 6) {
        case 0: "(\(plainDate()) + duration(\"\(pick(["P1M", "P16Y", "P1Y11M", "-P3M"]))\"))"
        case 1: "(\(plainDate()) - duration(\"\(pick(["P30D", "P1D", "-P40D"]))\"))"
        case 2: "(有效期 + duration(\"P1M\") * 级别)"
        default: plainDate()
        }
    }

    private mutating func boolean() -> String { pick([field("在册"), "在册", "在册 = false", "在册 != null"]) }
}
