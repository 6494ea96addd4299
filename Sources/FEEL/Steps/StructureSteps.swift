final class ListStep: Step {
    let items: [any Step]

    init(_ items: [Node]) { self.items = items.map(\.step) }

    func evaluate(_ run: inout Run) -> Value { run.bearing(.list(items.map { $0.evaluate(&run) })) }
}

final class ContextStep: Step {
    struct Entry: Sendable {
        let name: String
        let slot: Int
        let value: any Step
    }

    let entries: [Entry]

    init(_ entries: [Node.Entry]) {
        self.entries = entries.map { Entry(name: $0.name, slot: $0.slot, value: $0.value.step) }
    }

    func evaluate(_ run: inout Run) -> Value {
        var context = Context(capacity: entries.count)
        for entry in entries {
            let value = entry.value.evaluate(&run)
            run.slots[entry.slot] = value
            context[entry.name] = value
        }
        return run.bearing(.context(context))
    }
}

final class FilterStep: Step {
    let base: any Step
    let item: Int
    let condition: any Step
    /// Whether the condition is a number for sure.
    let isIndex: Bool
    /// The index, where it is one for sure and names nothing of the items.
    let constantIndex: Number?

    init(_ base: Node, item: Int, _ condition: Node) {
        self.base = base.step
        self.item = item
        self.condition = condition.step
        isIndex = condition.type == .number
        constantIndex = if case .constant(.number(let index)) = condition.kind { index } else { nil }
    }

    func evaluate(_ run: inout Run) -> Value {
        let base = base.evaluate(&run)
        let items: [Value]
        switch base {
        case .null: return base
        case .list(let list): items = list
        default: items = [base]
        }
        if let constantIndex { return Value.item(items, at: constantIndex) }
        if items.isEmpty { return isIndex ? .null(because: "列表里没有这一项") : .list([]) }
        var kept: [Value] = []
        for position in items.indices {
            guard run.spend() else { return Run.exhausted }
            run.slots[item] = items[position]
            switch condition.evaluate(&run) {
            case .boolean(true): kept.append(items[position])
            case .number(let index) where isIndex || position == 0: return Value.item(items, at: index)
            default: break
            }
        }
        return run.bearing(.list(kept))
    }
}
