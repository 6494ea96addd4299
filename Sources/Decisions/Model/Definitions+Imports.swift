public import Base

extension Definitions {
    /// The models that it imports, directly or through others, out of those at hand.
    ///
    /// - Parameter known: the models at hand; the first of a namespace is taken.
    /// - Throws: `Diagnostics` with the place of an import that none of them answers, or one beyond the bound.
    public func imported(from known: [Definitions]) throws(Diagnostics) -> [Definitions] {
        var found: [Definitions] = []
        var wanted = [self]
        while let model = wanted.popLast() {
            for entry in model.imports where entry.isModel {
                if ([self] + found).contains(where: { $0.namespace == entry.namespace }) { continue }
                guard found.count < DecisionModel.maximumImports,
                    let other = known.first(where: { $0.namespace == entry.namespace })
                else {
                    throw Diagnostics([
                        Diagnostic(
                            Place(file: model.file, line: entry.origin.line),
                            "“import”：没有命名空间为“\(entry.namespace)”的模型，请把它放在方案包的 decisions 里。")
                    ])
                }
                found.append(other)
                wanted.append(other)
            }
        }
        return found
    }

    /// The types by the names under which its elements see them: its own, and those of its imports with the import's name.
    public func types(importing imports: [Definitions]) -> [String: ItemDefinition] {
        var types = Dictionary(itemDefinitions.map { ($0.name, $0) }) { first, _ in first }
        for entry in self.imports {
            guard let other = imports.first(where: { $0.namespace == entry.namespace }) else { continue }
            let own = Set(other.itemDefinitions.map(\.name))
            for item in other.itemDefinitions {
                types[entry.name.isEmpty ? item.name : "\(entry.name).\(item.name)"] = item.named(
                    own, within: entry.name)
            }
        }
        return types
    }
}

extension ItemDefinition {
    /// The same type as another model names it that imports it under a name.
    fileprivate func named(_ own: Set<String>, within name: String) -> ItemDefinition {
        var content = content
        switch content {
        case .type(let reference?) where own.contains(reference) && !name.isEmpty:
            content = .type("\(name).\(reference)")
        case .components(let parts): content = .components(parts.map { $0.named(own, within: name) })
        case .type, .function: break
        }
        return ItemDefinition(
            name: self.name, description: description, content: content, isCollection: isCollection,
            allowedValues: allowedValues, typeConstraint: typeConstraint, origin: origin)
    }
}
