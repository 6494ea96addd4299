/// The values of the expressions that are running, each above the one that called it; so a call needs no memory of its
/// own.
struct Slots {
    private var values: [Value]
    private var base = 0

    init(_ values: [Value]) { self.values = values }

    /// A value of the innermost expression.
    subscript(slot: Int) -> Value {
        get { values[base + slot] }
        set { values[base + slot] = newValue }
    }

    /// All values of the innermost expression.
    var innermost: [Value] { Array(values[base...]) }

    /// Makes room for an expression.
    ///
    /// - Returns: what `leave` needs to come back.
    mutating func enter(count: Int) -> Int {
        let previous = base
        base = values.count
        for _ in 0..<count { values.append(.null) }
        return previous
    }

    /// Makes room for an expression that begins with these values.
    mutating func enter(with captured: [Value]) -> Int {
        let previous = base
        base = values.count
        values.append(contentsOf: captured)
        return previous
    }

    /// Takes the innermost expression away.
    mutating func leave(to previous: Int) {
        values.removeLast(values.count - base)
        base = previous
    }
}
