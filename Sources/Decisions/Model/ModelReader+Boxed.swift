extension ModelReader {
    private static let forms: Set<String> = [
        "literalExpression", "context", "list", "relation", "invocation", "decisionTable", "functionDefinition",
        "conditional", "filter", "for", "some", "every",
    ]

    /// The one boxed expression within an element; nil when there is none.
    mutating func boxed(in node: MarkupNode) -> BoxedExpression? {
        let forms = parts(node).filter { Self.forms.contains($0.name) }
        if forms.count > 1 { fault(forms[1], "这里只能有一个表达式，前面已有“\(forms[0].name)”。") }
        return forms.first.map { boxed($0) }
    }

    /// The expression that has to stand within a child such as `in` or `return`.
    private mutating func required(_ node: MarkupNode, _ child: String) -> BoxedExpression {
        let inner = child.isEmpty ? node : part(node, child)
        if let inner, let expression = boxed(in: inner) { return expression }
        fault(inner ?? node, child.isEmpty ? "里面缺少表达式。" : "缺少 \(child) 及其中的表达式。")
        return BoxedExpression(kind: .literal(nil), typeReference: nil, origin: origin(node))
    }

    mutating func boxed(_ node: MarkupNode) -> BoxedExpression {
        BoxedExpression(kind: form(node), typeReference: typeReference(node), origin: origin(node))
    }

    private mutating func form(_ node: MarkupNode) -> BoxedExpression.Kind {
        switch node.name {
        case "literalExpression": return .literal(expression(node))
        case "context": return .context(each(node, "contextEntry") { $0.entry($1) })
        case "list": return .list(items(node))
        case "relation": return relation(node)
        case "invocation": return invocation(node)
        case "decisionTable": return .table(table(node))
        case "functionDefinition": return .function(functionDefinition(node))
        case "conditional":
            return .conditional(
                condition: required(node, "if"), then: required(node, "then"), otherwise: required(node, "else"))
        case "filter": return .filter(source: required(node, "in"), match: required(node, "match"))
        case "for":
            return .iteration(
                variable: variable(node), source: required(node, "in"), result: required(node, "return"))
        default:
            return .quantified(
                every: node.name == "every", variable: variable(node), source: required(node, "in"),
                condition: required(node, "satisfies"))
        }
    }

    private mutating func variable(_ node: MarkupNode) -> String {
        if let name = node.attribute("iteratorVariable") { return Self.normal(name) }
        fault(node, "缺少 iteratorVariable（逐项时所用的名称）。")
        return ""
    }

    private mutating func items(_ node: MarkupNode) -> [BoxedExpression] {
        parts(node).filter { Self.forms.contains($0.name) }.map { boxed($0) }
    }

    private mutating func entry(_ node: MarkupNode) -> ContextEntry {
        ContextEntry(variable: part(node, "variable").map { informationItem($0) }, value: required(node, ""))
    }

    private mutating func relation(_ node: MarkupNode) -> BoxedExpression.Kind {
        let columns = each(node, "column") { $0.informationItem($1) }
        var rows: [[BoxedExpression]] = []
        for row in parts(node, "row") {
            let cells = items(row)
            if cells.count != columns.count {
                fault(row, found: "\(cells.count) 格", expected: "\(columns.count) 格，与列数相同")
            }
            rows.append(cells)
        }
        return .relation(columns: columns, rows: rows)
    }

    private mutating func invocation(_ node: MarkupNode) -> BoxedExpression.Kind {
        var bindings: [Binding] = []
        for binding in parts(node, "binding") {
            guard let parameter = part(binding, "parameter") else {
                fault(binding, "缺少 parameter（参数）。")
                continue
            }
            bindings.append(Binding(parameter: informationItem(parameter), value: boxed(in: binding)))
        }
        return .invocation(function: required(node, ""), bindings: bindings)
    }

    mutating func functionDefinition(_ node: MarkupNode) -> FunctionDefinition {
        let written = node.attribute("kind") ?? FunctionDefinition.Kind.feel.rawValue
        let kind = FunctionDefinition.Kind(rawValue: written)
        if kind == nil { fault(node, found: written, expected: "FEEL、Java 或 PMML") }
        return FunctionDefinition(
            kind: kind ?? .feel, parameters: each(node, "formalParameter") { $0.informationItem($1) },
            body: boxed(in: node), typeReference: typeReference(node), origin: origin(node))
    }

    /// The text within an element such as a literal expression or a cell; nil where there is none.
    func expression(_ node: MarkupNode) -> ExpressionText? {
        guard let text = part(node, "text"), !text.text.trimmed.isEmpty else { return nil }
        return ExpressionText(
            text: text.text, line: text.line, column: nil, language: node.attribute("expressionLanguage"),
            origin: origin(node))
    }
}
