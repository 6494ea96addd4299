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
                    .init("有", .boolean),
                ], limit: 6)),
    ]

    var chance: SeededRandom

    init(seed: UInt64) { chance = SeededRandom(seed: seed) }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &chance) }

    private mutating func pick(_ texts: String...) -> String { texts[below(texts.count)] }

    /// An expression whose value is a number.
    mutating func number(_ depth: Int) -> String {
        if depth == 0 { return pick("甲", "乙", "丙", "3", "0.5", "12", "(日一 - 日二).days", "count(行)") }
        switch below(17) {
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

    private mutating func childCondition() -> String {
        switch below(5) {
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
            try builder.define("基", number(2))
            try builder.define("额", pick("\(number(2)) + 基 * 2", "max(基, \(number(2)))", "基 / 3 - \(number(1))"))
            try builder.define("判", condition(2))
            try builder.define("档", "if 判 then \"高\" else if 额 > 10 then \"中\" else \"低\"")
            return try builder.program(outputs: ["额", "判", "档"])
        } catch {
            return nil
        }
    }

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
            [edge(-1_000...1_000, &chance), edge(0...5, &chance), boolean(&chance)]
        }
        let text: Int64 = below(50) == 0 ? StrictRow.missing : Int64(below(4)) - 1
        let days = (0..<2).map { _ in below(60) == 0 ? StrictRow.missing : 20_000 + Int64(below(40)) }
        return StrictRow(
            values: [
                edge(-50...200, &chance), edge(0...1_000_000, &chance), edge(1...20_000, &chance), boolean(&chance),
                text,
                days[0], days[1], 0, 0, 0,
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
