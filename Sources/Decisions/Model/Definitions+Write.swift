extension Definitions {
    /// The model as a DMN 1.5 file that follows the standard's schema; the same model always gives the same text.
    ///
    /// What `Definitions` does not hold is not written: diagrams, artifacts, extensions of other tools.
    public func dmn() -> String {
        var writer = ModelWriter()
        writer.write(self)
        return writer.out.text
    }
}

extension Definitions {
    /// Whether it says anything in attributes of this project's own namespace.
    fileprivate var hasNotes: Bool {
        !origin.notes.isEmpty || itemDefinitions.contains { $0.says("unit") || $0.says("hint") }
    }
}

/// Writes a model's parts in the order that the schema (DMN15.xsd) asks for.
struct ModelWriter {
    var out = MarkupWriter()

    /// Writes what stands within an element.
    mutating func element(
        _ name: String, _ attributes: MarkupWriter.Attributes = [:], _ body: (inout ModelWriter) -> Void = { _ in }
    ) {
        out.open(name, attributes)
        body(&self)
        out.close(name)
    }

    mutating func write(_ model: Definitions) {
        element(
            "definitions",
            [
                "xmlns": ModelReader.namespaces.last, "xmlns:q": model.hasNotes ? MarkupReader.ownNamespace : nil,
                "id": model.origin.id, "name": model.name,
                "namespace": model.namespace, "expressionLanguage": model.expressionLanguage,
                "q:cites": model.origin.notes["cites"],
            ]
        ) { writer in
            writer.out.element("description", text: model.description)
            for entry in model.imports { writer.write(entry) }
            for item in model.schemaTypes { writer.write(item, as: "itemDefinition") }
            for input in model.inputData { writer.write(input) }
            for source in model.knowledgeSources { writer.write(source) }
            for knowledge in model.knowledgeModels { writer.write(knowledge) }
            for decision in model.decisions { writer.write(decision) }
            for service in model.services { writer.write(service) }
        }
    }

    private mutating func write(_ entry: Import) {
        element(
            "import",
            [
                "id": entry.origin.id, "name": entry.name, "namespace": entry.namespace,
                "locationURI": entry.location, "importType": entry.type,
            ])
    }

    // MARK: Types

    private mutating func write(_ item: ItemDefinition, as name: String) {
        element(
            name,
            [
                "id": item.origin.id, "name": item.name, "isCollection": item.isCollection ? "true" : nil,
                "q:unit": item.origin.notes["unit"], "q:hint": item.origin.notes["hint"],
            ]
        ) { writer in
            writer.out.element("description", text: item.description)
            switch item.content {
            case .type(let reference): writer.out.element("typeRef", text: reference)
            case .components(let parts): for part in parts { writer.write(part, as: "itemComponent") }
            case .function(let parameters, let result):
                writer.element("functionItem", ["outputTypeRef": result]) { writer in
                    for parameter in parameters { writer.write(parameter, as: "parameters") }
                }
            }
            writer.write(item.allowedValues, as: "allowedValues")
            writer.write(item.typeConstraint, as: "typeConstraint")
        }
    }

    mutating func write(_ item: InformationItem, as name: String) {
        element(name, ["id": item.origin.id, "name": item.name, "typeRef": item.typeReference])
    }

    /// A text with its language, as unary tests and clauses have it.
    mutating func write(_ text: ExpressionText?, as name: String, type: String? = nil) {
        guard let text else { return }
        element(name, ["id": text.origin.id, "typeRef": type, "expressionLanguage": text.language]) { writer in
            writer.out.element("text", text: text.text)
        }
    }

    // MARK: What decides

    /// The variable; where none was written the element's own name serves.
    private mutating func variable(_ item: InformationItem) {
        if item.origin.element == "variable" { write(item, as: "variable") }
    }

    private mutating func references(_ list: [Reference], within requirement: String? = nil) {
        for reference in list {
            let attributes: MarkupWriter.Attributes = ["href": "\(reference.namespace ?? "")#\(reference.id)"]
            guard let requirement else {
                element(reference.origin.element, attributes)
                continue
            }
            element(requirement) { $0.element(reference.origin.element, attributes) }
        }
    }

    private mutating func write(_ input: InputData) {
        element("inputData", ["id": input.origin.id, "name": input.name, "label": input.label]) { writer in
            writer.out.element("description", text: input.description)
            writer.variable(input.variable)
        }
    }

    private mutating func write(_ decision: Decision) {
        element("decision", ["id": decision.origin.id, "name": decision.name]) { writer in
            writer.out.element("description", text: decision.description)
            writer.out.element("question", text: decision.question)
            writer.out.element("allowedAnswers", text: decision.allowedAnswers)
            writer.variable(decision.variable)
            writer.references(
                decision.requiredInputs + decision.requiredDecisions, within: "informationRequirement")
            writer.references(decision.requiredKnowledge, within: "knowledgeRequirement")
            writer.references(decision.authorities, within: "authorityRequirement")
            writer.write(decision.logic)
        }
    }

    private mutating func write(_ knowledge: BusinessKnowledgeModel) {
        element("businessKnowledgeModel", ["id": knowledge.origin.id, "name": knowledge.name]) { writer in
            writer.out.element("description", text: knowledge.description)
            writer.variable(knowledge.variable)
            if let logic = knowledge.logic { writer.write(logic, as: "encapsulatedLogic") }
            writer.references(knowledge.requiredKnowledge, within: "knowledgeRequirement")
            writer.references(knowledge.authorities, within: "authorityRequirement")
        }
    }

    private mutating func write(_ service: DecisionService) {
        element("decisionService", ["id": service.origin.id, "name": service.name]) { writer in
            writer.out.element("description", text: service.description)
            writer.variable(service.variable)
            writer.references(service.outputDecisions)
            writer.references(service.encapsulatedDecisions)
            writer.references(service.inputDecisions)
            writer.references(service.inputData)
        }
    }

    private mutating func write(_ source: KnowledgeSource) {
        element(
            "knowledgeSource", ["id": source.origin.id, "name": source.name, "locationURI": source.location]
        ) { writer in
            writer.out.element("description", text: source.description)
            writer.references(source.authorities, within: "authorityRequirement")
            writer.out.element("type", text: source.type)
        }
    }
}
