extension Expression {
    /// The value of a part of the expression with these names bound, for telling how the whole came about. Parts of loops
    /// and filters have no value of their own.
    package func evaluate(_ part: Node, in values: [String: Value], at moment: Moment) -> Value {
        var run = Run(slots: Array(repeating: .null, count: slotCount), moment: moment)
        for (slot, name) in zip(inputSlots, referencedNames) {
            run.slots[slot] = values[name] ?? .null(because: "没有“\(name)”的值")
        }
        return part.evaluate(&run)
    }
}
