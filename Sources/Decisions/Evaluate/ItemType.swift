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

    final class Part: Sendable {
        let name: String
        let type: ItemType

        init(name: String, type: ItemType) { (self.name, self.type) = (name, type) }
    }

    let name: String
    let shape: Shape
    let feel: FEELType
    /// Unary tests, about `?`.
    let constraint: Expression?
    /// Whether every value passes.
    let isAny: Bool
    /// What tells at a glance whether a value is one of the type.
    private let glance: Glance
    /// What is asked of a number besides.
    private let numberTest: NumberTest?
    private let parts: [Part]
    private let item: ItemType?

    private enum Glance: Sendable { case number, string, boolean, date, parts, list, none }

    init(_ name: String, _ shape: Shape, constraint: Expression? = nil) {
        self.name = name
        self.shape = shape
        self.constraint = constraint
        isAny = if case .plain(.any) = shape { constraint == nil } else { false }
        var (inner, parts, item): (Glance, [Part], ItemType?) = (.none, [], nil)
        switch shape {
        case .plain(.number): inner = .number
        case .plain(.string): inner = .string
        case .plain(.boolean): inner = .boolean
        case .plain(.date): inner = .date
        case .plain: break
        case .parts(let own): (inner, parts) = (.parts, own)
        case .list(let own): (inner, item) = (.list, own)
        // What is asked twice is not told at a glance.
        case .narrowed(let base):
            if base.numberTest == nil { (inner, parts, item) = (base.glance, base.parts, base.item) }
        }
        (self.parts, self.item) = (parts, item)
        numberTest = inner == .number ? constraint.flatMap { NumberTest($0) } : nil
        glance = constraint == nil || numberTest != nil ? inner : .none
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

    /// The value as one of the type (DMN 1.5, 10.3.2.9.4), or null with the reason why it is none.
    func accept(_ value: Value, _ run: inout Run) -> Value { changed(value, &run) ?? value }

    /// What becomes of a value that is not one of the type as it stands; nil where it is, which is the rule, so that
    /// nothing is made anew.
    private func changed(_ value: Value, _ run: inout Run) -> Value? {
        if admits(value) { return nil }
        guard run.spend() else { return Run.exhausted }
        let shaped = reshaped(value, &run)
        guard let constraint else { return shaped }
        if let shaped, shaped.isNull { return shaped }
        if constraint.evaluate(only: shaped ?? value, &run).isTrue { return shaped }
        return .null(because: "\(Self.shown(shaped ?? value))不是“\(name)”允许的值")
    }

    /// Whether a value is one of the type as it stands, as far as a glance tells; false where only `changed` can tell.
    func admits(_ value: Value) -> Bool {
        if isAny || value.isNull { return true }
        switch glance {
        case .none: return false
        case .number:
            guard case .number(let number) = value else { return false }
            return numberTest?.holds(for: number) ?? true
        case .string: if case .string = value { return true }
        case .boolean: if case .boolean = value { return true }
        case .date: if case .date = value { return true }
        case .parts:
            guard case .context(let context) = value else { return false }
            for index in parts.indices {
                let part = parts[index]
                guard let entry = context.entry(part.name, likely: index), part.type.admits(entry) else { return false }
            }
            return true
        case .list:
            guard let item, case .list(let items) = value else { return false }
            for index in items.indices where !item.admits(items[index]) { return false }
            return true
        }
        return false
    }

    /// The value in the type's shape; nil where it has that.
    private func reshaped(_ value: Value, _ run: inout Run) -> Value? {
        switch shape {
        case .plain(let type): return value.isSurely(type) ? nil : value.fitted(to: type) ?? misfit(value)
        case .narrowed(let base): return base.changed(value, &run)
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
                return self.parts(context, parts, &run) ?? items[0]
            default: return misfit(value)
            }
        }
    }

    private func list(_ items: [Value], of type: ItemType, _ run: inout Run) -> Value? {
        var accepted: [Value]?
        for index in items.indices {
            guard let fitting = type.changed(items[index], &run) else { continue }
            if case .null(let reason) = fitting {
                return .null(because: "第 \(index + 1) 项：\(reason?.message ?? "不合类型")")
            }
            if accepted == nil { accepted = items }
            accepted?[index] = fitting
        }
        return accepted.map(Value.list)
    }

    private func parts(_ context: Context, _ parts: [Part], _ run: inout Run) -> Value? {
        var accepted: Context?
        for index in parts.indices {
            let part = parts[index]
            guard let value = context.entry(part.name, likely: index) else {
                return .null(because: "缺少“\(part.name)”，“\(name)”要有这一项")
            }
            guard let fitting = part.type.changed(value, &run) else { continue }
            if case .null(let reason) = fitting {
                return .null(because: "“\(part.name)”：\(reason?.message ?? "不合类型")")
            }
            if accepted == nil { accepted = context }
            accepted?[part.name] = fitting
        }
        return accepted.map(Value.context)
    }

    private func misfit(_ value: Value) -> Value {
        .null(because: "应为\(feel.chinese)（\(name)），却是\(value.type.chinese)\(Self.shown(value))")
    }

    private static func shown(_ value: Value) -> String {
        let text = value.description
        return text.count > 60 ? "\(text.prefix(60))…" : text
    }
}
