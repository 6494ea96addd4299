import FEEL

/// Writes the first queries: inputs as whole numbers, then those within their bounds with what is wrong with the row as
/// `v`, and the accumulators of child rows.
struct StrictSQLWriter {
    /// The query that the decision's own layers stand on.
    static let name = "strict_row"
    /// What `v` is when nothing is wrong.
    static let sound = Int32.max

    let plan: NarrowPlan
    let dialect: StrictDialect

    func queries(_ tables: StrictTables, fence: String) throws(ExpressionFault) -> [String] {
        let program = plan.program
        let used = Set(plan.needed)
        for id in used {
            if case .input(let index) = plan.graph[id], program.inputs[index].table == nil,
                tables.columns[index] == nil
            {
                throw ExpressionFault(.start, "没有写明“\(program.inputs[index].path)”是哪一列")
            }
        }
        var queries: [String] = []
        var (read, kept, joins) = (["r.\(tables.key) AS key"], ["key"], "")
        var codes: [String] = []
        for (table, child) in tables.children.enumerated() {
            let own = plan.graph.accumulators.indices.filter { index in
                plan.graph.accumulators[index].table == table
                    && used.contains { plan.graph[$0] == .accumulator(index) }
            }
            queries += gathered(table, child, own)
            joins += "\nLEFT JOIN strict_group\(table) g\(table) ON g\(table).key = r.\(tables.key)"
            for index in own {
                read.append("COALESCE(g\(table).a\(index), \(plan.graph.accumulators[index].start)) AS a\(index)")
                kept.append("a\(index)")
            }
            read.append("COALESCE(g\(table).v, \(Self.sound)) AS v\(table)")
            codes.append("v\(table)")
        }
        let inputs = program.inputs.indices.filter { program.inputs[$0].table == nil && tables.columns[$0] != nil }
        for index in inputs {
            let column = "r.\(tables.columns[index] ?? "")"
            read.append("CAST(\(number(column, program.inputs[index].type)) AS BIGINT) AS n\(index)")
            kept.append(bounded(index))
        }
        codes.insert(fault(inputs), at: 0)
        let worst =
            codes.count == 1 ? codes[0] : "\(dialect == .sqlite ? "MIN" : "LEAST")(\(codes.joined(separator: ", ")))"
        kept.append("\(worst) AS v")
        queries.append("strict_in AS (SELECT \(read.joined(separator: ", "))\nFROM \(tables.source) r\(joins)\(fence))")
        queries.append("\(Self.name) AS (SELECT \(kept.joined(separator: ", "))\nFROM strict_in\(fence))")
        return queries
    }

    /// Child rows brought together by the row they belong to.
    private func gathered(_ table: Int, _ child: StrictTables.Child, _ own: [Int]) -> [String] {
        let program = plan.program
        let graph = plan.graph
        var (read, kept) = (["c.\(child.parent) AS key"], ["key"])
        let inputs = program.tables[table].inputs.filter { child.columns[$0] != nil }
        for index in inputs {
            let column = "c.\(child.columns[index] ?? "")"
            read.append("CAST(\(number(column, program.inputs[index].type)) AS BIGINT) AS n\(index)")
            kept.append(bounded(index))
        }
        kept.append("\(fault(inputs)) AS v")
        let roots = own.flatMap { [graph.accumulators[$0].filter, graph.accumulators[$0].value].compactMap { $0 } }
        let layers = SQLLayers(graph, dialect, roots: roots)
        let name = "strict_child\(table)"
        var queries = [
            "\(name)_in AS (SELECT \(read.joined(separator: ", "))\nFROM \(child.source) c\(layers.fence))",
            "\(name) AS (SELECT \(kept.joined(separator: ", "))\nFROM \(name)_in\(layers.fence))",
        ]
        let (layered, last) = layers.layers(over: name)
        queries += layered
        var totals = ["key"]
        for index in own {
            let accumulator = graph.accumulators[index]
            let value = accumulator.value.map { layers.value($0) } ?? "1"
            let counted = accumulator.filter.map { "CASE WHEN \(layers.condition($0)) THEN \(value) END" } ?? value
            let function =
                switch accumulator.kind {
                case .sum, .count: "SUM"
                case .least: "MIN"
                case .greatest: "MAX"
                }
            totals.append("CAST(\(function)(\(counted)) AS BIGINT) AS a\(index)")
        }
        let (limit, code) = (program.tables[table].limit, program.limitSite(table) + 1)
        // What is wrong with a row comes before there being too many of them.
        totals.append(
            """
            CASE WHEN MIN(v) < \(Self.sound) THEN MIN(v) WHEN COUNT(*) > \(limit) THEN \(code) \
            ELSE \(Self.sound) END AS v
            """)
        queries.append("strict_group\(table) AS (SELECT \(totals.joined(separator: ", "))\nFROM \(last) GROUP BY key)")
        return queries
    }

    private func number(_ column: String, _ type: StrictType) -> String {
        switch type {
        case .boolean: return "CASE WHEN \(column) THEN 1 WHEN NOT \(column) THEN 0 END"
        case .date: return dialect.dayNumber(column)
        case .text:
            let codes = plan.program.texts.enumerated().map { code, text in
                "WHEN \(column) = '\(text.replacing("'", with: "''"))' THEN \(code) "
            }
            return "CASE \(codes.joined())WHEN \(column) IS NOT NULL THEN -1 END"
        default: return column
        }
    }

    private func isWithin(_ index: Int) -> String {
        let bounds = plan.program.inputs[index].type.bounds
        return "n\(index) BETWEEN \(bounds.lowerBound) AND \(bounds.upperBound)"
    }

    private func bounded(_ index: Int) -> String {
        let low = plan.program.inputs[index].type.bounds.lowerBound
        return "CASE WHEN \(isWithin(index)) THEN n\(index) ELSE CAST(\(low) AS BIGINT) END AS i\(index)"
    }

    /// The code of the first input that is missing or out of bounds. Most rows are sound, which one condition tells.
    private func fault(_ inputs: [Int]) -> String {
        if inputs.isEmpty { return "\(Self.sound)" }
        var text = "CASE WHEN \(inputs.map(isWithin).joined(separator: " AND ")) THEN \(Self.sound)"
        for index in inputs { text += " WHEN n\(index) IS NULL OR NOT (\(isWithin(index))) THEN \(index + 1)" }
        return text + " END"
    }
}
