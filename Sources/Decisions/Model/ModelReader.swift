import Base

/// Reads a DMN file into `Definitions`; faults are gathered so that a person mends a file in one go.
struct ModelReader {
    /// The namespaces of the versions that are read.
    static let namespaces = [
        "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ]
    /// How many faults are told of one file.
    static let maximumFaults = 100

    let file: String
    private(set) var faults: [Diagnostic] = []

    init(file: String) { self.file = file }

    mutating func fault(_ node: MarkupNode, _ message: String) {
        guard faults.count < Self.maximumFaults else { return }
        faults.append(Diagnostic(Place(file: file, line: node.line), "“\(node.name)”：\(message)"))
    }

    mutating func fault(_ node: MarkupNode, found: String, expected: String) {
        fault(node, "这里写的是“\(found)”，应为\(expected)。")
    }

    func origin(_ node: MarkupNode) -> Origin {
        Origin(element: node.name, id: node.attribute("id"), line: node.line, notes: node.notes)
    }

    /// The children that the standard knows; those of other namespaces are for other tools.
    func parts(_ node: MarkupNode) -> [MarkupNode] { node.children.filter { $0.namespace == node.namespace } }
    func part(_ node: MarkupNode, _ name: String) -> MarkupNode? { parts(node).first { $0.name == name } }
    func parts(_ node: MarkupNode, _ name: String) -> [MarkupNode] { parts(node).filter { $0.name == name } }

    /// The text of a child such as `description`; nil when there is none.
    func text(_ node: MarkupNode, _ name: String) -> String? {
        guard let text = part(node, name)?.text.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// A name, words parted by one space.
    mutating func name(_ node: MarkupNode) -> String {
        guard let name = node.attribute("name") else {
            fault(node, "缺少 name（名称）。")
            return ""
        }
        return Self.normal(name)
    }

    static func normal(_ name: String) -> String {
        if name.utf8.allSatisfy(isPlain) { return name }
        return name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a byte is no white space and begins none, as those of most names are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0xC2 && !(0xE1...0xE3).contains(byte)
    }

    // MARK: The model

    mutating func definitions(_ root: MarkupNode) throws(Diagnostics) -> Definitions {
        guard root.name == "definitions", Self.namespaces.contains(root.namespace) else {
            fault(
                root, found: "\(root.name) xmlns=\"\(root.namespace)\"",
                expected: "DMN 1.2 至 1.5 的 definitions，如 xmlns=\"\(Self.namespaces.last ?? "")\"")
            throw Diagnostics(faults)
        }
        let definitions = Definitions(
            file: file, name: root.attribute("name").map(Self.normal) ?? file,
            description: text(root, "description"), namespace: root.attribute("namespace") ?? "",
            expressionLanguage: root.attribute("expressionLanguage"), origin: origin(root),
            imports: each(root, "import") { $0.import($1) },
            itemDefinitions: each(root, "itemDefinition") { $0.itemDefinition($1) },
            inputData: each(root, "inputData") { $0.inputData($1) },
            decisions: each(root, "decision") { $0.decision($1) },
            knowledgeModels: each(root, "businessKnowledgeModel") { $0.knowledgeModel($1) },
            services: each(root, "decisionService") { $0.service($1) },
            knowledgeSources: each(root, "knowledgeSource") { $0.knowledgeSource($1) })
        checkNames(root)
        guard faults.isEmpty else { throw Diagnostics(faults) }
        return definitions
    }

    mutating func each<Part>(
        _ node: MarkupNode, _ name: String, _ read: (inout ModelReader, MarkupNode) -> Part
    ) -> [Part] {
        parts(node, name).map { read(&self, $0) }
    }

    /// Ids are unique in a file; so are the names of what can be named.
    private mutating func checkNames(_ root: MarkupNode) {
        var ids: [String: Int] = [:]
        var names: [String: MarkupNode] = [:]
        for node in parts(root) {
            if let id = node.attribute("id"), let line = ids.updateValue(node.line, forKey: id) {
                fault(node, "id“\(id)”在第 \(line) 行已经用过，每个元素的 id 不能相同。")
            }
            guard ["inputData", "decision", "businessKnowledgeModel", "decisionService"].contains(node.name),
                let name = node.attribute("name").map(Self.normal)
            else { continue }
            if let other = names.updateValue(node, forKey: name), other.name == node.name {
                fault(node, "“\(name)”在第 \(other.line) 行已经有了，名称不能相同。")
            }
        }
    }

    private mutating func `import`(_ node: MarkupNode) -> Import {
        let namespace = node.attribute("namespace")
        if namespace == nil { fault(node, "缺少 namespace（被引入模型的命名空间）。") }
        return Import(
            name: node.attribute("name").map(Self.normal) ?? "", namespace: namespace ?? "",
            type: node.attribute("importType") ?? "", location: node.attribute("locationURI"), origin: origin(node))
    }

    // MARK: Types

    mutating func itemDefinition(_ node: MarkupNode) -> ItemDefinition {
        let components = parts(node, "itemComponent")
        let content: ItemDefinition.Content
        if let function = part(node, "functionItem") {
            content = .function(
                parameters: each(function, "parameters") { $0.informationItem($1) },
                result: function.attribute("outputTypeRef"))
        } else if !components.isEmpty {
            content = .components(each(node, "itemComponent") { $0.itemDefinition($1) })
        } else {
            content = .type(text(node, "typeRef") ?? node.attribute("typeRef"))
        }
        return ItemDefinition(
            name: name(node), description: text(node, "description"), content: content,
            isCollection: node.attribute("isCollection") == "true",
            allowedValues: part(node, "allowedValues").flatMap { expression($0) },
            typeConstraint: part(node, "typeConstraint").flatMap { expression($0) }, origin: origin(node))
    }

    mutating func informationItem(_ node: MarkupNode) -> InformationItem {
        InformationItem(name: name(node), typeReference: typeReference(node), origin: origin(node))
    }

    func typeReference(_ node: MarkupNode) -> String? { node.attribute("typeRef") ?? text(node, "typeRef") }
}
