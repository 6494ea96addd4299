/// Writes steps as SQL. A step that is needed more than once becomes a column of a layer: a query around the one before.
struct SQLLayers {
    let graph: WholeGraph
    let dialect: StrictDialect
    /// For each step that is a column of a layer the number of the layer, from 0.
    private var layerOf: [Int: Int] = [:]

    init(_ graph: WholeGraph, _ dialect: StrictDialect, roots: [WholeID], isChild: Bool) {
        self.graph = graph
        self.dialect = dialect
        var uses = Array(repeating: 0, count: graph.steps.count)
        for root in roots { uses[root.index] += 1 }
        for index in graph.steps.indices.reversed() where uses[index] > 0 {
            for part in graph.steps[index].parts { uses[part.index] += 1 }
        }
        // How far below the layers the step must stand.
        var depth = Array(repeating: 0, count: graph.steps.count)
        for index in graph.steps.indices where uses[index] > 0 {
            depth[index] = graph.steps[index].parts.map { depth[$0.index] }.max() ?? 0
            if uses[index] > 1, !graph.steps[index].parts.isEmpty {
                layerOf[index] = depth[index]
                depth[index] += 1
            }
        }
    }

    /// The query with a layer for each step that is used again.
    func wrap(_ base: String) -> String {
        var text = base
        let layers = Dictionary(grouping: layerOf.keys, by: { layerOf[$0] ?? 0 })
        for layer in layers.keys.sorted() {
            let columns = (layers[layer] ?? []).sorted().map { "\(expression(WholeID(index: $0))) AS s\($0)" }
            text = "(SELECT l\(layer).*, \(columns.joined(separator: ", "))\nFROM \(text) l\(layer))"
        }
        return text
    }

    /// A step as a whole number.
    func value(_ id: WholeID) -> String { layerOf[id.index] == nil ? expression(id) : "s\(id.index)" }

    private func isCondition(_ id: WholeID) -> Bool {
        switch graph[id] {
        case .less, .lessOrEqual, .equal, .both, .either, .opposite: true
        default: false
        }
    }

    /// A step as a condition.
    func condition(_ id: WholeID) -> String {
        if layerOf[id.index] != nil || !isCondition(id) { return "\(value(id)) <> 0" }
        return conditionText(id)
    }

    private func conditionText(_ id: WholeID) -> String {
        switch graph[id] {
        case .less(let a, let b): "\(value(a)) < \(value(b))"
        case .lessOrEqual(let a, let b): "\(value(a)) <= \(value(b))"
        case .equal(let a, let b): "\(value(a)) = \(value(b))"
        case .both(let a, let b): "(\(condition(a)) AND \(condition(b)))"
        case .either(let a, let b): "(\(condition(a)) OR \(condition(b)))"
        case .opposite(let a): "NOT (\(condition(a)))"
        default: "\(value(id)) <> 0"
        }
    }

    private func expression(_ id: WholeID) -> String {
        switch graph[id] {
        case .constant(let value): return "CAST(\(value) AS BIGINT)"
        case .input(let index): return "i\(index)"
        case .accumulator(let index): return "a\(index)"
        case .add(let a, let b): return "(\(value(a)) + \(value(b)))"
        case .subtract(let a, let b): return "(\(value(a)) - \(value(b)))"
        case .multiply(let a, let b): return "(\(value(a)) * \(value(b)))"
        case .divide(let a, let b): return dialect.quotient(value(a), value(b))
        case .least(let a, let b):
            return "\(dialect == .sqlite ? "MIN" : "LEAST")(\(value(a)), \(value(b)))"
        case .greatest(let a, let b):
            return "\(dialect == .sqlite ? "MAX" : "GREATEST")(\(value(a)), \(value(b)))"
        case .choose(let test, let a, let b):
            return "CASE WHEN \(condition(test)) THEN \(value(a)) ELSE \(value(b)) END"
        case .less, .lessOrEqual, .equal, .both, .either, .opposite:
            return "CASE WHEN \(conditionText(id)) THEN 1 ELSE 0 END"
        }
    }
}
