extension Expression {
    /// The value within a larger run, whose allowance and depth it shares; the referenced names, in their order, are
    /// taken from these places of a frame.
    package func evaluate(places: [Int], in frame: [Value], _ run: inout Run) -> Value {
        if case .constant(let value) = root.kind { return value }
        if case .slot = root.kind, let place = places.first { return frame[place] }
        return evaluate(places: places, in: frame, item: nil, &run)
    }

    func evaluate(places: [Int], in frame: [Value], item: (slot: Int, value: Value)?, _ run: inout Run) -> Value {
        var inner = Run(slots: Array(repeating: .null, count: slotCount), moment: run.moment, allowance: run.allowance)
        inner.depth = run.depth
        inner.recorder = run.recorder
        for (slot, place) in zip(inputSlots, places) { inner.slots[slot] = frame[place] }
        if let item { inner.slots[item.slot] = item.value }
        let value = root.evaluate(&inner)
        run.allowance = inner.allowance
        return value
    }

    /// The value where nothing changes it.
    package var constant: Value? {
        if case .constant(let value) = root.kind { return value }
        return nil
    }
}
