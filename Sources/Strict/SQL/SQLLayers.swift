/// Writes steps as SQL. A step that is needed more than once, or stands deep, becomes a column of a layer: a query over
/// the one before, named in a `WITH`.
struct SQLLayers {
    /// Up to this size a step is written again wherever it is needed.
    static let smallSize = 12
    /// The deepest that expressions are nested; SQLite takes 1,000.
    static let maximumHeight = 100
    /// Databases that write a query into the one around it may write it more than once: beyond this size they are kept
    /// from it.
    static let safeSize = 4_000
    /// Databases take some 1,600 columns in one query.
    static let maximumColumns = 1_200

    let graph: WholeGraph
    let dialect: StrictDialect
    /// For each step that is a column of a layer the number of the layer, from 0.
    private var layerOf: [Int: Int] = [:]
    private var mayBeWrittenIn = true

    init(_ graph: WholeGraph, _ dialect: StrictDialect, roots: [WholeID]) {
        self.graph = graph
        self.dialect = dialect
        var uses = Array(repeating: 0, count: graph.steps.count)
        for root in roots { uses[root.index] += 1 }
        for index in graph.steps.indices.reversed() where uses[index] > 0 {
            for part in graph.steps[index].parts { uses[part.index] += 1 }
        }
        // For each step: how large and how high it is as text, its size with all layers written in, and how many layers
        // must come before it.
        var size = Array(repeating: 1, count: graph.steps.count)
        var height = size
        var whole = size
        var level = Array(repeating: 0, count: graph.steps.count)
        for index in graph.steps.indices where uses[index] > 0 {
            let parts = graph.steps[index].parts
            if parts.isEmpty { continue }
            size[index] = parts.reduce(1) { $0 + size[$1.index] }
            whole[index] = min(1 << 40, parts.reduce(1) { $0 + whole[$1.index] })
            level[index] = parts.map { level[$0.index] }.max() ?? 0
            // A chain of choices is written flat.
            if case .choose(let test, let a, let b) = graph.steps[index] {
                height[index] = max(max(height[test.index], height[a.index]) + 1, height[b.index])
            } else {
                height[index] = (parts.map { height[$0.index] }.max() ?? 0) + 1
            }
            if uses[index] > 1 && size[index] > Self.smallSize || height[index] >= Self.maximumHeight {
                layerOf[index] = level[index]
                level[index] += 1
                (size[index], height[index]) = (1, 1)
            }
            if whole[index] > Self.safeSize { mayBeWrittenIn = false }
        }
    }

    /// The queries of the layers over a query of this name: each with its name and text, and the name of the last.
    func layers(over base: String) -> (queries: [String], last: String) {
        var (queries, last): ([String], String) = ([], base)
        let layers = Dictionary(grouping: layerOf.keys, by: { layerOf[$0] ?? 0 })
        for layer in layers.keys.sorted() {
            let columns = (layers[layer] ?? []).sorted().map { "\(expression(WholeID(index: $0))) AS s\($0)" }
            let name = "\(base)_\(layer + 1)"
            queries.append(
                "\(name) AS (SELECT \(last).*, \(columns.joined(separator: ", "))\nFROM \(last)\(fence))")
            last = name
        }
        return (queries, last)
    }

    /// Keeps a database from writing the query into the one around it.
    var fence: String { mayBeWrittenIn ? "" : dialect.fence }

    /// How many steps are columns of a layer.
    var count: Int { layerOf.count }

    /// An upper or lower number of an output.
    func value(_ number: NarrowPlan.Number) -> String {
        switch number {
        case .whole(let id): value(id)
        case .wide(let isNegative, let size):
            dialect.wide(isNegative: condition(isNegative), limbs: size.map { value($0) })
        }
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

    /// A side of a comparison, where a fixed number needs no type.
    private func side(_ id: WholeID) -> String {
        if case .constant(let value) = graph[id] { return "\(value)" }
        return value(id)
    }

    private func conditionText(_ id: WholeID) -> String {
        switch graph[id] {
        case .less(let a, let b): "\(side(a)) < \(side(b))"
        case .lessOrEqual(let a, let b): "\(side(a)) <= \(side(b))"
        case .equal(let a, let b): "\(side(a)) = \(side(b))"
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
        case .choose: return choices(id)
        case .less, .lessOrEqual, .equal, .both, .either, .opposite:
            return "CASE WHEN \(conditionText(id)) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END"
        }
    }

    /// A chain of choices as one CASE, so that a table of thousands of rows is no deeper than one of two.
    private func choices(_ id: WholeID) -> String {
        var text = "CASE"
        var last = id
        while case .choose(let test, let a, let b) = graph[last], last == id || layerOf[last.index] == nil {
            text += " WHEN \(condition(test)) THEN \(value(a))"
            last = b
        }
        return text + " ELSE \(value(last)) END"
    }
}
