/// The values of the expressions that are running, each above the one that called it; so a call needs no memory of its
/// own. What stands above the innermost expression is null.
struct Slots {
    private var values: [Value]
    private var base = 0
    private var end: Int
    /// Room that most runs need at first.
    private static let room = 32

    init(_ values: [Value]) {
        self.values = values
        end = values.count
        if values.isEmpty { self.values = Array(repeating: .null, count: Self.room) }
    }

    /// A value of the innermost expression.
    subscript(slot: Int) -> Value {
        get { values[base + slot] }
        set { values[base + slot] = newValue }
    }

    /// An entry of a context of the innermost expression, which probably stands at a place of it.
    func entry(_ name: String, likely place: Int, of slot: Int) -> Value? {
        guard case .context(let context) = values[base + slot] else { return nil }
        return context.entry(name, likely: place)
    }

    /// All values of the innermost expression.
    var innermost: [Value] { Array(values[base..<end]) }

    /// Makes room for an expression.
    ///
    /// - Returns: what `leave` needs to come back.
    mutating func enter(count: Int) -> Int {
        let previous = base
        base = end
        end += count
        if end > values.count {
            values.append(contentsOf: repeatElement(.null, count: max(end - values.count, values.count)))
        }
        return previous
    }

    /// Makes room for an expression that begins with these values.
    mutating func enter(with captured: [Value]) -> Int {
        let previous = enter(count: captured.count)
        for slot in captured.indices { values[base + slot] = captured[slot] }
        return previous
    }

    /// Takes the innermost expression away.
    mutating func leave(to previous: Int) {
        for place in base..<end { values[place] = .null }
        end = base
        base = previous
    }
}
