/// A node made ready to run: what is known of its parts beforehand is settled when it is made, so that running it only
/// moves values. One object a node, which holds its parts in constants of its own: a switch over the node's kind would
/// retain and release all of them each time.
protocol Step: AnyObject, Sendable {
    /// The value, with the slots of the innermost expression filled.
    func evaluate(_ run: inout Run) -> Value
}

extension Node {
    func evaluate(_ run: inout Run) -> Value { step.evaluate(&run) }
}

final class ConstantStep: Step {
    let value: Value

    init(_ value: Value) { self.value = value }

    func evaluate(_ run: inout Run) -> Value { value }
}

final class SlotStep: Step {
    let slot: Int

    init(_ slot: Int) { self.slot = slot }

    func evaluate(_ run: inout Run) -> Value { run.slots[slot] }
}

/// A name within a filter over items of unknown shape: the item's entry if it has one, else what it means outside.
final class ItemEntryStep: Step {
    let name: String
    let item: Int
    let otherwise: any Step
    /// Whether the name means nothing outside.
    let isItemsAlone: Bool

    init(_ name: String, item: Int, otherwise: Node) {
        self.name = name
        self.item = item
        self.otherwise = otherwise.step
        isItemsAlone = if case .constant(.null) = otherwise.kind { true } else { false }
    }

    func evaluate(_ run: inout Run) -> Value {
        if case .context(let context) = run.slots[item], let value = context[name] { return value }
        if isItemsAlone, let value = Properties.value(of: name, in: run.slots[item]) { return value }
        return otherwise.evaluate(&run)
    }
}

final class PathStep: Step {
    let base: any Step
    let name: String
    /// Where the entry stands if the value is as its type says.
    let likely: Int

    init(_ base: Node, _ name: String) {
        self.base = base.step
        self.name = name
        likely = base.type.place(of: name)
    }

    func evaluate(_ run: inout Run) -> Value {
        let value = base.evaluate(&run)
        if case .context(let context) = value, let entry = context.entry(name, likely: likely) { return entry }
        if case .list = value { return run.bearing(Value.path(value, name)) }
        return Value.path(value, name)
    }
}

/// An entry of what stands in a slot, as `单位.在职职工人数`.
final class SlotPathStep: Step {
    let slot: Int
    let name: String
    let likely: Int

    init(_ slot: Int, of type: FEELType, _ name: String) {
        self.slot = slot
        self.name = name
        likely = type.place(of: name)
    }

    func evaluate(_ run: inout Run) -> Value {
        if let entry = run.slots.entry(name, likely: likely, of: slot) { return entry }
        let value = run.slots[slot]
        if case .list = value { return run.bearing(Value.path(value, name)) }
        return Value.path(value, name)
    }
}

extension FEELType {
    /// Where an entry stands among the fields; 0 where that is not known.
    fileprivate func place(of name: String) -> Int {
        guard case .context(let fields) = self else { return 0 }
        return fields.firstIndex { Value.sameText($0.name, name) } ?? 0
    }
}
