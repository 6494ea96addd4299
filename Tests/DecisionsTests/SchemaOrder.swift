import Foundation
import FoundationXML

/// What the standard's schema asks of an element that we write: which children, in which order, and which attributes
/// it cannot do without. A compact check of our own for where the schema itself is not at hand.
final class SchemaOrder: NSObject, XMLParserDelegate {
    private static let expression =
        "literalExpression context list relation invocation decisionTable "
        + "functionDefinition conditional filter for some every"
    /// `description` and what follows it, for elements of the standard's own.
    private static let children: [String: [String]] = [
        "definitions": [
            "description", "import", "itemDefinition",
            "inputData knowledgeSource businessKnowledgeModel decision decisionService",
        ],
        "import": [], "variable": [], "parameter": [], "parameters": [], "column": [], "formalParameter": [],
        "itemDefinition": [
            "description", "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
        ],
        "itemComponent": [
            "description", "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
        ],
        "functionItem": ["parameters"],
        "inputData": ["description", "variable"],
        "knowledgeSource": ["description", "authorityRequirement", "type"],
        "businessKnowledgeModel": [
            "description", "variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement",
        ],
        "decision": [
            "description", "question", "allowedAnswers", "variable", "informationRequirement", "knowledgeRequirement",
            "authorityRequirement", expression,
        ],
        "decisionService": [
            "description", "variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData",
        ],
        "informationRequirement": ["requiredDecision requiredInput"],
        "knowledgeRequirement": ["requiredKnowledge"],
        "authorityRequirement": ["requiredDecision requiredInput requiredAuthority"],
        "literalExpression": ["text"], "inputExpression": ["text"], "inputValues": ["text"], "outputValues": ["text"],
        "defaultOutputEntry": ["text"], "inputEntry": ["text"], "outputEntry": ["text"], "annotationEntry": ["text"],
        "allowedValues": ["text"], "typeConstraint": ["text"],
        "context": ["contextEntry"], "contextEntry": ["variable", expression], "list": [expression],
        "relation": ["column", "row"], "row": [expression], "invocation": [expression, "binding"],
        "binding": ["parameter", expression], "functionDefinition": ["formalParameter", expression],
        "encapsulatedLogic": ["formalParameter", expression], "conditional": ["if", "then", "else"],
        "filter": ["in", "match"], "for": ["in", "return"], "some": ["in", "satisfies"], "every": ["in", "satisfies"],
        "if": [expression], "then": [expression], "else": [expression], "in": [expression], "match": [expression],
        "return": [expression], "satisfies": [expression],
        "decisionTable": ["input", "output", "annotation", "rule"], "input": ["inputExpression", "inputValues"],
        "output": ["outputValues", "defaultOutputEntry"], "annotation": [],
        "rule": ["description", "inputEntry", "outputEntry", "annotationEntry"],
    ]
    private static let required: [String: [String]] = [
        "definitions": ["name", "namespace"], "import": ["name", "namespace", "importType"], "decision": ["name"],
        "businessKnowledgeModel": ["name"], "itemDefinition": ["name"], "itemComponent": ["name"],
        "knowledgeSource": ["name"], "variable": ["name"], "parameter": ["name"], "parameters": ["name"],
        "column": ["name"], "formalParameter": ["name"], "requiredDecision": ["href"], "requiredInput": ["href"],
        "requiredKnowledge": ["href"], "requiredAuthority": ["href"], "outputDecision": ["href"],
        "encapsulatedDecision": ["href"], "inputDecision": ["href"],
    ]

    private var open: [(name: String, place: Int)] = []
    private var faults: [String] = []

    static func faults(in text: String) -> [String] {
        let check = SchemaOrder()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = check
        return parser.parse() ? check.faults : check.faults + ["no whole XML"]
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        for attribute in Self.required[name] ?? [] where attributes[attribute] == nil {
            faults.append("\(name) at \(parser.lineNumber) has no \(attribute)")
        }
        if let parent = open.last, let groups = Self.children[parent.name] {
            let place = groups.firstIndex { $0.split(separator: " ").contains { $0 == name } }
            if let place, place >= parent.place {
                open[open.count - 1].place = place
            } else {
                faults.append("\(name) at \(parser.lineNumber) does not belong here in \(parent.name)")
            }
        }
        open.append((name, 0))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }
}
