import FEEL

extension TableLogic {
    /// What the rows that fired come to under the table's hit policy (DMN 1.5, 8.2.8).
    func settle(_ fired: [Int], _ frame: [Value], _ run: inout Run) -> Value {
        guard let first = fired.first else { return fallback(frame, &run) }
        switch hitPolicy {
        case .first: return value(of: first, frame, &run)
        case .unique:
            if fired.count == 1 { return value(of: first, frame, &run) }
            return .null(because: "只应有一行符合，却有 \(fired.count) 行：\(Self.numbers(fired))")
        case .any:
            let value = value(of: first, frame, &run)
            for row in fired.dropFirst() where Value.equal(value, self.value(of: row, frame, &run)) != true {
                return .null(because: "几行都符合，结果却不一致：\(Self.numbers([first, row]))")
            }
            return value
        case .priority:
            let results = fired.map { self.results(of: $0, frame, &run) }
            return combined(inOrder(results).first ?? [])
        case .outputOrder:
            let results = fired.map { self.results(of: $0, frame, &run) }
            return .list(inOrder(results).map(combined))
        case .ruleOrder: return .list(fired.map { value(of: $0, frame, &run) })
        case .collect:
            let values = fired.map { value(of: $0, frame, &run) }
            guard let aggregation else { return .list(values) }
            return Self.aggregated(values, aggregation, &run)
        }
    }

    private static func numbers(_ rows: [Int]) -> String {
        let shown = rows.prefix(5).map { "第 \($0 + 1) 行" }.joined(separator: "、")
        return rows.count > 5 ? "\(shown)等" : shown
    }

    /// The results of a row, column by column.
    private func results(of row: Int, _ frame: [Value], _ run: inout Run) -> [Value] {
        var results: [Value] = []
        for (column, output) in outputs.enumerated() {
            let bound = column < rows[row].results.count ? rows[row].results[column] : nil
            let value = bound?.evaluate(frame, &run) ?? .null(because: "第 \(row + 1) 行的结果是空的")
            results.append(output.type?.accept(value, &run) ?? value)
        }
        return results
    }

    func value(of row: Int, _ frame: [Value], _ run: inout Run) -> Value {
        settledRows[row] ?? combined(results(of: row, frame, &run))
    }

    /// What a row comes to where nothing changes its results and each is plainly one of its type.
    static func settled(_ row: Row, _ outputs: [Output]) -> Value? {
        guard row.results.count == outputs.count else { return nil }
        var results: [Value] = []
        for (output, result) in zip(outputs, row.results) {
            guard let value = result?.constant, output.type?.admits(value) ?? true else { return nil }
            results.append(value)
        }
        return combined(results, outputs)
    }

    private func combined(_ results: [Value]) -> Value { Self.combined(results, outputs) }

    /// One result as it is, several as a context.
    private static func combined(_ results: [Value], _ outputs: [Output]) -> Value {
        if outputs.count == 1, let result = results.first { return result }
        return .context(Context(zip(outputs, results).map { ($0.name, $1) }))
    }

    private func fallback(_ frame: [Value], _ run: inout Run) -> Value {
        guard outputs.contains(where: { $0.fallback != nil }) else {
            if aggregation == .count { return 0 }
            return .null(because: "没有一行符合")
        }
        let value = combined(
            outputs.map { output in
                let value = output.fallback?.evaluate(frame, &run) ?? .null
                return output.type?.accept(value, &run) ?? value
            })
        return value
    }

    /// Sorted by the places of the results among the outputs' values, the first column first.
    private func inOrder(_ results: [[Value]]) -> [[Value]] {
        let ranked = results.map { result in (rank: zip(outputs, result).map { $0.rank(of: $1) }, result: result) }
        return ranked.enumerated()
            .sorted { left, right in
                if left.element.rank != right.element.rank {
                    return left.element.rank.lexicographicallyPrecedes(right.element.rank)
                }
                return left.offset < right.offset
            }
            .map(\.element.result)
    }

    private static func aggregated(
        _ values: [Value], _ aggregation: DecisionTable.Aggregation, _ run: inout Run
    ) -> Value {
        if aggregation == .count { return .number(values.count) }
        return aggregates[aggregation]?.evaluate(only: .list(values), &run) ?? .null
    }

    private static let aggregates: [DecisionTable.Aggregation: Expression] = {
        let scope = Scope([FEELType.Field("values", .list(.any))], mode: .standard)
        var aggregates: [DecisionTable.Aggregation: Expression] = [:]
        for (aggregation, text) in [(.sum, "sum(values)"), (.min, "min(values)"), (.max, "max(values)")]
            as [(DecisionTable.Aggregation, String)]
        {
            aggregates[aggregation] = try? Expression.parse(text, scope: scope)
        }
        return aggregates
    }()
}

extension TableLogic.Output {
    /// The place of a value among the output's values; those not named come last.
    fileprivate func rank(of value: Value) -> Int {
        priorities.firstIndex { value.passes($0).isTrue } ?? priorities.count
    }
}
