extension ModelReader {
    mutating func table(_ node: MarkupNode) -> DecisionTable {
        let table = DecisionTable(
            hitPolicy: hitPolicy(node), aggregation: aggregation(node), inputs: each(node, "input") { $0.input($1) },
            outputs: each(node, "output") { $0.output($1) },
            annotations: parts(node, "annotation").map { $0.attribute("name") ?? "" },
            rules: each(node, "rule") { $0.rule($1) }, origin: origin(node))
        checkOutputs(table, node)
        for (row, rule) in zip(parts(node, "rule"), table.rules) {
            if rule.inputs.count != table.inputs.count {
                fault(
                    row, found: "\(rule.inputs.count) 个条件格", expected: "\(table.inputs.count) 个，与条件列数相同")
            }
            if rule.outputs.count != table.outputs.count {
                fault(
                    row, found: "\(rule.outputs.count) 个结果格", expected: "\(table.outputs.count) 个，与结果列数相同")
            }
        }
        return table
    }

    private mutating func checkOutputs(_ table: DecisionTable, _ node: MarkupNode) {
        if table.outputs.isEmpty { fault(node, "决策表至少要有一列结果（output）。") }
        if table.outputs.count > 1 {
            for (clause, output) in zip(parts(node, "output"), table.outputs) where output.name == nil {
                fault(clause, "有几列结果时，每列都要有 name（名称）。")
            }
            if table.aggregation != nil { fault(node, "汇总（aggregation）只能用于一列结果。") }
        }
    }

    private mutating func hitPolicy(_ node: MarkupNode) -> DecisionTable.HitPolicy {
        guard let written = node.attribute("hitPolicy") else { return .unique }
        if let policy = DecisionTable.HitPolicy(rawValue: written) { return policy }
        fault(node, found: written, expected: "UNIQUE、ANY、PRIORITY、FIRST、RULE ORDER、OUTPUT ORDER 或 COLLECT")
        return .unique
    }

    private mutating func aggregation(_ node: MarkupNode) -> DecisionTable.Aggregation? {
        guard let written = node.attribute("aggregation") else { return nil }
        if let aggregation = DecisionTable.Aggregation(rawValue: written) { return aggregation }
        fault(node, found: written, expected: "SUM、COUNT、MIN 或 MAX")
        return nil
    }

    private mutating func input(_ node: MarkupNode) -> InputClause {
        let tested = part(node, "inputExpression")
        if tested == nil { fault(node, "缺少 inputExpression（条件列要看的值）。") }
        return InputClause(
            expression: tested.flatMap { expression($0) }, typeReference: tested.flatMap { typeReference($0) },
            values: part(node, "inputValues").flatMap { expression($0) }, label: node.attribute("label"),
            origin: origin(node))
    }

    private mutating func output(_ node: MarkupNode) -> OutputClause {
        OutputClause(
            name: node.attribute("name").map(Self.normal), typeReference: typeReference(node),
            values: part(node, "outputValues").flatMap { expression($0) },
            defaultEntry: part(node, "defaultOutputEntry").flatMap { expression($0) },
            label: node.attribute("label"), origin: origin(node))
    }

    private mutating func rule(_ node: MarkupNode) -> DecisionRule {
        DecisionRule(
            inputs: parts(node, "inputEntry").map { cell($0) }, outputs: parts(node, "outputEntry").map { cell($0) },
            annotations: parts(node, "annotationEntry").map { text($0, "text") ?? "" },
            description: text(node, "description"), origin: origin(node))
    }

    /// A cell; an empty one keeps its place.
    private func cell(_ node: MarkupNode) -> ExpressionText {
        expression(node)
            ?? ExpressionText(
                text: "", line: node.line, column: nil, language: node.attribute("expressionLanguage"),
                origin: origin(node))
    }
}
