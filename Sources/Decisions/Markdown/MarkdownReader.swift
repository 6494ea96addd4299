import Base

/// Makes a model of the sections of a Markdown file.
struct MarkdownReader {
    let file: String
    private(set) var faults: [Diagnostic] = []
    /// The sources named so far, in order, and the places of their names.
    private var sources: [KnowledgeSource] = []
    private var sourcePlaces: [String: Int] = [:]
    /// How many rows types may have, and how deep they may lie within each other.
    private static let maximumTypes = 5_000
    private static let maximumDepth = 50

    init(file: String) { self.file = file }

    mutating func fault(_ span: MarkdownSpan, _ message: String) {
        guard faults.count < ModelReader.maximumFaults else { return }
        faults.append(Diagnostic(span.place(in: file), message))
    }

    func origin(_ element: String, _ line: Int, id: String? = nil) -> Origin {
        Origin(element: element, id: id, line: line)
    }

    mutating func definitions(_ sections: [MarkdownSection]) -> Definitions {
        let model = sections[0]
        var namespace: String?
        var language: String?
        var whole = origin("definitions", 1)
        for property in model.properties {
            switch property.key.text {
            case "命名空间": namespace = property.value.text
            case "语言": language = property.value.text
            case "条目": whole.notes["cites"] = property.value.filled
            case "依据": _ = source(property.value)
            default: unknown(property, ["命名空间", "语言", "条目", "依据"])
            }
        }
        let top = whole
        for fence in model.fences { fault(fence, "表达式要写在决策的标题（## 名称）下面。") }
        for table in model.tables { fault(table.head[0], "表要写在“## 输入”、“## 类型”或决策的标题下面。") }
        var inputs: [InputData] = []
        var types: [ItemDefinition] = []
        var decisions: [(decision: Decision, explicit: [MarkdownSpan]?)] = []
        for section in sections.dropFirst() {
            switch section.title.text {
            case MarkdownWords.inputs: inputs += self.inputs(section)
            case MarkdownWords.types: types += self.types(section)
            default: decisions.append(decision(section))
            }
        }
        checkNames(sections, inputs)
        func assembled(_ decisions: [Decision]) -> Definitions {
            Definitions(
                file: file, name: model.title.text, description: model.description,
                namespace: namespace ?? "urn:qihang:\(MarkdownReader.id("", model.title.text))",
                expressionLanguage: language, origin: top, imports: [], itemDefinitions: types,
                inputData: inputs, decisions: decisions, knowledgeModels: [], services: [], knowledgeSources: sources)
        }
        let draft = assembled(decisions.map(\.decision))
        let names = NameUse(draft)
        return assembled(
            decisions.map { decision, explicit in
                let wanted = explicit.map { $0.filter { !$0.text.isEmpty } }
                for span in wanted ?? [] where !names.knows(span.text) {
                    fault(span, "没有叫“\(span.text)”的输入或决策。")
                }
                return decision.requiring(wanted?.map(\.text) ?? names.used(by: decision), of: draft)
            })
    }

    private mutating func checkNames(_ sections: [MarkdownSection], _ inputs: [InputData]) {
        var lines = Dictionary(inputs.map { ($0.name, $0.origin.line) }) { first, _ in first }
        for section in sections.dropFirst() {
            if let line = lines.updateValue(section.title.line, forKey: section.title.text) {
                fault(section.title, "“\(section.title.text)”在第 \(line) 行已经有了，名称不能相同。")
            }
        }
        var seen: Set<String> = []
        for input in inputs where !seen.insert(input.name).inserted {
            fault(
                MarkdownSpan(text: "", line: input.origin.line, column: 3), "输入“\(input.name)”写了两次，名称不能相同。")
        }
    }

    mutating func unknown(_ property: MarkdownProperty, _ known: [String]) {
        fault(
            property.key,
            "不认识“\(property.key.text)”，这里可以写：\(known.joined(separator: "、"))；说明文字里的列表请用“* ”。")
    }

    /// An id made of a name: what an XML name cannot hold stands as its number.
    static func id(_ prefix: String, _ name: String) -> String {
        var id = prefix
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "\u{4E00}"..."\u{9FA5}": id.unicodeScalars.append(scalar)
            default: id += "_\(String(scalar.value, radix: 16))_"
            }
        }
        return id
    }

    /// A reference to a source of law, written as a name or a link.
    mutating func source(_ span: MarkdownSpan) -> Reference {
        var (name, location) = (span.text, nil as String?)
        if name.hasPrefix("["), name.hasSuffix(")"), let middle = name.ranges(of: "](").last {
            location = String(name[middle.upperBound...].dropLast())
            name = String(name[name.index(after: name.startIndex)..<middle.lowerBound])
        }
        name = ModelReader.normal(name)
        let id = Self.id("k_", name)
        if name.isEmpty { fault(span, "这里应写依据的名称，或“[名称](网址)”。") }
        if let place = sourcePlaces[name] {
            if let location, location != sources[place].location { fault(span, "“\(name)”前面写的网址与这里不同。") }
        } else {
            sourcePlaces[name] = sources.count
            sources.append(
                KnowledgeSource(
                    name: name, type: nil, location: location, description: nil, authorities: [],
                    origin: origin("knowledgeSource", span.line, id: id)))
        }
        return Reference(namespace: nil, id: id, origin: origin("requiredAuthority", span.line))
    }

    // MARK: Inputs and types

    /// The rows of a section's tables by the names of their columns.
    private mutating func rows(
        _ section: MarkdownSection, _ columns: [String]
    ) -> [(cell: (String) -> MarkdownSpan?, first: MarkdownSpan)] {
        for property in section.properties { unknown(property, ["一张表：\(columns.joined(separator: "、"))"]) }
        for fence in section.fences { fault(fence, "这里应是一张表。") }
        var rows: [(cell: (String) -> MarkdownSpan?, first: MarkdownSpan)] = []
        for table in section.tables {
            for head in table.head where !columns.contains(head.text) {
                fault(head, "不认识列“\(head.text)”，可以有：\(columns.joined(separator: "、"))。")
            }
            guard let place = table.head.firstIndex(where: { $0.text == columns[0] }) else {
                fault(table.head[0], "表里缺少列“\(columns[0])”。")
                continue
            }
            for row in table.rows {
                if row[place].text.isEmpty { fault(row[place], "这里缺少名称。") }
                let cell: (String) -> MarkdownSpan? = { name in
                    zip(table.head, row).first { $0.0.text == name && !$0.1.text.isEmpty }?.1
                }
                rows.append((cell, row[place]))
            }
        }
        return rows
    }

    private mutating func inputs(_ section: MarkdownSection) -> [InputData] {
        rows(section, MarkdownWords.inputColumns).map { row in
            let (name, line) = (ModelReader.normal(row.first.text), row.first.line)
            return InputData(
                name: name, label: row.cell("问题")?.text,
                variable: InformationItem(
                    name: name, typeReference: row.cell("类型")?.text, origin: origin("variable", line)),
                description: row.cell("说明")?.text, origin: origin("inputData", line, id: Self.id("i_", name)))
        }
    }

    private mutating func types(_ section: MarkdownSection) -> [ItemDefinition] {
        let rows = rows(section, MarkdownWords.typeColumns + MarkdownWords.noteColumns.map(\.column))
        guard rows.count <= Self.maximumTypes else {
            fault(rows[0].first, "类型太多，最多 \(Self.maximumTypes) 行。")
            return []
        }
        var seen: Set<String> = []
        for row in rows {
            let names = row.first.text.split(separator: ".", omittingEmptySubsequences: false)
            let parent = names.dropLast().joined(separator: ".")
            if names.count > Self.maximumDepth { fault(row.first, "类型嵌套太深，最多 \(Self.maximumDepth) 层。") }
            if names.contains("") { fault(row.first, "“.”的两边都应有名称。") }
            if !parent.isEmpty, !seen.contains(parent) { fault(row.first, "前面应先有一行写“\(parent)”。") }
            if !seen.insert(row.first.text).inserted { fault(row.first, "“\(row.first.text)”写了两次，名称不能相同。") }
        }
        guard faults.isEmpty else { return [] }
        return parts(of: "", rows)
    }

    private mutating func parts(
        of parent: String, _ rows: [(cell: (String) -> MarkdownSpan?, first: MarkdownSpan)]
    ) -> [ItemDefinition] {
        var items: [ItemDefinition] = []
        let element = parent.isEmpty ? "itemDefinition" : "itemComponent"
        for row in rows where row.first.text.hasPrefix(parent) {
            let name = row.first.text.dropFirst(parent.count)
            if name.contains(".") || name.isEmpty { continue }
            let components = parts(of: "\(row.first.text).", rows)
            let base = row.cell("基础")
            if let base, !components.isEmpty { fault(base, "“\(row.first.text)”下面有分项，这里应空着。") }
            if let several = row.cell("多个"), several.text != MarkdownWords.yes {
                fault(several, "这里只能写“是”或空着。")
            }
            var place = origin(element, row.first.line)
            for (note, column) in MarkdownWords.noteColumns { place.notes[note] = row.cell(column)?.text }
            items.append(
                ItemDefinition(
                    name: ModelReader.normal(String(name)), description: row.cell("说明")?.text,
                    content: components.isEmpty ? .type(base?.text) : .components(components),
                    isCollection: row.cell("多个") != nil, allowedValues: row.cell("允许值")?.expression("allowedValues"),
                    typeConstraint: row.cell("约束")?.expression("typeConstraint"),
                    origin: place))
        }
        return items
    }
}

extension Decision {
    /// The same decision, requiring these inputs and decisions of a model.
    fileprivate func requiring(_ names: [String], of model: Definitions) -> Decision {
        func pointer(_ element: String, _ id: String?) -> Reference {
            Reference(namespace: nil, id: id ?? "", origin: Origin(element: element, id: nil, line: origin.line))
        }
        return Decision(
            name: name, variable: variable, question: question, allowedAnswers: allowedAnswers,
            description: description,
            requiredInputs: names.compactMap { name in
                model.inputData.first { $0.name == name }.map { pointer("requiredInput", $0.origin.id) }
            },
            requiredDecisions: names.compactMap { name in
                model.decisions.first { $0.name == name }.map { pointer("requiredDecision", $0.origin.id) }
            },
            requiredKnowledge: [], authorities: authorities, logic: logic, origin: origin)
    }
}
