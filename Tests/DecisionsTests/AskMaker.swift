import FEEL
import PropertyTesting

/// Makes models to ask about: tables and expressions over booleans, kinds and numbers, resting on each other.
struct AskMaker {
    /// A model with what its inputs can be.
    struct Made {
        let text: String
        let domains: [(name: String, values: [Value])]
        /// Whether inputs are only compared, so that nothing is left open.
        let isCut: Bool

        /// Everything that the known can be completed to.
        func completions(of known: Context) -> [Context] {
            var all: [Context] = [known]
            for (name, values) in domains where known[name] == nil {
                all = all.flatMap { context in
                    values.map { value in
                        var context = context
                        context[name] = value
                        return context
                    }
                }
            }
            return all
        }
    }

    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func pick<Item>(_ items: [Item]) -> Item { items[number(0...items.count - 1)] }

    /// Some of the inputs, others unknown.
    mutating func known(_ made: Made) -> Context {
        var known = Context()
        for (name, values) in made.domains where number(0...2) > 0 { known[name] = pick(values) }
        return known
    }

    mutating func model() -> Made {
        let reckons = number(0...3) == 0
        let kinds =
            [pick(["boolean", "number", "分"]), pick(["number", "类别", "分", "整"])]
            + (0..<number(0...2)).map { _ in pick(["boolean", "类别"]) }
        let inputs = kinds.enumerated().map { (name: "i\($0)", kind: $1) }
        var text = "# 测试\n\n## 类型\n\n| 类型 | 基础 | 允许值 |\n|---|---|---|\n| 类别 | string | \"甲\", \"乙\", \"丙\" |\n"
        text +=
            "| 分 | number | [0..4] |\n| 整 | number | ? in [0..4] and decimal(?, 0) = ? |\n\n## 输入\n\n| 输入 | 类型 |\n|---|---|\n"
        for input in inputs { text += "| \(input.name) | \(input.kind) |\n" }
        var names = inputs
        for place in 0..<number(0...2) {
            text += "\n## 中\(place)\n\n" + decision(names, "中\(place)", reckons)
            names.append(("中\(place)", "string"))
        }
        text += "\n## 结果\n\n" + decision(names, "结果", reckons)
        let halves = (-2...10).map { Value.number(Number($0 * 5, scale: 1)) }
        let domains = inputs.map { input -> (name: String, values: [Value]) in
            switch input.kind {
            case "boolean": (input.name, [true, false])
            case "类别": (input.name, ["甲", "乙", "丙"])
            case "整": (input.name, [0, 1, 2, 3, 4])
            case "分": (input.name, Array(halves.dropFirst(2).dropLast(2)))
            default: (input.name, halves)
            }
        }
        return Made(text: text, domains: domains, isCut: !text.contains(" * ") && !text.contains(" + "))
    }

    private typealias Names = [(name: String, kind: String)]

    private mutating func decision(_ names: Names, _ name: String, _ reckons: Bool) -> String {
        switch number(0...3) {
        case 0: "```feel\nif \(condition(names, reckons)) then \(result()) else \(result())\n```\n"
        case 1:
            "```feel\nif \(condition(names, reckons)) \(pick(["and", "or"])) \(condition(names, reckons)) "
                + "then \(result()) else if not(\(condition(names, reckons))) then \(result()) else \(result())\n```\n"
        default: table(names, name, reckons)
        }
    }

    private mutating func result() -> String { pick(["\"甲\"", "\"乙\"", "\"丁\""]) }

    private mutating func condition(_ names: Names, _ reckons: Bool) -> String {
        let (name, kind) = pick(names)
        switch kind {
        case "boolean": return "\(name)\(pick(["", " = false"]))"
        case "number", "分", "整":
            if reckons, number(0...1) == 0 { return "\(name) * 2 + 1 > \(number(0...8))" }
            return pick([
                "\(name) \(pick([">", "<", ">=", "<=", "=", "!="])) \(number(0...4))",
                "\(name) between 1 and \(number(1...3))", "\(name) in [\(number(0...2))..3)",
                "\(number(0...4)) > \(name)",
            ])
        default: return "\(name) \(pick(["=", "!="])) \(result())"
        }
    }

    private mutating func cell(_ kind: String) -> String {
        if number(0...2) == 0 { return "-" }
        switch kind {
        case "boolean": return pick(["true", "false"])
        case "number", "分", "整":
            return pick([
                "> \(number(0...4))", "<= \(number(0...4))", "[1..\(number(1...3)))", "\(number(0...4))", "not(2)",
            ])
        default: return pick(["\"甲\"", "\"乙\", \"丁\"", "not(\"甲\")"])
        }
    }

    private mutating func table(_ names: Names, _ name: String, _ reckons: Bool) -> String {
        let columns = (0..<number(1...3)).map { _ in pick(names) }.map { column in
            let isNumber = ["number", "分", "整"].contains(column.kind)
            return (name: reckons && isNumber ? "\(column.name) * 2" : column.name, kind: column.kind)
        }
        var text =
            "- 命中：\(pick(["FIRST", "FIRST", "FIRST", "UNIQUE", "ANY", "COLLECT", "COLLECT COUNT", "RULE ORDER"]))\n"
        for column in columns { text += "- 输入：\(column.name)\n" }
        text += "- 输出：\n" + (number(0...1) == 0 ? "  - 否则：\"丁\"\n" : "")
        let heads = columns.map(\.name) + [name]
        text += "\n| \(heads.joined(separator: " | ")) |\n|\(heads.map { _ in "---|" }.joined())\n"
        for _ in 0..<number(1...4) {
            let cells = columns.map { cell($0.kind) } + [result()]
            text += "| \(cells.joined(separator: " | ")) |\n"
        }
        return text
    }
}
