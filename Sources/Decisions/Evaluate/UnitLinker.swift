import Base
import FEEL

/// Resolves the names of one decision or function.
final class UnitLinker {
    let model: LinkedModel
    /// How many places the frame has so far.
    private(set) var count: Int

    init(_ model: LinkedModel, places: Int) {
        self.model = model
        count = places
    }

    func newPlace() -> Int {
        count += 1
        return count - 1
    }

    func logic(_ boxed: BoxedExpression, _ names: Names) -> Logic {
        let check = model.types.narrow(boxed.typeReference, boxed.origin)
        let (kind, type) = form(boxed, names)
        return Logic(kind, type, boxed.origin, check: check)
    }

    private func form(_ boxed: BoxedExpression, _ names: Names) -> (Logic.Kind, FEELType) {
        switch boxed.kind {
        case .literal(let text): return literal(text, boxed.origin, names)
        case .context(let entries): return context(entries, boxed.origin, names)
        case .list(let items):
            let items = items.map { logic($0, names) }
            let type = FEELType.list(Self.joined(items.map(\.type)))
            if let values = Self.constants(items) { return (.constant(.list(values)), type) }
            return (.list(items), type)
        case .relation(let columns, let rows): return relation(columns, rows, names)
        case .invocation(let function, let bindings):
            let callee = logic(function, names)
            let arguments = bindings.map { ($0.parameter.name, $0.value.map { logic($0, names) }) }
            let result: FEELType = if case .function(_, let result) = callee.type { result } else { .any }
            return (.invocation(callee, arguments), result)
        case .table(let table): return self.table(table, names)
        case .function(let definition):
            let function = self.function(definition, names)
            let types = function.parameters.map(\.type.feel)
            return (.function(function), .function(types, function.body.type))
        case .conditional(let condition, let first, let second):
            let parts = (logic(condition, names), logic(first, names), logic(second, names))
            return (.conditional(parts.0, parts.1, parts.2), Self.joined([parts.1.type, parts.2.type]))
        case .filter(let source, let match): return filter(source, match, names)
        case .iteration(let variable, let source, let result):
            let list = logic(source, names)
            let (item, partial) = (newPlace(), newPlace())
            let inner = names.adding(variable, Self.item(of: list.type), at: item)
                .adding("partial", .list(.any), at: partial)
            let body = logic(result, inner)
            return (.iteration(list, item: item, partial: partial, body), .list(body.type))
        case .quantified(let every, let variable, let source, let condition):
            let list = logic(source, names)
            let item = newPlace()
            let test = logic(condition, names.adding(variable, Self.item(of: list.type), at: item))
            return (.quantified(every: every, list, item: item, test), .boolean)
        }
    }

    /// The values of boxes that nothing changes; nil where one is of another kind.
    static func constants(_ boxes: [Logic]) -> [Value]? {
        var values: [Value] = []
        for box in boxes {
            guard case .constant(let value) = box.kind, box.check == nil else { return nil }
            values.append(value)
        }
        return values
    }

    static func item(of type: FEELType) -> FEELType {
        switch type {
        case .list(let item), .range(let item): item
        default: type
        }
    }

    static func joined(_ types: [FEELType]) -> FEELType {
        guard let first = types.first else { return .any }
        return types.dropFirst().reduce(first) { $0.joined($1) }
    }

    // MARK: Expressions

    func literal(_ text: ExpressionText?, _ origin: Origin, _ names: Names) -> (Logic.Kind, FEELType) {
        guard let text else { return (.constant(.null(because: "这里没有写表达式")), .any) }
        switch bound(text, names) {
        case .success(let bound):
            if let value = bound.expression.constant { return (.constant(value), bound.expression.type) }
            return (.expression(bound), bound.expression.type)
        case .failure(let unreadable): return (.constant(unreadable.value), .any)
        }
    }

    /// An expression that could not be read: null with the fault as its reason.
    struct Unreadable: Error { let value: Value }

    func bound(_ text: ExpressionText, _ names: Names) -> Result<Bound, Unreadable> {
        reading(text) { () throws(ExpressionFault) in names.bind(try Expression.parse(text.text, scope: names.scope)) }
    }

    /// What is read of a text, or null with the fault that was reported.
    func reading<Read>(
        _ text: ExpressionText, _ read: () throws(ExpressionFault) -> Read
    ) -> Result<Read, Unreadable> {
        let language = text.language ?? model.definitions.expressionLanguage
        if let language, !language.uppercased().contains("FEEL"), language != Definitions.strictLanguage {
            model.fault(text.origin, "表达式语言“\(language)”这里不能运行，应为 FEEL。")
            return .failure(Unreadable(value: .null(because: "表达式语言“\(language)”不能运行")))
        }
        do throws(ExpressionFault) {
            return .success(try read())
        } catch {
            let diagnostic = error.diagnostic(text, file: model.definitions.file)
            model.report(diagnostic)
            return .failure(Unreadable(value: .null(because: diagnostic.message)))
        }
    }
}
