extension Expression {
    /// The value within a larger run, whose allowance and depth it shares; the referenced names, in their order, are
    /// taken from these places of a frame.
    package func evaluate(places: [Int], in frame: [Value], _ run: inout Run) -> Value {
        if case .constant(let value) = root.kind { return value }
        if case .slot = root.kind, let place = places.first { return frame[place] }
        return evaluate(places: places, in: frame, item: nil, &run)
    }

    /// The value where one value stands for every name, as `?` does for a constraint.
    package func evaluate(only value: Value, _ run: inout Run) -> Value {
        let previous = run.slots.enter(count: slotCount)
        for slot in inputSlots { run.slots[slot] = value }
        let result = root.evaluate(&run)
        run.slots.leave(to: previous)
        return result
    }

    func evaluate(places: [Int], in frame: [Value], item: (slot: Int, value: Value)?, _ run: inout Run) -> Value {
        let previous = run.slots.enter(count: slotCount)
        for index in places.indices { run.slots[inputSlots[index]] = frame[places[index]] }
        if let item { run.slots[item.slot] = item.value }
        let value = root.evaluate(&run)
        run.slots.leave(to: previous)
        return value
    }

    /// The value where nothing changes it.
    package var constant: Value? { referencedNames.isEmpty ? root.knownValue : nil }
}
