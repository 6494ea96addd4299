extension Expression {
    /// The value within a larger run, whose allowance and depth it shares; the referenced names, in their order, are
    /// taken from these places of a frame.
    package func evaluate(places: [Int], in frame: [Value], _ run: inout Run) -> Value {
        evaluate(places: places, in: frame, item: nil, &run)
    }

    /// The value where one value stands for every name, as `?` does for a constraint.
    package func evaluate(only value: Value, _ run: inout Run) -> Value {
        let previous = run.slots.enter(count: slotCount)
        let slots = inputSlots
        for index in slots.indices { run.slots[slots[index]] = value }
        let result = step.evaluate(&run)
        run.slots.leave(to: previous)
        return result
    }

    func evaluate(places: [Int], in frame: [Value], item: (slot: Int, value: Value)?, _ run: inout Run) -> Value {
        let previous = run.slots.enter(count: slotCount)
        let slots = inputSlots
        for index in places.indices { run.slots[slots[index]] = frame[places[index]] }
        if let item { run.slots[item.slot] = item.value }
        let value = step.evaluate(&run)
        run.slots.leave(to: previous)
        return value
    }

    /// Whether it is one of its names alone, so that its value is that name's.
    package var isName: Bool {
        if case .slot = root.kind { return referencedNames.count == 1 }
        return false
    }

    /// The value where nothing changes it.
    package var constant: Value? { referencedNames.isEmpty ? root.knownValue : nil }
}
