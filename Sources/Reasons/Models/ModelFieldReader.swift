import Decisions
import FEEL
import Strict

/// Reads what a form has to ask from the types of a model's inputs.
struct ModelFieldReader {
    let types: ModelTypes
    private(set) var fields: [ModelField] = []
    private(set) var lists: [ModelList] = []
    /// Inputs, or parts of inputs, that a form cannot ask for, such as lists within lists.
    private(set) var beyondForms: [String] = []

    init(_ types: ModelTypes) { self.types = types }

    mutating func read(_ item: InformationItem) {
        if let definition = types.definition(item.typeReference) {
            read(definition, [item.name], hint: nil)
        } else {
            add([item.name], nil, [], FEELType.named(item.typeReference ?? ""))
        }
    }

    private mutating func read(_ definition: ItemDefinition, _ path: [String], hint: String?) {
        let chain = types.chain(definition)
        let hint = hint ?? chain.lazy.compactMap { $0.origin.notes["hint"] }.first
        guard path.count < 8, let last = chain.last else { return beyondForms.append(path.joined(separator: ".")) }
        if chain.contains(where: \.isCollection) { return readList(chain, path, hint: hint) }
        if case .components(let parts) = last.content {
            for part in parts { read(part, path + [part.name], hint: nil) }
        } else {
            add(path, hint, chain, types.base(of: definition))
        }
    }

    /// A list of rows, or of bare values; a list within a row is beyond forms.
    private mutating func readList(_ chain: [ItemDefinition], _ path: [String], hint: String?) {
        let depth = chain.count { $0.isCollection }
        var cells = ModelFieldReader(types)
        if let last = chain.last, case .components(let parts) = last.content {
            for part in parts { cells.read(part, [part.name], hint: nil) }
        } else if let last = chain.last {
            cells.add([], nil, chain, types.base(of: last), title: path.last)
        }
        guard depth == 1, cells.lists.isEmpty, cells.beyondForms.isEmpty, !cells.fields.isEmpty else {
            return beyondForms.append(path.joined(separator: "."))
        }
        var constraint = StrictConstraint()
        let tests = chain.flatMap { [$0.allowedValues, $0.typeConstraint] }.compactMap { $0 }
        for test in tests { try? constraint.read(test.text, of: .any) }
        lists.append(ModelList(path: path, hint: hint, fields: cells.fields, limit: constraint.limit))
    }

    private mutating func add(
        _ path: [String], _ hint: String?, _ chain: [ItemDefinition], _ type: FEELType?, title: String? = nil
    ) {
        let tests = chain.flatMap { [$0.allowedValues, $0.typeConstraint] }.compactMap { $0 }
        let kind: ModelField.Kind
        switch type {
        case .number:
            var constraint = StrictConstraint()
            for test in tests { try? constraint.read(test.text, of: .number) }
            kind = .number(scale: constraint.scale, low: constraint.low, high: constraint.high)
        case .boolean: kind = .boolean
        case .date: kind = .date
        case .string:
            let choices = tests.flatMap(Self.choices)
            kind = choices.isEmpty ? .text : .choice(choices)
        default:
            beyondForms.append(path.joined(separator: "."))
            return
        }
        fields.append(
            ModelField(
                path: path, title: title ?? path.last ?? "", unit: chain.first.flatMap(types.unit), hint: hint,
                kind: kind))
    }

    /// The texts that unary tests such as `"男", "女"` name.
    private static func choices(_ tests: ExpressionText) -> [String] {
        guard let expression = try? Expression.parseUnaryTests(tests.text, of: .string, scope: .empty) else {
            return []
        }
        var choices: [String] = []
        expression.root.visit { node in
            if case .constant(.string(let text)) = node.kind { choices.append(text) }
        }
        return choices
    }
}
