public import Base

extension DecisionModel {
    /// What the model writes down and nothing in it uses: inputs, types, functions and sources. It does no harm, but
    /// mostly something was meant to use it. The services of a model are there to be called from outside.
    public func checkUnused() -> [Diagnostic] {
        let use = DefinitionUse(definitions)
        var unused: [(kind: String, name: String, origin: Origin)] = []
        unused += definitions.inputData.filter { !use.points(at: $0.origin) }.map { ("输入", $0.name, $0.origin) }
        unused += definitions.itemDefinitions.filter { !use.types.contains($0.name) && !use.isWritten($0.name) }
            .map { ("类型", $0.name, $0.origin) }
        unused += definitions.knowledgeModels.filter { !use.points(at: $0.origin) }
            .map { ("业务知识模型", $0.name, $0.origin) }
        unused += definitions.knowledgeSources.filter { !use.points(at: $0.origin) }
            .map { ("依据", $0.name, $0.origin) }
        return unused.map { kind, name, origin in
            Diagnostic(Place(file: definitions.file, line: origin.line), "\(kind)“\(name)”没有用到。")
        }
    }
}

/// What the elements of a model point at and which types they name.
private struct DefinitionUse {
    private(set) var types: Set<String> = []
    private var pointers: Set<String> = []
    private var texts: [String] = []

    init(_ model: Definitions) {
        for item in model.itemDefinitions { add(item, within: item.name) }
        for input in model.inputData { add(input.variable.typeReference) }
        for decision in model.decisions {
            add(decision.requiredInputs + decision.requiredDecisions + decision.requiredKnowledge)
            add(decision.authorities)
            add(decision.variable.typeReference)
            add(decision.logic)
        }
        for knowledge in model.knowledgeModels {
            add(knowledge.requiredKnowledge + knowledge.authorities)
            add(knowledge.variable.typeReference)
            add(knowledge.logic)
        }
        for service in model.services {
            add(service.inputData + service.inputDecisions)
            add(service.variable.typeReference)
        }
        for source in model.knowledgeSources { add(source.authorities) }
    }

    func points(at origin: Origin) -> Bool { origin.id.map(pointers.contains) ?? false }

    /// Whether an expression may name it, as `instance of` does.
    func isWritten(_ name: String) -> Bool { texts.contains { $0.contains(name) } }

    private mutating func add(_ references: [Reference]) { pointers.formUnion(references.map(\.id)) }

    private mutating func add(_ type: String?) {
        if let type { types.insert(type) }
    }

    private mutating func add(_ text: ExpressionText?) {
        if let text { texts.append(text.text) }
    }

    private mutating func add(_ item: ItemDefinition, within name: String) {
        switch item.content {
        case .type(let reference) where reference != name: add(reference)
        case .type: break
        case .components(let parts): for part in parts { add(part, within: name) }
        case .function(let parameters, let result):
            for parameter in parameters { add(parameter.typeReference) }
            add(result)
        }
    }

    private mutating func add(_ function: FunctionDefinition?) {
        guard let function else { return }
        for parameter in function.parameters { add(parameter.typeReference) }
        add(function.typeReference)
        add(function.body)
    }

    private mutating func add(_ logic: BoxedExpression?) {
        guard let logic else { return }
        add(logic.typeReference)
        switch logic.kind {
        case .literal(let text): add(text)
        case .context(let entries):
            for entry in entries {
                add(entry.variable?.typeReference)
                add(entry.value)
            }
        case .list(let items): for item in items { add(item) }
        case .relation(let columns, let rows):
            for column in columns { add(column.typeReference) }
            for item in rows.joined() { add(item) }
        case .invocation(let function, let bindings):
            add(function)
            for binding in bindings { add(binding.value) }
        case .table(let table): add(table)
        case .function(let function): add(function)
        case .conditional(let condition, let first, let second): for part in [condition, first, second] { add(part) }
        case .filter(let source, let match): for part in [source, match] { add(part) }
        case .iteration(_, let source, let result): for part in [source, result] { add(part) }
        case .quantified(_, _, let source, let condition): for part in [source, condition] { add(part) }
        }
    }

    private mutating func add(_ table: DecisionTable) {
        for input in table.inputs {
            add(input.typeReference)
            add(input.expression)
        }
        for output in table.outputs {
            add(output.typeReference)
            add(output.defaultEntry)
        }
        for rule in table.rules { for cell in rule.inputs + rule.outputs { add(cell) } }
    }
}
