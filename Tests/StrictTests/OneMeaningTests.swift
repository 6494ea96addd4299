import Database
import FEEL
import PropertyTesting
import StoreTesting
import Testing

@testable import Strict

/// Conditions on records (`Expression.condition`, which registers, indicators, rounds and worklists use) and strict
/// decisions are written as SQL by compilers of their own, as one has to tell null from false and the other knows no
/// null. Where both take a condition, both databases say of every row what the interpreter says.
@Suite struct OneMeaningTests {
    private struct Case: Sendable {
        let source: String
        let expected: [Value]
        let condition: SQL
        let program: StrictProgram
        let strict: String
    }

    static let scope = SQLScope(
        alias: "f",
        fields: [
            "甲": .column(SQLColumn(sql: "\"a\"", type: .number, digits: 4)),
            "乙": .column(SQLColumn(sql: "\"b\"", type: .number, scale: 2, digits: 8)),
            "丙": .column(SQLColumn(sql: "\"c\"", type: .number, scale: 4, digits: 6)),
            "真": .column(SQLColumn(sql: "\"yes\"", type: .boolean)),
            "文": .column(SQLColumn(sql: "\"word\"", type: .string)),
            "日一": .column(SQLColumn(sql: "\"day_one\"", type: .date)),
            "日二": .column(SQLColumn(sql: "\"day_two\"", type: .date)),
            "行": .children(
                SQLTable(
                    sql: "\"part\"",
                    fields: [
                        "值": .column(SQLColumn(sql: "\"amount\"", type: .number, scale: 1, digits: 5)),
                        "级": .column(SQLColumn(sql: "\"grade\"", type: .number, digits: 2)),
                        "有": .column(SQLColumn(sql: "\"yes\"", type: .boolean)),
                        "日": .column(SQLColumn(sql: "\"day\"", type: .date)),
                        "类": .column(SQLColumn(sql: "\"word\"", type: .string)),
                    ]
                ) { "\($0).\"fact\" = \($1).\"id\"" }),
        ])

    @Test(arguments: Store.engines)
    func bothCompilersSayWhatTheInterpreterSays(_ engine: Database.Engine) async throws {
        let rows = ThreeWaysTests.rows(5)
        let cases = try Self.cases(rows, engine)
        try await withDatabase(engine) { database in
            try await database.write { connection in try ThreeWaysTests.fill(connection, rows, engine) }
            var (picked, decided) = (0, 0)
            for item in cases {
                let (found, answers) = try await database.read { connection in
                    let found = try connection.rows("SELECT f.id FROM fact f WHERE \(item.condition)")
                        .map { Int(try $0.int(0)) }
                    let answers = try connection.rows(SQL(raw: item.strict)).map { row in
                        try (0..<row.count).map { Int128(try row.int($0)) }
                    }
                    return (Set(found), answers)
                }
                for (index, value) in item.expected.enumerated() {
                    #expect(found.contains(index) == value.isTrue, "\(item.source): row \(index) is \(value)")
                }
                picked += found.count
                for answer in answers {
                    guard case .values(let values) = ThreeWaysTests.outcome(answer, item.program) else { continue }
                    decided += 1
                    let value = item.expected[Int(answer[0])]
                    #expect(values == [.boolean(value.isTrue)] && !value.isNull, "\(item.source): \(value)")
                }
            }
            print("StrictTests: \(cases.count) conditions by both compilers, \(picked) rows picked, \(decided) decided")
            #expect(cases.count > 100 && picked > 2_000 && decided > 10_000)
        }
    }

    /// Conditions that both compilers take.
    private static func cases(_ rows: [StrictRow], _ engine: Database.Engine) throws -> [Case] {
        let tables = ThreeWaysTests.tables
        let moment = Moment(today: try #require(CivilDate("2026-11-21")))
        let names = Scope(scope.feelFields)
        let values = rows.map { self.values($0) }
        return (1...500).compactMap { seed in
            var maker = RandomModel(seed: 7_000 + UInt64(seed))
            let source = maker.condition(2)
            var builder = StrictBuilder(RandomModel.fields)
            guard let expression = try? Expression.parseCondition(source, scope: names),
                let condition = try? expression.condition(
                    over: scope, dialect: engine == .sqlite ? .sqlite : .postgres, at: moment),
                (try? builder.define("判", source)) != nil,
                let program = try? builder.program(outputs: ["判"]), let plan = try? StrictPlan(program),
                let strict = try? plan.sql(engine == .sqlite ? .sqlite : .postgres, over: tables)
            else { return nil }
            let expected = values.map { expression.evaluate(in: $0, at: moment) }
            return Case(
                source: source, expected: expected, condition: sql(condition), program: program, strict: strict)
        }
    }

    private static func sql(_ condition: SQLCondition) -> SQL {
        var result = SQL(raw: condition.fragments[0])
        for (bind, fragment) in zip(condition.binds, condition.fragments.dropFirst()) {
            let text = bind.string ?? bind.date?.description ?? ""
            result += "\(text)"
            result += SQL(raw: fragment)
        }
        return result
    }

    /// A row as FEEL sees it.
    private static func values(_ row: StrictRow) -> [String: Value] {
        let units = row.values
        return [
            "甲": number(units[0], 0), "乙": number(units[1], 2), "丙": number(units[2], 4), "真": boolean(units[3]),
            "文": word(units[4]), "日一": day(units[5]), "日二": day(units[6]),
            "行": .list(
                row.children[0].map { child in
                    .context(
                        Context([
                            ("值", number(child[0], 1)), ("级", number(child[1], 0)), ("有", boolean(child[2])),
                            ("日", day(child[3])), ("类", word(child[4])),
                        ]))
                }),
        ]
    }

    private static func number(_ units: Int64, _ scale: Int) -> Value {
        units == StrictRow.missing ? .null : .number(Number(Int(units), scale: scale))
    }

    private static func boolean(_ value: Int64) -> Value { value == StrictRow.missing ? .null : .boolean(value == 1) }

    private static func word(_ value: Int64) -> Value {
        value == StrictRow.missing ? .null : .string(["其他", "甲", "乙", "丙"][Int(value) + 1])
    }

    private static func day(_ value: Int64) -> Value {
        value == StrictRow.missing ? .null : CivilDate(dayNumber: Int(value)).map { .date($0) } ?? .null
    }
}
