import FEEL

/// Writes a formula as an officer does: once with the names of its parts, once with the numbers put in.
struct FormulaWriter {
    /// What stands for the parts.
    enum Face { case words, numbers }

    private struct Piece {
        let text: String
        /// How tightly its operator binds; 9 for what needs no brackets.
        var strength = 9
    }

    let expression: Expression
    let values: [String: Value]
    let units: Units
    let moment: Moment
    private let slots: [Int: String]
    /// How many items of a sum are written out.
    private static let mostItems = 12

    init(_ expression: Expression, _ values: [String: Value], _ units: Units, _ moment: Moment) {
        (self.expression, self.values, self.units, self.moment) = (expression, values, units, moment)
        slots = Dictionary(zip(expression.inputSlots, expression.referencedNames)) { first, _ in first }
    }

    /// A part of the formula; nil where it has forms that cannot be written on a line.
    func text(_ node: Node, _ face: Face, unit: String? = nil) -> String? {
        piece(node, face, unit)?.text.withTightBrackets
    }

    /// The path of names that a node stands for, as `单位.在职职工人数`.
    func path(_ node: Node) -> String? {
        switch node.kind {
        case .slot(let slot): slots[slot]
        case .path(let base, let name): path(base).map { "\($0).\(name)" }
        default: nil
        }
    }

    func value(_ node: Node) -> Value { expression.evaluate(node, in: values, at: moment) }

    /// The unit of what a node stands for, where it is a name.
    func unit(_ node: Node) -> String? { path(node).flatMap { units[$0] } }

    private func piece(_ node: Node, _ face: Face, _ unit: String?) -> Piece? {
        if let path = path(node) {
            switch face {
            case .words: return Piece(text: path.split(separator: ".").last.map(String.init) ?? path)
            case .numbers: return Piece(text: Figures.text(value(node), unit: units[path]))
            }
        }
        switch node.kind {
        case .constant(let value): return Piece(text: Figures.text(value, unit: unit))
        case .arithmetic(let sign, let left, let right): return arithmetic(sign, left, right, face)
        case .negation(let inner): return piece(inner, face, nil).map { Piece(text: "−" + bracketed($0, above: 2)) }
        case .comparison(let comparison, let left, let right):
            return joined(left, " \(comparison.sign) ", right, face, strength: 0)
        case .all(let parts): return listed(parts, "，并且", face)
        case .any(let parts): return listed(parts, "，或者", face)
        case .not(let inner): return piece(inner, face, nil).map { Piece(text: "不是（\($0.text)）") }
        case .conditional(let condition, let first, let second):
            return piece(value(condition).isTrue ? first : second, face, unit)
        case .builtIn(let function, let arguments): return call(function, arguments, face)
        default: return nil
        }
    }

    private func arithmetic(_ sign: ArithmeticOperator, _ left: Node, _ right: Node, _ face: Face) -> Piece? {
        switch sign {
        case .add: joined(left, " + ", right, face, strength: 1)
        case .subtract: joined(left, " − ", right, face, strength: 1, rightTighter: true)
        case .multiply: joined(left, " × ", right, face, strength: 2)
        case .divide: joined(left, " ÷ ", right, face, strength: 2, rightTighter: true)
        case .power: joined(left, " 的次方 ", right, face, strength: 3, rightTighter: true)
        }
    }

    private func joined(
        _ left: Node, _ sign: String, _ right: Node, _ face: Face, strength: Int, rightTighter: Bool = false
    ) -> Piece? {
        guard let left = piece(left, face, nil), let right = piece(right, face, nil) else { return nil }
        let text =
            bracketed(left, above: strength) + sign
            + bracketed(right, above: rightTighter ? strength + 1 : strength)
        return Piece(text: text, strength: strength)
    }

    private func bracketed(_ piece: Piece, above strength: Int) -> String {
        piece.strength < strength ? "（\(piece.text)）" : piece.text
    }

    private func listed(_ parts: [Node], _ word: String, _ face: Face) -> Piece? {
        let texts = parts.compactMap { piece($0, face, nil)?.text }
        return texts.count == parts.count ? Piece(text: texts.joined(separator: word), strength: 0) : nil
    }

    private func call(_ function: BuiltIn, _ arguments: [Node], _ face: Face) -> Piece? {
        // A rounding is told beside the formula.
        if let first = arguments.first, RoundingWords.name(function.name) != nil { return piece(first, face, nil) }
        if let rows = aggregate(function, arguments, face) { return rows }
        guard let name = ["min": "取小", "max": "取大", "sum": "合计", "abs": "绝对值"][function.name] else { return nil }
        let texts = flat(arguments).map { piece($0, face, nil)?.text }
        guard !texts.isEmpty, texts.allSatisfy({ $0 != nil }) else { return nil }
        return Piece(text: "\(name)（\(texts.compactMap { $0 }.joined(separator: "，"))）")
    }

    /// A sum or a count over rows: in words which rows, in numbers what each of them gives.
    private func aggregate(_ function: BuiltIn, _ arguments: [Node], _ face: Face) -> Piece? {
        guard let name = ["sum": "合计", "count": "个数"][function.name], arguments.count == 1 else { return nil }
        var (rows, part): (Node, String?) = (arguments[0], nil)
        if case .path(let base, let last) = rows.kind, path(rows) == nil || value(base).list != nil {
            (rows, part) = (base, last)
        }
        var isFiltered = false
        if case .filter(let source, _, _) = rows.kind { (rows, isFiltered) = (source, true) }
        guard let list = path(rows), case .list(let items) = value(arguments[0]) else { return nil }
        let short = list.split(separator: ".").last.map(String.init) ?? list
        switch face {
        case .words:
            return Piece(text: "\(isFiltered ? "符合条件的" : "")\(short)的\(part.map { "\($0)\(name)" } ?? name)")
        case .numbers where function.name == "count": return Piece(text: "\(items.count) 行")
        case .numbers:
            let unit = part.flatMap { units["\(list).\($0)"] }
            guard items.count <= FormulaWriter.mostItems, !items.isEmpty else {
                return Piece(text: "\(items.count) 行合计 \(Figures.text(value(arguments, function), unit: unit))")
            }
            let texts = items.map { Figures.text($0, unit: unit) }
            return Piece(text: texts.joined(separator: " + "), strength: items.count > 1 ? 1 : 9)
        }
    }

    private func value(_ arguments: [Node], _ function: BuiltIn) -> Value {
        guard case .list(let items) = value(arguments[0]) else { return .null }
        return items.reduce(Value.number(0)) { sum, item in
            guard let left = sum.number, let right = item.number, let both = left.adding(right) else { return .null }
            return .number(both)
        }
    }

    /// Arguments written one by one come as a list.
    private func flat(_ arguments: [Node]) -> [Node] {
        if arguments.count == 1, case .list(let items) = arguments[0].kind { return items }
        return arguments
    }

    /// The conditions that decided which branches the formula took, in words: “可以申领”为是.
    func conditions(_ node: Node) -> [String] {
        guard case .conditional(let condition, let first, let second) = node.kind else {
            if case .builtIn(_, let arguments) = node.kind { return arguments.flatMap(conditions) }
            return []
        }
        let held = value(condition).isTrue
        var words: [String] = []
        if path(condition) != nil, let name = text(condition, .words) {
            words.append("“\(name)”为\(held ? "是" : "否")")
        } else if let numbers = text(condition, .numbers) {
            words.append(held ? numbers : "“\(numbers)”不成立")
        }
        return words + conditions(held ? first : second)
    }

    /// How the formula rounds, in words.
    func rounding(_ node: Node, unit: String?) -> String? {
        switch node.kind {
        case .builtIn(let function, let arguments):
            guard let name = RoundingWords.name(function.name) else { return nil }
            let digits = arguments.count > 1 ? value(arguments[1]).number?.integer ?? 0 : 0
            return name + RoundingWords.place(digits, unit: unit)
        case .conditional(let condition, let first, let second):
            return rounding(value(condition).isTrue ? first : second, unit: unit)
        default: return nil
        }
    }
}

/// Roundings as rules name them.
enum RoundingWords {
    static func name(_ function: String) -> String? {
        [
            "round half up": "四舍五入", "round half down": "五舍六入", "round up": "进位", "round down": "舍去尾数",
            "floor": "向下取整", "ceiling": "向上取整", "decimal": "四舍六入五成双",
        ][function]
    }

    static func place(_ digits: Int, unit: String?) -> String {
        switch (digits, unit) {
        case (2, "元"): "到分"
        case (1, "元"): "到角"
        case (0, "元"): "到元"
        case (0, _): "到整数"
        case (1..., _): "到 \(digits) 位小数"
        default: "到 10 的 \(-digits) 次方"
        }
    }
}

extension Comparison {
    /// As it is written by hand.
    var sign: String {
        switch self {
        case .equal: "="
        case .notEqual: "≠"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .greater: ">"
        case .greaterOrEqual: "≥"
        }
    }
}
