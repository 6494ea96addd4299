import FEEL
import PropertyTesting

@testable import Strict

/// Strict decisions made up at random, and rows for them.
struct RandomModel {
    static let fields: [StrictType.Field] = [
        .init("甲", .number(scale: 0, -50...200)), .init("乙", .number(scale: 2, 0...1_000_000)),
        .init("丙", .number(scale: 4, 1...20_000)), .init("真", .boolean), .init("文", .text), .init("日一", .date),
        .init("日二", .date),
        .init(
            "行",
            .rows(
                [
                    .init("值", .number(scale: 1, -1_000...1_000)), .init("级", .number(scale: 0, 0...5)),
                    .init("有", .boolean), .init("日", .date), .init("类", .text),
                ], limit: 6)),
    ]

    var chance: SeededRandom

    init(seed: UInt64) { chance = SeededRandom(seed: seed) }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &chance) }

    private mutating func pick(_ texts: String...) -> String { texts[below(texts.count)] }

    /// An expression whose value is a number.
    mutating func number(_ depth: Int) -> String {
        if depth == 0 { return pick("甲", "乙", "丙", "3", "0.5", "12", "(日一 - 日二).days", "count(行)") }
        switch below(26) {
        case 17: return "\(date(depth - 1)).\(pick("day", "month", "year", "weekday"))"
        case 18: return "years and months duration(\(date(0)), \(date(depth - 1))).\(pick("years", "months"))"
        case 19: return "(\(date(depth - 1)) - \(date(depth - 1))).days"
        case 20: return "(if count(行[\(childCondition())]) > 0 then mean(行[\(childCondition())].值) else \(number(0)))"
        case 21: return "(if count(表[\(tableCondition())]) > 0 then 表[\(tableCondition())][1].率 else \(number(0)))"
        case 22: return "sum(append(表[\(tableCondition())].率, \(number(0))))"
        case 23: return "\(pick("min", "max"))(append(表[\(tableCondition())].额, \(number(depth - 1))))"
        case 24: return "函(\(number(depth - 1)), \(number(0)))"
        case 25: return "mean(for 项 in 表 return 项.率 * \(number(0)))"
        // More than 64 bits on the way to a result that fits them.
        case 15: return "round half up(\(number(depth - 1)) * 987654321098765.43 / 987654321098000.1, 2)"
        case 0, 1: return "(\(number(depth - 1)) + \(number(depth - 1)))"
        case 2, 3: return "(\(number(depth - 1)) - \(number(depth - 1)))"
        case 4, 5: return "(\(number(depth - 1)) * \(number(0)))"
        case 6: return "(\(number(depth - 1)) / \(pick("甲", "乙", "丙", "12", "7", "-0.3")))"
        case 7: return "min(\(number(depth - 1)), \(number(depth - 1)))"
        case 8: return "max(\(number(depth - 1)), \(number(depth - 1)), 0)"
        case 9, 10:
            return "(if \(condition(depth - 1)) then \(number(depth - 1)) else \(number(depth - 1)))"
        case 11, 12:
            let way = pick("round half up", "round half down", "round up", "round down", "decimal", "floor", "ceiling")
            return "\(way)(\(number(depth - 1)), \(pick("0", "2", "-1", "1")))"
        case 13: return "sum(append(行[\(childCondition())].值, \(number(depth - 1))))"
        case 14: return "\(pick("min", "max"))(append(行[\(childCondition())].值, \(number(depth - 1))))"
        default:
            let total = "\(pick("sum", "min", "max"))(行.值)"
            return "(if count(行[\(childCondition())]) > 1 then \(number(depth - 1)) else \(total))"
        }
    }

    /// An expression whose value is a date.
    mutating func date(_ depth: Int) -> String {
        if depth == 0 { return pick("日一", "日二", "date(\"2024-02-29\")", "日一 + duration(\"P40D\")") }
        switch below(4) {
        case 0: return "(if \(condition(depth - 1)) then \(date(depth - 1)) else 日二)"
        case 1: return "\(pick("min", "max"))(\(date(depth - 1)), 日二)"
        default:
            let way = pick("add months round down", "add months round up", "add months exactly")
            return "\(way)(\(date(depth - 1)), \(pick("甲", "1", "-13", "floor(丙)")))"
        }
    }

    /// A condition about a row of the constant table.
    private mutating func tableCondition() -> String {
        pick("键 = 甲", "键 <= 甲", "名 = 文", "率 > 丙", "键 in [3..60] and 名 != \"乙\"")
    }

    /// A decision table over inputs of the model, of any policy of the profile.
    mutating func table() -> StrictForm {
        let policies: [StrictForm.Table.Policy] = [
            .unique, .any, .first, .first, .priority, .sum, .count, .least, .greatest,
        ]
        let policy = policies[below(policies.count)]
        let rows = pick("3", "6", "20", "20")
        func text(_ text: String) -> StrictForm.Text { StrictForm.Text(text, line: 1) }
        var rules: [(tests: [StrictForm.Text], results: [StrictForm.Text])] = []
        for row in 0..<(Int(rows) ?? 3) {
            // Rows that stand apart, so that UNIQUE has answers too.
            let low = row * 250 / (Int(rows) ?? 3) - 50
            let apart = "[\(low)..\(low + 250 / (Int(rows) ?? 3)))"
            let first = policy == .unique || below(2) == 0 ? apart : pick("-", "< 10", "> 50", "not(< 0)")
            let second = pick("-", "-", "-", "\"甲\"", "not(\"乙\")")
            let fixed = pick("1", "2", "2", "3.5")
            let result = policy == .priority ? fixed : pick(fixed, fixed, "甲 * 0.5", "乙 / 3")
            let other = pick("\"高\"", "\"低\"")
            rules.append((tests: [text(first), text(second)], results: [text(result), text(other)]))
        }
        let isTotal: Bool =
            switch policy {
            case .sum, .count, .least, .greatest: true
            default: false
            }
        if isTotal || below(2) == 0 {
            rules = rules.map { (tests: $0.tests, results: [$0.results[0]]) }
        }
        let standing = below(3) > 0
        let outputs = [
            StrictForm.Output("量", standing: standing ? text("甲 - 1") : nil, priorities: text("3.5, 1, 2")),
            StrictForm.Output("称", standing: standing ? text("\"无\"") : nil, priorities: text("\"低\", \"高\"")),
        ]
        return .table(
            StrictForm.Table(
                policy: policy, inputs: [StrictForm.Input(text("甲")), StrictForm.Input(text("文"))],
                outputs: Array(outputs.prefix(rules.first?.results.count ?? 1)), rules: rules, line: 1))
    }

    private mutating func childCondition() -> String {
        switch below(8) {
        case 5: "日 \(pick("<", ">=")) date(\"2024-10-\(10 + below(20))\")"
        case 6: "类 \(pick("=", "!=")) \"\(pick("甲", "乙"))\" and 日.month > \(below(12))"
        case 7: "add months round down(日, 级) < date(\"2025-01-31\")"
        case 0: "有"
        case 1: "级 \(pick("<", ">=", "=", "!=")) \(below(6))"
        case 2: "值 < 级 * \(below(30))"
        case 3: "有 and 级 in (1, 3, [4..5])"
        default: "not(有) or 值 > 0.5"
        }
    }

    /// An expression whose value is a boolean.
    mutating func condition(_ depth: Int) -> String {
        if depth == 0 { return pick("真", "文 = \"甲\"", "文 in (\"乙\", \"丙\")", "日一 < 日二", "甲 in [1..50)") }
        switch below(10) {
        case 8: return "\(number(depth - 1)) * 98765432109876.54 < \(number(depth - 1)) * 12345678901234.56"
        case 0, 1, 2:
            return "\(number(depth - 1)) \(pick("<", "<=", "=", "!=", ">", ">=")) \(number(depth - 1))"
        case 3: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
        case 4: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
        case 5: return "not(\(condition(depth - 1)))"
        case 6: return "(some 一 in 行 satisfies 一.级 > \(below(5)))"
        case 7: return "(every 一 in 行 satisfies 一.有 or 一.值 < 20)"
        default: return "\(number(depth - 1)) between 0 and 100"
        }
    }

    /// A program of a few decisions, or nil when the strict profile refuses what was made up.
    mutating func program() -> StrictProgram? {
        var builder = StrictBuilder(Self.fields)
        do {
            try builder.define("表", Self.constants)
            try builder.define("函", Self.function)
            try builder.define("决", table())
            try builder.define("基", number(2))
            try builder.define("额", pick("\(number(2)) + 基 * 2", "max(基, \(number(2)))", "基 / 3 - \(number(1))"))
            try builder.define("判", condition(2))
            try builder.define("档", "if 判 then \"高\" else if 额 > 10 then \"中\" else \"低\"")
            let wanted = [["额", "判", "档"], ["额", "档", "决"], ["决"]][below(3)]
            return try builder.program(outputs: wanted, firedRows: true)
        } catch {
            return nil
        }
    }

    static let constants = StrictForm.relation(
        columns: ["键", "名", "率", "额"],
        rows: (0..<20).map { row in
            let names = ["甲", "乙", "丙", "丁"]
            return ["\(row * 12 - 40)", "\"\(names[row % 4])\"", "0.0\(row % 7)", "\(row * row)"].map {
                .text(StrictForm.Text($0, line: 1))
            }
        })

    static let function = StrictForm.function(
        StrictForm.Function(
            "函", parameters: [("x", .none), ("y", StrictForm.Check(kind: .number))], uses: [],
            body: .context([
                StrictForm.Entry("z", .text(StrictForm.Text("if x > y then x else y * 2", line: 1))),
                StrictForm.Entry(nil, .text(StrictForm.Text("round half up(z, 1) - y", line: 1))),
            ]), line: 1))

    /// Rows for the fields, now and then with something missing or out of bounds.
    mutating func row() -> StrictRow {
        func edge(_ bounds: ClosedRange<Int64>, _ chance: inout SeededRandom) -> Int64 {
            switch Int.random(in: 0..<60, using: &chance) {
            case 0: StrictRow.missing
            case 1: bounds.upperBound + 1
            case 2: bounds.lowerBound - 1
            case 3...9: bounds.lowerBound
            case 10...16: bounds.upperBound
            case 17...22: bounds.contains(0) ? 0 : bounds.lowerBound
            default: Int64.random(in: bounds, using: &chance)
            }
        }
        func boolean(_ chance: inout SeededRandom) -> Int64 {
            Int.random(in: 0..<80, using: &chance) == 0 ? StrictRow.missing : Int64.random(in: 0...1, using: &chance)
        }
        let children = (0..<(below(40) == 0 ? 7 : below(6))).map { _ in
            [
                edge(-1_000...1_000, &chance), edge(0...5, &chance), boolean(&chance),
                Int.random(in: 0..<90, using: &chance) == 0
                    ? StrictRow.missing : Int64.random(in: 19_990...20_050, using: &chance),
                Int.random(in: 0..<90, using: &chance) == 0
                    ? StrictRow.missing : Int64.random(in: -1...2, using: &chance),
            ]
        }
        let text: Int64 = below(50) == 0 ? StrictRow.missing : Int64(below(4)) - 1
        let days = (0..<2).map { _ in
            below(60) == 0 ? StrictRow.missing : Int64(below(3) == 0 ? 19_960 + below(800) : 20_000 + below(40))
        }
        return StrictRow(
            values: [
                edge(-50...200, &chance), edge(0...1_000_000, &chance), edge(1...20_000, &chance), boolean(&chance),
                text,
                days[0], days[1], 0, 0, 0, 0, 0,
            ], children: [children])
    }
}

/// Many rows as columns; the key of a row is made so that keys lie far apart.
func batch(of rows: [StrictRow], _ program: StrictProgram) -> ColumnBatch {
    func key(_ index: Int) -> Int64 { 1_000_003 + Int64(index) * 7_919 }
    var inputs: [Int: ColumnBinding] = [:]
    for (index, input) in program.inputs.enumerated() where input.table == nil {
        inputs[index] = .column(Column(rows.map { $0.values[index] }))
    }
    let children = program.tables.indices.map { table in
        var keys: [Int64] = []
        var values: [[Int64]] = program.tables[table].inputs.map { _ in [] }
        for (index, row) in rows.enumerated() {
            for child in row.children[table] {
                keys.append(key(index))
                for place in child.indices { values[place].append(child[place]) }
            }
        }
        return ChildBatch(
            keys: Column(keys),
            inputs: Dictionary(
                uniqueKeysWithValues: zip(program.tables[table].inputs, values.map { .column(Column($0)) })))
    }
    return ColumnBatch(
        count: rows.count, keys: Column(rows.indices.map(key)), inputs: inputs, children: children)
}
