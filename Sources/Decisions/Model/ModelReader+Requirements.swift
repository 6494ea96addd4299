extension ModelReader {
    private mutating func reference(_ node: MarkupNode) -> Reference {
        let href = node.attribute("href") ?? ""
        let parts = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else {
            fault(node, found: href, expected: "href=\"#id\"（本模型）或 href=\"命名空间#id\"（引入的模型）")
            return Reference(namespace: nil, id: "", origin: origin(node))
        }
        return Reference(
            namespace: parts[0].isEmpty ? nil : String(parts[0]), id: String(parts[1]), origin: origin(node))
    }

    /// The pointers of one kind within the requirements of one kind.
    private mutating func references(_ node: MarkupNode, _ requirement: String, _ kinds: [String]) -> [Reference] {
        var references: [Reference] = []
        for part in parts(node, requirement) {
            let pointers = parts(part).filter { $0.name.hasPrefix("required") }
            if pointers.isEmpty { fault(part, "里面应有 \(kinds.joined(separator: " 或 "))。") }
            for pointer in pointers where kinds.contains(pointer.name) { references.append(reference(pointer)) }
        }
        return references
    }

    private mutating func knowledge(_ node: MarkupNode) -> [Reference] {
        references(node, "knowledgeRequirement", ["requiredKnowledge"])
    }

    private mutating func authorities(_ node: MarkupNode) -> [Reference] {
        references(node, "authorityRequirement", ["requiredAuthority", "requiredDecision", "requiredInput"])
    }

    /// The variable of an element; where none is written, one of the element's name.
    private mutating func variable(_ node: MarkupNode) -> InformationItem {
        if let variable = part(node, "variable") { return informationItem(variable) }
        return InformationItem(
            name: node.attribute("name").map(Self.normal) ?? "", typeReference: nil, origin: origin(node))
    }

    mutating func inputData(_ node: MarkupNode) -> InputData {
        InputData(
            name: name(node), label: node.attribute("label"), variable: variable(node),
            description: text(node, "description"), origin: origin(node))
    }

    mutating func decision(_ node: MarkupNode) -> Decision {
        Decision(
            name: name(node), variable: variable(node), question: text(node, "question"),
            allowedAnswers: text(node, "allowedAnswers"),
            description: text(node, "description"),
            requiredInputs: references(node, "informationRequirement", ["requiredInput"]),
            requiredDecisions: references(node, "informationRequirement", ["requiredDecision"]),
            requiredKnowledge: knowledge(node), authorities: authorities(node), logic: boxed(in: node),
            origin: origin(node))
    }

    mutating func knowledgeModel(_ node: MarkupNode) -> BusinessKnowledgeModel {
        BusinessKnowledgeModel(
            name: name(node), description: text(node, "description"), variable: variable(node),
            logic: part(node, "encapsulatedLogic").map { functionDefinition($0) },
            requiredKnowledge: knowledge(node), authorities: authorities(node), origin: origin(node))
    }

    mutating func service(_ node: MarkupNode) -> DecisionService {
        DecisionService(
            name: name(node), description: text(node, "description"), variable: variable(node),
            outputDecisions: each(node, "outputDecision") { $0.reference($1) },
            encapsulatedDecisions: each(node, "encapsulatedDecision") { $0.reference($1) },
            inputDecisions: each(node, "inputDecision") { $0.reference($1) },
            inputData: each(node, "inputData") { $0.reference($1) }, origin: origin(node))
    }

    mutating func knowledgeSource(_ node: MarkupNode) -> KnowledgeSource {
        KnowledgeSource(
            name: name(node), type: text(node, "type"), location: node.attribute("locationURI"),
            description: text(node, "description"), authorities: authorities(node), origin: origin(node))
    }
}
