extension ModelWriter {
    /// A boxed expression, if there is one.
    mutating func write(_ boxed: BoxedExpression?) {
        guard let boxed else { return }
        let attributes: MarkupWriter.Attributes = ["id": boxed.origin.id, "typeRef": boxed.typeReference]
        switch boxed.kind {
        case .literal(let text):
            if let text { return write(text, as: "literalExpression", type: boxed.typeReference) }
            element("literalExpression", attributes)
        case .table(let table): write(table, type: boxed.typeReference)
        case .function(let function): write(function, as: "functionDefinition")
        case .context(let entries):
            element("context", attributes) { writer in for entry in entries { writer.write(entry) } }
        case .list(let items):
            element("list", attributes) { writer in for item in items { writer.write(item) } }
        case .relation(let columns, let rows):
            element("relation", attributes) { writer in
                for column in columns { writer.write(column, as: "column") }
                for row in rows {
                    writer.element("row") { writer in for cell in row { writer.write(cell) } }
                }
            }
        case .invocation(let function, let bindings):
            element("invocation", attributes) { writer in
                writer.write(function)
                for binding in bindings {
                    writer.element("binding") { writer in
                        writer.write(binding.parameter, as: "parameter")
                        writer.write(binding.value)
                    }
                }
            }
        default: writeWalk(boxed)
        }
    }

    /// The forms whose parts stand in elements of their own.
    private mutating func writeWalk(_ boxed: BoxedExpression) {
        var parts: [(name: String, value: BoxedExpression)] = []
        var variable: String?
        switch boxed.kind {
        case .conditional(let condition, let first, let second):
            parts = [("if", condition), ("then", first), ("else", second)]
        case .filter(let source, let match): parts = [("in", source), ("match", match)]
        case .iteration(let name, let source, let result):
            variable = name
            parts = [("in", source), ("return", result)]
        case .quantified(_, let name, let source, let condition):
            variable = name
            parts = [("in", source), ("satisfies", condition)]
        default: break
        }
        element(
            boxed.form, ["id": boxed.origin.id, "typeRef": boxed.typeReference, "iteratorVariable": variable]
        ) { writer in
            for part in parts { writer.element(part.name) { $0.write(part.value) } }
        }
    }

    private mutating func write(_ entry: ContextEntry) {
        element("contextEntry") { writer in
            if let variable = entry.variable { writer.write(variable, as: "variable") }
            writer.write(entry.value)
        }
    }

    mutating func write(_ function: FunctionDefinition, as name: String) {
        let kind = function.kind == .feel ? nil : function.kind.rawValue
        element(name, ["id": function.origin.id, "typeRef": function.typeReference, "kind": kind]) { writer in
            for parameter in function.parameters { writer.write(parameter, as: "formalParameter") }
            writer.write(function.body)
        }
    }

    // MARK: Tables

    private mutating func write(_ table: DecisionTable, type: String?) {
        let attributes: MarkupWriter.Attributes = [
            "id": table.origin.id, "typeRef": type, "hitPolicy": table.hitPolicy.rawValue,
            "aggregation": table.aggregation?.rawValue,
        ]
        element("decisionTable", attributes) { writer in
            for input in table.inputs { writer.write(input) }
            for output in table.outputs { writer.write(output) }
            for name in table.annotations {
                writer.element("annotation", ["name": name.isEmpty ? nil : name])
            }
            for rule in table.rules { writer.write(rule) }
        }
    }

    private mutating func write(_ input: InputClause) {
        element("input", ["id": input.origin.id, "label": input.label]) { writer in
            if let expression = input.expression {
                writer.write(expression, as: "inputExpression", type: input.typeReference)
            } else {
                writer.element("inputExpression", ["typeRef": input.typeReference])
            }
            writer.write(input.values, as: "inputValues")
        }
    }

    private mutating func write(_ output: OutputClause) {
        let attributes: MarkupWriter.Attributes = [
            "id": output.origin.id, "label": output.label, "name": output.name, "typeRef": output.typeReference,
        ]
        element("output", attributes) { writer in
            writer.write(output.values, as: "outputValues")
            writer.write(output.defaultEntry, as: "defaultOutputEntry")
        }
    }

    private mutating func write(_ rule: DecisionRule) {
        element("rule", ["id": rule.origin.id]) { writer in
            writer.out.element("description", text: rule.description)
            for cell in rule.inputs { writer.write(cell, as: "inputEntry") }
            for cell in rule.outputs { writer.write(cell, as: "outputEntry") }
            for note in rule.annotations {
                writer.element("annotationEntry") { $0.out.element("text", text: note) }
            }
        }
    }
}

extension BoxedExpression {
    /// The name of the element that the standard has for the form.
    var form: String {
        switch kind {
        case .literal: "literalExpression"
        case .context: "context"
        case .list: "list"
        case .relation: "relation"
        case .invocation: "invocation"
        case .table: "decisionTable"
        case .function: "functionDefinition"
        case .conditional: "conditional"
        case .filter: "filter"
        case .iteration: "for"
        case .quantified(let every, _, _, _): every ? "every" : "some"
        }
    }
}
