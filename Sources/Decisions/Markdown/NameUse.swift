import FEEL

/// Which inputs and decisions of a model the expressions of a decision name.
struct NameUse {
    private let scope: Scope
    /// The same with the value tested, for cells.
    private let tested: Scope
    /// The names of inputs and decisions by the names of their variables, in the order of the model.
    private let elements: [(variable: String, name: String)]
    private let names: Set<String>

    init(_ model: Definitions) {
        let types = TypeTable(model) { _ in }
        let variables =
            model.inputData.map { (name: $0.name, variable: $0.variable) }
            + model.decisions.map { (name: $0.name, variable: $0.variable) }
        elements = variables.map { ($0.variable.name, $0.name) }
        names = Set(variables.map(\.name))
        let fields = variables.map {
            FEELType.Field($0.variable.name, types.type($0.variable.typeReference, $0.variable.origin).feel)
        }
        scope = Scope(fields, types: types.feelTypes, mode: .standard)
        tested = scope.adding([FEELType.Field("?", .any)])
    }

    func knows(_ name: String) -> Bool { names.contains(name) }

    /// The names of what a decision uses, in the order of the model; expressions that cannot be read use nothing.
    func used(by decision: Decision) -> [String] {
        guard let logic = decision.logic else { return [] }
        var used: Set<String> = []
        func note(_ text: ExpressionText?) {
            guard let text, !text.text.isEmpty else { return }
            used.formUnion((try? Expression.parse(text.text, scope: scope))?.referencedNames ?? [])
        }
        switch logic.kind {
        case .literal(let text): note(text)
        case .table(let table):
            func noteTests(_ text: ExpressionText?) {
                guard let text, !text.text.isEmpty, text.text != "-" else { return }
                used.formUnion((try? Expression.parseUnaryTests(text.text, about: tested))?.referencedNames ?? [])
            }
            for input in table.inputs {
                note(input.expression)
                noteTests(input.values)
            }
            for output in table.outputs { note(output.defaultEntry) }
            for rule in table.rules {
                for cell in rule.inputs { noteTests(cell) }
                for cell in rule.outputs { note(cell) }
            }
        default: break
        }
        return elements.filter { used.contains($0.variable) && $0.name != decision.name }.map(\.name)
    }
}
