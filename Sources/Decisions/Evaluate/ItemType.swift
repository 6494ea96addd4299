import FEEL

/// A type of a model with what its values have to pass (DMN 1.5, 7.3.2).
final class ItemType: Sendable {
    enum Shape: Sendable {
        /// A type of the language.
        case plain(FEELType)
        /// Another type, further narrowed.
        case narrowed(ItemType)
        /// A list of one type.
        case list(ItemType)
        /// Named parts.
        case parts([Part])
    }

    struct Part: Sendable {
        let name: String
        let type: ItemType
    }

    let name: String
    let shape: Shape
    let feel: FEELType
    /// Unary tests, about `?`.
    let constraint: Expression?

    init(_ name: String, _ shape: Shape, constraint: Expression? = nil) {
        self.name = name
        self.shape = shape
        self.constraint = constraint
        feel =
            switch shape {
            case .plain(let type): type
            case .narrowed(let type): type.feel
            case .list(let item): .list(item.feel)
            case .parts(let parts): .context(parts.map { FEELType.Field($0.name, $0.type.feel) })
            }
    }

    convenience init(_ type: FEELType) { self.init(type.description, .plain(type)) }

    static let any = ItemType(.any)

    /// Whether every value passes.
    var isAny: Bool {
        if case .plain(.any) = shape { return constraint == nil }
        return false
    }

    /// The value as one of the type (DMN 1.5, 10.3.2.9.4), or null with the reason why it is none.
    func accept(_ value: Value, _ run: inout Run) -> Value {
        if isAny || value.isNull || holds(value) { return value }
        guard run.spend() else { return Run.exhausted }
        let shaped = shape(value, &run)
        guard let constraint, !shaped.isNull else { return shaped }
        let verdict = constraint.evaluate(only: shaped, &run)
        return verdict.isTrue ? shaped : .null(because: "\(Self.shown(shaped))不是“\(name)”允许的值")
    }

    private func shape(_ value: Value, _ run: inout Run) -> Value {
        switch shape {
        case .plain(let type): return value.fitted(to: type) ?? misfit(value)
        case .narrowed(let base): return base.accept(value, &run)
        case .list(let item):
            guard case .list(let items) = value else {
                let single = item.accept(value, &run)
                return single.isNull ? single : .list([single])
            }
            return list(items, of: item, &run)
        case .parts(let parts):
            switch value {
            case .context(let context): return self.parts(context, parts, &run)
            case .list(let items) where items.count == 1:
                guard case .context(let context) = items[0] else { return misfit(value) }
                return self.parts(context, parts, &run)
            default: return misfit(value)
            }
        }
    }

    private func list(_ items: [Value], of type: ItemType, _ run: inout Run) -> Value {
        var accepted = items
        for index in items.indices {
            accepted[index] = type.accept(items[index], &run)
            if case .null(let reason) = accepted[index], !items[index].isNull {
                return .null(because: "第 \(index + 1) 项：\(reason?.message ?? "不合类型")")
            }
        }
        return .list(accepted)
    }

    private func parts(_ context: Context, _ parts: [Part], _ run: inout Run) -> Value {
        var accepted = context
        for part in parts {
            guard let value = context[part.name] else { return .null(because: "缺少“\(part.name)”，“\(name)”要有这一项") }
            if part.type.isAny || value.isNull || part.type.holds(value) { continue }
            let fitting = part.type.accept(value, &run)
            if case .null(let reason) = fitting {
                return .null(because: "“\(part.name)”：\(reason?.message ?? "不合类型")")
            }
            accepted[part.name] = fitting
        }
        return .context(accepted)
    }

    /// Whether a value is one of the type as it stands; quick, and false where only `accept` can tell.
    private func holds(_ value: Value) -> Bool {
        guard constraint == nil, case .plain(let type) = shape else { return false }
        return switch (value, type) {
        case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date): true
        default: false
        }
    }

    private func misfit(_ value: Value) -> Value {
        .null(because: "应为\(feel.chinese)（\(name)），却是\(value.type.chinese)\(Self.shown(value))")
    }

    private static func shown(_ value: Value) -> String {
        let text = value.description
        return text.count > 60 ? "\(text.prefix(60))…" : text
    }
}
