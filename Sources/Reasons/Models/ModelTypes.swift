import Base
import Decisions
import FEEL

/// The types that a model's file defines and those that it imports, with the units that they name.
struct ModelTypes: Sendable {
    private let file: String
    private let byName: [String: ItemDefinition]

    init(_ definitions: Definitions, imports: [Definitions] = []) {
        file = definitions.file
        byName = definitions.types(importing: imports)
    }

    func place(_ origin: Origin) -> Place { Place(file: file, line: origin.line) }

    func definition(_ reference: String?) -> ItemDefinition? { reference.flatMap { byName[$0] } }

    /// The type of the language that a definition comes to.
    func base(of definition: ItemDefinition) -> FEELType {
        chain(definition).last.flatMap { last in
            guard case .type(let name?) = last.content else { return nil }
            return FEELType.named(name)
        } ?? .any
    }

    /// The unit of the values of a type.
    func unit(_ reference: String?) -> String? { definition(reference).flatMap(unit) }

    func unit(_ definition: ItemDefinition) -> String? {
        chain(definition).lazy.compactMap { $0.origin.notes["unit"] }.first
    }

    /// A definition, the one that it refers to, and so on; a ring ends it.
    func chain(_ definition: ItemDefinition) -> [ItemDefinition] {
        var chain = [definition]
        while let last = chain.last, chain.count < 20, case .type(let name?) = last.content,
            let next = byName[name]
        {
            chain.append(next)
        }
        return chain
    }
}
