import FEEL

/// Writes the innermost query: inputs as whole numbers within their bounds, what is wrong with them as `v`, and
/// accumulators of child rows.
struct StrictSQLWriter {
    let plan: StrictPlan
    let dialect: StrictDialect

    func base(_ tables: StrictTables) throws(ExpressionFault) -> String {
        let program = plan.program
        let used = Set(plan.needed)
        var select = ["r.\(tables.key) AS key"]
        var faults: [(Int, String)] = []
        for (index, input) in program.inputs.enumerated() where input.table == nil {
            guard let column = tables.columns[index] else { continue }
            let number = number("r.\(column)", input.type)
            select.append("\(bounded(number, input.type)) AS i\(index)")
            faults.append((index, outside(number, input.type)))
        }
        var joins = ""
        for (table, child) in tables.children.enumerated() {
            let own = plan.graph.accumulators.indices.filter { index in
                plan.graph.accumulators[index].table == table
                    && used.contains { plan.graph[$0] == .accumulator(index) }
            }
            joins += "\nLEFT JOIN (\(gathered(table, child, own))) g\(table) ON g\(table).key = r.\(tables.key)"
            for index in own {
                select.append("COALESCE(g\(table).a\(index), \(plan.graph.accumulators[index].start)) AS a\(index)")
            }
            faults.append((-table - 1, "g\(table).v > 0"))
        }
        select.append("\(worst(faults)) AS v")
        for id in used {
            if case .input(let index) = plan.graph[id], program.inputs[index].table == nil,
                tables.columns[index] == nil
            {
                throw ExpressionFault(.start, "没有写明“\(program.inputs[index].path)”是哪一列")
            }
        }
        return "(SELECT \(select.joined(separator: ", "))\nFROM \(tables.source) r\(joins))"
    }

    /// The least code of what is wrong; child tables bring their own codes.
    private func worst(_ faults: [(Int, String)]) -> String {
        var text = "0"
        let plain = faults.filter { $0.0 >= 0 }.sorted { $0.0 > $1.0 }
        for (index, condition) in plain { text = "CASE WHEN \(condition) THEN \(index + 1) ELSE \(text) END" }
        for (place, condition) in faults where place < 0 {
            let table = -place - 1
            text = """
                CASE WHEN \(condition) AND NOT (\(text) BETWEEN 1 AND g\(table).v) THEN g\(table).v ELSE \(text) END
                """
        }
        return text
    }

    /// Child rows brought together by the row they belong to.
    private func gathered(_ table: Int, _ child: StrictTables.Child, _ own: [Int]) -> String {
        let program = plan.program
        let graph = plan.graph
        var select = ["c.\(child.parent) AS key"]
        var fault = "0"
        for index in program.tables[table].inputs.reversed() {
            guard let column = child.columns[index] else { continue }
            let type = program.inputs[index].type
            let number = number("c.\(column)", type)
            select.append("\(bounded(number, type)) AS i\(index)")
            fault = "CASE WHEN \(outside(number, type)) THEN \(index + 1) ELSE \(fault) END"
        }
        select.append("\(fault) AS v")
        let roots = own.flatMap { [graph.accumulators[$0].filter, graph.accumulators[$0].value].compactMap { $0 } }
        let layers = SQLLayers(graph, dialect, roots: roots, isChild: true)
        let rows = layers.wrap("(SELECT \(select.joined(separator: ", ")) FROM \(child.source) c)")
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
        let limit = program.tables[table].limit
        let code = program.limitSite(table) + 1
        let tooMany = "WHEN COUNT(*) > \(limit) THEN \(code)"
        totals.append("CASE WHEN MAX(v) > 0 THEN MIN(CASE WHEN v > 0 THEN v END) \(tooMany) ELSE 0 END AS v")
        return "SELECT \(totals.joined(separator: ", ")) FROM \(rows) c GROUP BY key"
    }

    private func number(_ column: String, _ type: StrictType) -> String {
        switch type {
        case .boolean: "CASE WHEN \(column) THEN 1 WHEN NOT \(column) THEN 0 END"
        case .date: dialect.dayNumber(column)
        case .text:
            plan.program.texts.isEmpty
                ? "CASE WHEN \(column) IS NOT NULL THEN -1 END"
                : "CASE \(cases(column)) WHEN \(column) IS NOT NULL THEN -1 END"
        default: "CAST(\(column) AS BIGINT)"
        }
    }

    private func cases(_ column: String) -> String {
        plan.program.texts.enumerated().map { code, text in
            "WHEN \(column) = '\(text.replacing("'", with: "''"))' THEN \(code)"
        }
        .joined(separator: " ")
    }

    private func bounded(_ number: String, _ type: StrictType) -> String {
        let bounds = type.bounds
        return """
            CASE WHEN \(number) BETWEEN \(bounds.lowerBound) AND \(bounds.upperBound) \
            THEN CAST(\(number) AS BIGINT) ELSE CAST(\(bounds.lowerBound) AS BIGINT) END
            """
    }

    private func outside(_ number: String, _ type: StrictType) -> String {
        "\(number) IS NULL OR NOT (\(number) BETWEEN \(type.bounds.lowerBound) AND \(type.bounds.upperBound))"
    }
}
