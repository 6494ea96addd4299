import Base

extension MarkdownReader {
    static let properties = ["问题", "回答", "变量", "结果", "表达式类型", "命中", "依据", "需要", "输入", "输出"]

    /// A decision with what it says that it needs; nil where it does not say.
    mutating func decision(_ section: MarkdownSection) -> (decision: Decision, explicit: [MarkdownSpan]?) {
        let name = section.title.text
        var single: [String: MarkdownSpan] = [:]
        var (inputs, outputs): ([MarkdownProperty], [MarkdownProperty]) = ([], [])
        var authorities: [Reference] = []
        var needs: [MarkdownSpan]?
        for property in section.properties {
            switch property.key.text {
            case "输入": inputs.append(property)
            case "输出": outputs.append(property)
            case "依据": authorities.append(source(property.value))
            case "需要": needs = (needs ?? []) + [property.value]
            case let key where Self.properties.contains(key):
                if single.updateValue(property.value, forKey: key) != nil { fault(property.key, "“\(key)”写了两次。") }
            default: unknown(property, Self.properties)
            }
        }
        let variable = InformationItem(
            name: single["变量"]?.filled ?? name, typeReference: single["结果"]?.filled,
            origin: origin("variable", section.title.line))
        let logic = logic(section, inputs, outputs, single, variable)
        let decision = Decision(
            name: name, variable: variable, question: single["问题"]?.filled, allowedAnswers: single["回答"]?.filled,
            description: section.description, requiredInputs: [], requiredDecisions: [], requiredKnowledge: [],
            authorities: authorities, logic: logic,
            origin: origin("decision", section.title.line, id: Self.id("d_", name)))
        return (decision, needs)
    }

    private mutating func logic(
        _ section: MarkdownSection, _ inputs: [MarkdownProperty], _ outputs: [MarkdownProperty],
        _ single: [String: MarkdownSpan], _ variable: InformationItem
    ) -> BoxedExpression? {
        let type = single["表达式类型"]?.filled
        if section.tables.count + section.fences.count > 1 {
            fault(section.title, "一个决策只能有一张表或一个“```feel”表达式。")
        }
        if let fence = section.fences.first {
            for property in inputs + outputs { fault(property.key, "这个决策写的是表达式，没有表的输入和输出。") }
            if let policy = single["命中"] { fault(policy, "这个决策写的是表达式，没有命中方式。") }
            let text = fence.text.trimmed.isEmpty ? nil : fence.expression("literalExpression")
            return BoxedExpression(
                kind: .literal(text), typeReference: type, origin: origin("literalExpression", fence.line))
        }
        guard let table = section.tables.first else {
            for property in inputs + outputs { fault(property.key, "下面缺少决策表。") }
            return nil
        }
        return BoxedExpression(
            kind: .table(self.table(table, inputs, outputs, single["命中"], variable)), typeReference: type,
            origin: origin("decisionTable", table.line))
    }

    // MARK: Tables

    private mutating func table(
        _ table: MarkdownTable, _ inputs: [MarkdownProperty], _ outputs: [MarkdownProperty], _ policy: MarkdownSpan?,
        _ variable: InformationItem
    ) -> DecisionTable {
        let clauses = (inputs: inputs.map { input($0) }, outputs: outputs.map { output($0) })
        if outputs.isEmpty {
            fault(table.head[0], "表的前面要写明各列，如“- 输入：人数”、“- 输出：档次”；其余的列是注记，如依据。")
        }
        if outputs.count > 1 {
            for (property, clause) in zip(outputs, clauses.outputs) where clause.name == nil {
                fault(property.key, "有几列结果时，每列都要有名称。")
            }
        }
        let (hitPolicy, aggregation) = self.policy(policy)
        if outputs.count > 1, aggregation != nil, let policy { fault(policy, "汇总只能用于一列结果。") }
        var notes = table.head.dropFirst(inputs.count + outputs.count).map(\.text)
        let describes = notes.last == MarkdownWords.ruleDescription
        if describes { notes.removeLast() }
        let isFitting = checkHead(table, clauses.inputs, clauses.outputs, variable)
        let rules = isFitting ? table.rows.map { rule($0, inputs.count, outputs.count, notes.count, describes) } : []
        return DecisionTable(
            hitPolicy: hitPolicy, aggregation: aggregation, inputs: clauses.inputs, outputs: clauses.outputs,
            annotations: notes, rules: rules, origin: origin("decisionTable", table.line))
    }

    /// Whether the head says what the lines above it say.
    private mutating func checkHead(
        _ table: MarkdownTable, _ inputs: [InputClause], _ outputs: [OutputClause], _ variable: InformationItem
    ) -> Bool {
        let titles = inputs.map(\.title) + outputs.map { $0.title(of: variable) }
        guard table.head.count >= titles.count else {
            fault(table.head[0], "表头有 \(table.head.count) 列，上面写了 \(titles.count) 列输入和输出。")
            return false
        }
        for (head, title) in zip(table.head, titles) where head.text != title {
            fault(head, "这一列的表头是“\(head.text)”，应为“\(title)”，与上面的次序相同。")
        }
        return true
    }

    private func rule(
        _ row: [MarkdownSpan], _ inputs: Int, _ outputs: Int, _ notes: Int, _ describes: Bool
    ) -> DecisionRule {
        let results = inputs..<inputs + outputs
        let description = describes ? row.last?.text ?? "" : ""
        return DecisionRule(
            inputs: row.prefix(inputs).map { $0.expression("inputEntry") },
            outputs: row[results].map { $0.expression("outputEntry") },
            annotations: row.dropFirst(results.upperBound).prefix(notes).map(\.text),
            description: description.isEmpty ? nil : description, origin: origin("rule", row.first?.line ?? 0))
    }

    private mutating func policy(_ span: MarkdownSpan?) -> (DecisionTable.HitPolicy, DecisionTable.Aggregation?) {
        guard let span else { return (.unique, nil) }
        if let policy = DecisionTable.HitPolicy(rawValue: span.text) { return (policy, nil) }
        let words = span.text.split(separator: " ")
        if words.count == 2, words[0] == "COLLECT",
            let aggregation = DecisionTable.Aggregation(rawValue: String(words[1]))
        {
            return (.collect, aggregation)
        }
        fault(
            span,
            "这里写的是“\(span.text)”，应为 UNIQUE、ANY、PRIORITY、FIRST、RULE ORDER、OUTPUT ORDER、COLLECT，"
                + "或 COLLECT 后加 SUM、COUNT、MIN、MAX。")
        return (.unique, nil)
    }

    private mutating func parts(_ property: MarkdownProperty, _ known: [String]) -> [String: MarkdownSpan] {
        var parts: [String: MarkdownSpan] = [:]
        for part in property.parts {
            if !known.contains(part.key.text) { unknown(part, known) }
            // 看 may say that nothing is tested.
            if part.value.text.isEmpty, part.key.text != "看" { continue }
            if parts.updateValue(part.value, forKey: part.key.text) != nil {
                fault(part.key, "“\(part.key.text)”写了两次。")
            }
        }
        return parts
    }

    private mutating func input(_ property: MarkdownProperty) -> InputClause {
        let parts = parts(property, ["看", "类型", "允许"])
        let tested = parts["看"] ?? property.value
        return InputClause(
            expression: tested.text.isEmpty ? nil : tested.expression("inputExpression"),
            typeReference: parts["类型"]?.filled, values: parts["允许"]?.expression("inputValues"),
            label: parts["看"] == nil ? nil : property.value.text, origin: origin("input", property.key.line))
    }

    private mutating func output(_ property: MarkdownProperty) -> OutputClause {
        let parts = parts(property, ["标签", "类型", "允许", "否则"])
        let name = ModelReader.normal(property.value.text)
        return OutputClause(
            name: name.isEmpty ? nil : name, typeReference: parts["类型"]?.filled,
            values: parts["允许"]?.expression("outputValues"),
            defaultEntry: parts["否则"]?.expression("defaultOutputEntry"), label: parts["标签"]?.filled,
            origin: origin("output", property.key.line))
    }
}

extension InputClause {
    /// What stands above the column.
    var title: String { label ?? expression?.text.trimmed ?? "" }
}

extension OutputClause {
    /// What stands above the column.
    func title(of variable: InformationItem) -> String { label ?? name ?? variable.name }
}
