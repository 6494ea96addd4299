import Base

/// Writes a model as Markdown, one line for each row and each property, so that a change of a rule is a changed line.
struct MarkdownWriter {
    private let model: Definitions
    private(set) var faults: [Diagnostic] = []
    private var lines: [String] = []

    init(_ model: Definitions) { self.model = model }

    private mutating func refuse(_ origin: Origin, _ what: String) {
        guard faults.count < ModelReader.maximumFaults else { return }
        faults.append(
            Diagnostic(Place(file: model.file, line: origin.line), "“\(origin.element)”：Markdown 里没有地方写\(what)。"))
    }

    mutating func text() -> String {
        for entry in model.imports { refuse(entry.origin, "引入的模型“\(entry.name)”") }
        for knowledge in model.knowledgeModels { refuse(knowledge.origin, "业务知识模型“\(knowledge.name)”") }
        for service in model.services { refuse(service.origin, "决策服务“\(service.name)”") }
        lines.append("# \(model.name)")
        prose(model.description)
        var properties = ["- 命名空间：\(MarkdownText.line(model.namespace))"]
        if let language = model.expressionLanguage { properties.append("- 语言：\(MarkdownText.line(language))") }
        if let cites = model.origin.notes["cites"] { properties.append("- 条目：\(MarkdownText.line(cites))") }
        block(properties + sources())
        writeInputs()
        writeTypes()
        let names = NameUse(model)
        for decision in model.decisions { write(decision, names) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Lines with an empty one before them.
    private mutating func block(_ more: [String]) {
        if !more.isEmpty { lines += [""] + more }
    }

    private mutating func prose(_ text: String?) {
        guard let text else { return }
        block(text.split(separator: "\n", omittingEmptySubsequences: false).map(MarkdownText.prose))
    }

    private func property(_ key: String, _ value: String?, indent: String = "") -> [String] {
        guard let value else { return [] }
        return ["\(indent)- \(key)：\(MarkdownText.line(value))"]
    }

    private mutating func table(_ head: [String], _ rows: [[String]]) {
        let rule = "|" + String(repeating: "---|", count: head.count)
        block([MarkdownText.row(head), rule] + rows.map(MarkdownText.row))
    }

    /// The text of an expression in FEEL.
    private mutating func text(_ expression: ExpressionText?) -> String? {
        guard let expression else { return nil }
        if let language = expression.language { refuse(expression.origin, "表达式自己的语言（\(language)）") }
        return expression.text.trimmed
    }

    // MARK: Sources

    /// The lines that name the sources, where their order is not that in which the decisions name them.
    private mutating func sources() -> [String] {
        for source in model.knowledgeSources
        where source.type != nil || source.description != nil || !source.authorities.isEmpty {
            refuse(source.origin, "依据“\(source.name)”的种类、说明和它自己的依据")
        }
        var named: [String] = []
        for reference in model.decisions.flatMap(\.authorities) {
            if let name = source(reference)?.name, !named.contains(name) { named.append(name) }
        }
        if named == model.knowledgeSources.map(\.name) { return [] }
        return model.knowledgeSources.map { "- 依据：\(MarkdownText.line(Self.link($0)))" }
    }

    private func source(_ reference: Reference) -> KnowledgeSource? {
        guard reference.namespace == nil || reference.namespace == model.namespace else { return nil }
        return model.knowledgeSources.first { $0.origin.id == reference.id }
    }

    private static func link(_ source: KnowledgeSource) -> String {
        source.location.map { "[\(source.name)](\($0))" } ?? source.name
    }

    // MARK: Inputs and types

    private mutating func writeInputs() {
        guard !model.inputData.isEmpty else { return }
        block(["## \(MarkdownWords.inputs)"])
        for input in model.inputData where input.variable.name != input.name {
            refuse(input.origin, "与输入不同名的变量“\(input.variable.name)”")
        }
        table(
            MarkdownWords.inputColumns,
            model.inputData.map { [$0.name, $0.variable.typeReference ?? "", $0.label ?? "", $0.description ?? ""] })
    }

    private mutating func writeTypes() {
        guard !model.itemDefinitions.isEmpty else { return }
        block(["## \(MarkdownWords.types)"])
        let notes = MarkdownWords.noteColumns.filter { note in model.itemDefinitions.contains { $0.says(note.note) } }
        var rows: [[String]] = []
        for item in model.itemDefinitions { add(item, notes.map(\.note), under: "", to: &rows) }
        table(MarkdownWords.typeColumns + notes.map(\.column), rows)
    }

    private mutating func add(
        _ item: ItemDefinition, _ notes: [String], under parent: String, to rows: inout [[String]]
    ) {
        if item.name.contains(".") { refuse(item.origin, "名称里有“.”的类型“\(item.name)”") }
        var base = ""
        var parts: [ItemDefinition] = []
        switch item.content {
        case .type(let reference): base = reference ?? ""
        case .components(let components): parts = components
        case .function: refuse(item.origin, "函数类型“\(item.name)”")
        }
        rows.append(
            [
                parent + item.name, base, item.isCollection ? MarkdownWords.yes : "", text(item.allowedValues) ?? "",
                text(item.typeConstraint) ?? "", item.description ?? "",
            ] + notes.map { item.origin.notes[$0] ?? "" })
        for part in parts { add(part, notes, under: "\(parent)\(item.name).", to: &rows) }
    }

    // MARK: Decisions

    private mutating func write(_ decision: Decision, _ names: NameUse) {
        let isTaken = model.inputData.contains { $0.name == decision.name }
        if isTaken || [MarkdownWords.inputs, MarkdownWords.types].contains(decision.name) {
            refuse(decision.origin, "与输入同名或叫“输入”、“类型”的决策“\(decision.name)”")
        }
        for pointer in decision.requiredKnowledge { refuse(pointer.origin, "业务知识模型和决策服务") }
        block(["## \(decision.name)"])
        prose(decision.description)
        var properties = property("问题", decision.question) + property("回答", decision.allowedAnswers)
        if decision.variable.name != decision.name { properties += property("变量", decision.variable.name) }
        properties += property("结果", decision.variable.typeReference)
        properties += property("表达式类型", decision.logic?.typeReference)
        for reference in decision.authorities {
            guard let source = source(reference) else {
                refuse(reference.origin, "指向别处的依据“\(reference.id)”")
                continue
            }
            properties += property("依据", Self.link(source))
        }
        properties += needs(of: decision, names)
        switch decision.logic?.kind {
        case nil: block(properties)
        case .literal(let expression):
            block(properties)
            fence(text(expression))
        case .table(let table): write(table, of: decision, properties)
        default:
            block(properties)
            refuse(decision.logic?.origin ?? decision.origin, "这种形式的表达式；可以写成决策表或一个 FEEL 表达式")
        }
    }

    private mutating func needs(of decision: Decision, _ names: NameUse) -> [String] {
        var needed: [String] = []
        let pointers =
            decision.requiredInputs.map { ($0, model.inputData.map { ($0.name, $0.origin.id) }) }
            + decision.requiredDecisions.map { ($0, model.decisions.map { ($0.name, $0.origin.id) }) }
        for (pointer, elements) in pointers {
            guard pointer.namespace == nil || pointer.namespace == model.namespace,
                let name = elements.first(where: { $0.1 == pointer.id })?.0
            else {
                refuse(pointer.origin, "指向别处的“\(pointer.id)”")
                continue
            }
            needed.append(name)
        }
        if needed == names.used(by: decision) { return [] }
        return needed.isEmpty ? ["- 需要："] : needed.flatMap { property("需要", $0) }
    }

    private mutating func fence(_ text: String?) {
        var mark = "```"
        while text?.contains(mark) == true { mark += "`" }
        block(["\(mark)feel"] + (text.map { [$0.replacing("\r\n", with: "\n")] } ?? []) + [mark])
    }

    private mutating func write(_ table: DecisionTable, of decision: Decision, _ properties: [String]) {
        let aggregation = table.aggregation.map { " \($0.rawValue)" } ?? ""
        var properties = properties + ["- 命中：\(table.hitPolicy.rawValue)\(aggregation)"]
        for input in table.inputs {
            let expression = text(input.expression) ?? ""
            properties.append("- 输入：\(MarkdownText.line(input.label ?? expression))")
            if input.label != nil { properties += property("看", expression, indent: "  ") }
            properties += property("类型", input.typeReference, indent: "  ")
            properties += property("允许", text(input.values), indent: "  ")
        }
        for output in table.outputs {
            properties.append("- 输出：\(output.name ?? "")")
            properties += property("标签", output.label, indent: "  ")
            properties += property("类型", output.typeReference, indent: "  ")
            properties += property("允许", text(output.values), indent: "  ")
            properties += property("否则", text(output.defaultEntry), indent: "  ")
        }
        block(properties)
        let describes =
            table.rules.contains { $0.description != nil } || table.annotations.last == MarkdownWords.ruleDescription
        var head = table.inputs.map(\.title) + table.outputs.map { $0.title(of: decision.variable) }
        head += table.annotations + (describes ? [MarkdownWords.ruleDescription] : [])
        self.table(
            head,
            table.rules.map { rule in
                let cells = (rule.inputs + rule.outputs).map { text($0) ?? "" }
                let notes = table.annotations.indices.map { rule.annotations.count > $0 ? rule.annotations[$0] : "" }
                return cells + notes + (describes ? [rule.description ?? ""] : [])
            })
    }
}

extension ItemDefinition {
    /// Whether it, or a part of it, has this note.
    func says(_ note: String) -> Bool {
        if origin.notes[note] != nil { return true }
        guard case .components(let parts) = content else { return false }
        return parts.contains { $0.says(note) }
    }
}
