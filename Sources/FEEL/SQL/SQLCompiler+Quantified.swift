extension SQLCompiler {
    mutating func quantified(
        every: Bool, _ iterators: ArraySlice<Node.Iterator>, _ body: Node, exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        guard let iterator = iterators.first else { return try condition(body, exact: exact) }
        guard iterator.upTo == nil else { throw refuse(node, "“..”要逐个计算") }
        let rest = iterators.dropFirst()
        let source = try piece(iterator.source)
        switch source {
        case .rows(let closed):
            let rows = opened(closed)
            bindings[iterator.slot] = .row(SQLRow(alias: rows.alias ?? "", fields: rows.table.fields, reference: nil))
            return try quantified(every: every, rows, rest, body, exact: exact, node)
        case .values(let rows, let value):
            bindings[iterator.slot] = .scalar(value)
            return try quantified(every: every, rows, rest, body, exact: exact, node)
        case .constant(.list(let items)):
            guard items.count <= Self.maximumItems else { throw refuse(node, "列表超过 \(Self.maximumItems) 项") }
            var texts: [SQLText] = []
            for item in items {
                bindings[iterator.slot] = .constant(item)
                texts.append(try quantified(every: every, rest, body, exact: exact, node))
            }
            if texts.isEmpty { return every ? "TRUE" : "FALSE" }
            return "(\(SQLText.join(texts, every ? " AND " : " OR ")))"
        case .constant(let value) where value.isNull: return exact ? null(.boolean) : "FALSE"
        default: throw refuse(iterator.source, "“in”后应为列表")
        }
    }

    private mutating func quantified(
        every: Bool, _ rows: SQLRows, _ rest: ArraySlice<Node.Iterator>, _ body: Node, exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        let test = try quantified(every: every, rest, body, exact: exact, node)
        var deciding = rows
        deciding.conditions.append(every ? "NOT (\(test))" : test)
        var unknown = rows
        unknown.conditions.append("(\(test)) IS NULL")
        if exact {
            return """
                CASE WHEN EXISTS (SELECT 1 FROM \(deciding.source)) THEN \(raw: every ? "FALSE" : "TRUE") \
                WHEN EXISTS (SELECT 1 FROM \(unknown.source)) THEN \(null(.boolean)) \
                ELSE \(raw: every ? "TRUE" : "FALSE") END
                """
        }
        if !every { return "EXISTS (SELECT 1 FROM \(deciding.source))" }
        var failing = rows
        failing.conditions.append("(\(test)) IS NOT TRUE")
        return "NOT EXISTS (SELECT 1 FROM \(failing.source))"
    }
}
