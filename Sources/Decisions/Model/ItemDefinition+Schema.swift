extension Definitions {
    /// The types in the form that the schema has a place for: tests belong to a type that refers to another, so what is
    /// made of components or is a function and has tests becomes two types.
    var schemaTypes: [ItemDefinition] {
        var splitter = TypeSplitter(taken: Set(itemDefinitions.map(\.name)))
        let split = itemDefinitions.map { splitter.split($0) }
        return split + splitter.added
    }
}

private struct TypeSplitter {
    var taken: Set<String>
    private(set) var added: [ItemDefinition] = []

    init(taken: Set<String>) { self.taken = taken }

    mutating func split(_ item: ItemDefinition) -> ItemDefinition {
        var content = item.content
        if case .components(let parts) = content { content = .components(parts.map { split($0) }) }
        if item.allowedValues != nil || item.typeConstraint != nil {
            switch content {
            case .type(nil): content = .type("Any")
            case .type: break
            case .components, .function: content = .type(add(content, for: item))
            }
        }
        return ItemDefinition(
            name: item.name, description: item.description, content: content, isCollection: item.isCollection,
            allowedValues: item.allowedValues, typeConstraint: item.typeConstraint, origin: item.origin)
    }

    /// Adds a type of this content; its name.
    private mutating func add(_ content: ItemDefinition.Content, for item: ItemDefinition) -> String {
        var name = "\(item.name)的内容"
        while !taken.insert(name).inserted { name += "之一" }
        added.append(
            ItemDefinition(
                name: name, description: nil, content: content, isCollection: false, allowedValues: nil,
                typeConstraint: nil, origin: Origin(element: "itemDefinition", id: nil, line: item.origin.line)))
        return name
    }
}
