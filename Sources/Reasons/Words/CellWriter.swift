import FEEL

/// Writes a cell of a decision table: ≤ 免征人数 30 人.
struct CellWriter {
    private let writer: FormulaWriter
    private let unit: String?

    /// - Parameter unit: of the column's values.
    init(_ writer: FormulaWriter, unit: String?) {
        self.writer = writer
        self.unit = unit
    }

    var text: String? { text(writer.expression.root) }

    private func text(_ node: Node) -> String? {
        switch node.kind {
        case .membership(_, _, let tests):
            let texts = tests.map(test)
            guard texts.allSatisfy({ $0 != nil }) else { return nil }
            return texts.compactMap { $0 }.joined(separator: " 或 ")
        case .not(let inner): return text(inner).map { "不是 \($0)" }
        case .comparison(let comparison, _, let end): return value(end).map { "\(comparison.sign) \($0)" }
        default: return nil
        }
    }

    private func test(_ test: Node.Test) -> String? {
        switch test {
        case .compare(let comparison, let node): return value(node).map { "\(comparison.sign) \($0)" }
        case .value(let node):
            if case .range(let low?, let includesLow, let high?, let includesHigh, nil) = node.kind {
                guard let from = value(low), let to = value(high) else { return nil }
                return "\(includesLow ? "从" : "大于") \(from) \(includesHigh ? "到" : "到不满") \(to)"
            }
            return value(node)
        case .predicate(let node): return writer.text(node, .numbers)
        }
    }

    /// A name with its value, or a value with the column's unit.
    private func value(_ node: Node) -> String? {
        if writer.path(node) != nil {
            return [writer.text(node, .words), writer.text(node, .numbers)].compactMap { $0 }.joined(separator: " ")
        }
        return writer.text(node, .numbers, unit: unit)
    }
}
