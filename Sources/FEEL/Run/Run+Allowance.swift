extension Run {
    /// How long a text may become, in bytes.
    static let maximumText = 4_000_000
    /// How deep lists and contexts may lie within each other.
    static let maximumNesting = 200

    /// Pays for a value just made, by its size; the value, or null when nothing is left to pay with. So neither
    /// doubling a list again and again nor texts without end can fill the memory.
    mutating func bearing(_ value: Value) -> Value {
        switch value {
        case .string(let text) where text.utf8.count > Self.maximumText: return .null(because: "文字太长")
        case .string, .list, .context: return pay(for: value) ? value : Self.exhausted
        default: return value
        }
    }

    /// Pays for looking through a value.
    mutating func pay(for value: Value) -> Bool {
        switch value {
        case .string, .list, .context:
            guard let weight = value.weight(upTo: allowance, depth: 0) else {
                allowance = 0
                return false
            }
            return spend(weight)
        default: return true
        }
    }
}

extension Value {
    /// Whether it weighs more than one.
    private var isCompound: Bool {
        switch self {
        case .string, .list, .context: true
        default: false
        }
    }

    /// How many values this is made of; `nil` when more than `limit` or nested too deep.
    fileprivate func weight(upTo limit: Int, depth: Int) -> Int? {
        guard depth < Run.maximumNesting, limit > 0 else { return nil }
        var total = 1
        switch self {
        case .string(let text): total += text.utf8.count / 16
        case .list(let items):
            total += items.count
            for index in items.indices where items[index].isCompound {
                guard let weight = items[index].weight(upTo: limit - total, depth: depth + 1) else { return nil }
                total += weight - 1
            }
        case .context(let context):
            total += context.entries.count
            for index in context.entries.indices where context.entries[index].value.isCompound {
                let value = context.entries[index].value
                guard let weight = value.weight(upTo: limit - total, depth: depth + 1) else { return nil }
                total += weight - 1
            }
        default: break
        }
        return total <= limit ? total : nil
    }
}
