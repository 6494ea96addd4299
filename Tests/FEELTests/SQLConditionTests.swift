import FEEL
import Testing

/// The shape of conditions in SQL; that they pick the right rows is tested where databases are at hand.
@Suite struct SQLConditionTests {
    static let scope = SQLScope(
        alias: "r",
        fields: [
            "姓名": .column(SQLColumn(sql: "\"name\"", type: .string)),
            "等级": .column(SQLColumn(sql: "\"grade\"", type: .number, nullable: false, digits: 2)),
            "金额": .column(SQLColumn(sql: "\"amount\"", type: .number, scale: 2)),
            "在册": .column(SQLColumn(sql: "\"active\"", type: .boolean, nullable: false)),
            "出生": .column(SQLColumn(sql: "\"birth\"", type: .date)),
            "证号": .column(SQLColumn(sql: "\"citizen_id\"", type: .string, isSealed: true)),
            "就业": .children(
                SQLTable(
                    sql: "\"job\"", fields: ["开始": .column(SQLColumn(sql: "\"start\"", type: .date, nullable: false))]
                ) { "\($0).\"person\" = \($1).\"id\"" }),
        ])

    func compile(_ source: String, _ dialect: SQLDialect, _ parameters: [String: Value] = [:]) throws -> SQLCondition {
        let fields = parameters.map { FEELType.Field($0.key, $0.value.type) }
        let expression = try Expression.parseCondition(source, scope: Scope(Self.scope.feelFields + fields))
        let moment = Moment(today: try #require(CivilDate("2026-11-21")))
        return try expression.condition(over: Self.scope, dialect: dialect, parameters: parameters, at: moment)
    }

    func text(_ source: String, _ dialect: SQLDialect = .sqlite, _ parameters: [String: Value] = [:]) throws -> String {
        let condition = try compile(source, dialect, parameters)
        #expect(condition.fragments.count == condition.binds.count + 1)
        return condition.fragments.joined(separator: "?")
    }

    @Test(arguments: [
        ("等级 = 1", "r.\"grade\" = 1"), ("姓名 = \"王\"", "r.\"name\" = ?"), ("姓名 = null", "r.\"name\" IS NULL"),
        ("not(姓名 = \"王\")", "NOT (r.\"name\" IS ?)"), ("等级 in (1, 2)", "r.\"grade\" IN (1, 2)"),
        ("金额 > 12.34", "r.\"amount\" > 1234"), ("金额 = 等级", "r.\"amount\" = (r.\"grade\" * 100)"),
        ("在册 and 等级 < 3", "(r.\"active\" AND r.\"grade\" < 3)"), ("出生 <= today()", "r.\"birth\" <= ?"),
        ("count(就业) > 0", "(SELECT COUNT(*) FROM \"job\" feel1 WHERE (feel1.\"person\" = r.\"id\")) > 0"),
        (
            "some 一 in 就业 satisfies 一.开始 > today()",
            "EXISTS (SELECT 1 FROM \"job\" feel1 WHERE (feel1.\"person\" = r.\"id\") AND feel1.\"start\" > ?)"
        ),
        ("1 = 1", "TRUE"), ("null", "FALSE"), ("证号 = null", "r.\"citizen_id\" IS NULL"),
        ("等级 = 1 or not(证号 != null)", "(r.\"grade\" = 1 OR NOT (r.\"citizen_id\" IS NOT NULL))"),
    ])
    func sqlite(source: String, expected: String) throws {
        #expect(try text(source) == expected)
    }

    @Test(arguments: [
        ("姓名 = \"王\"", "r.\"name\" = CAST(? AS text)"), ("出生 <= today()", "r.\"birth\" <= CAST(? AS date)"),
        ("not(姓名 = \"王\")", "NOT (r.\"name\" IS NOT DISTINCT FROM CAST(? AS text))"),
    ])
    func postgres(source: String, expected: String) throws {
        #expect(try text(source, .postgres) == expected)
    }

    @Test func valuesAreBoundAndNeverText() throws {
        let condition = try compile("姓名 = \"'; DROP TABLE person; --\"", .sqlite)
        #expect(condition.fragments == ["r.\"name\" = ", ""])
        #expect(condition.binds.first?.string == "'; DROP TABLE person; --")
        #expect(try compile("出生 > today()", .sqlite).binds.first?.date?.description == "2026-11-21")
    }

    @Test func parametersBecomeConstants() throws {
        #expect(try text("等级 <= 门槛 + 1", .sqlite, ["门槛": 3]) == "r.\"grade\" <= 4")
        #expect(try text("等级 in 名单", .sqlite, ["名单": [1, 2]]) == "r.\"grade\" IN (1, 2)")
    }

    @Test(arguments: [
        ("等级 / 3 > 1", 1, 4, "除法"), ("matches(姓名, \"王.*\")", 1, 1, "matches"), ("就业[1].开始 > today()", 1, 4, "序号"),
        ("金额 * 金额 > 1", 1, 4, "24 位"), ("(for 一 in 就业 return 一.开始) = null", 1, 2, "逐条"),
        ("姓名 instance of string", 1, 4, "instance"), ("upper case(姓名) = \"A\"", 1, 1, "upper case"),
        ("等级 = 1 and lower case(姓名) = \"a\"", 1, 12, "lower case"), ("证号 = \"1\"", 1, 4, "保密字段"),
        ("starts with(证号, \"99\")", 1, 13, "保密字段"), ("证号 in (\"1\", \"2\")", 1, 4, "保密字段"),
    ])
    func refused(source: String, line: Int, column: Int, part: String) throws {
        let fault = #expect(throws: ExpressionFault.self) { try compile(source, .sqlite) }
        #expect(fault?.line == line && fault?.column == column, "\(String(describing: fault))")
        #expect(fault?.message.contains(part) == true, "\(String(describing: fault))")
    }
}
