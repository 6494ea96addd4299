/// What is known of a value while some of what it rests on is not: every completion has a value as said here.
package indirect enum PartialValue: Sendable {
    /// This value, whatever the unknowns are.
    case known(Value)
    /// One of these, depending on the unknowns with these numbers.
    case oneOf([Value], Set<Int>)
    /// A context whose entries are known as far as said.
    case parts([(name: String, value: PartialValue)])
    /// Any value, depending on these unknowns.
    case open(Set<Int>)

    /// How many values are kept apart; more are any value.
    static let most = 16

    /// The value, where the unknowns do not matter.
    package var value: Value? {
        switch self {
        case .known(let value): return value
        case .oneOf, .open: return nil
        case .parts(let parts):
            var entries: [(String, Value)] = []
            for part in parts {
                guard let value = part.value.value else { return nil }
                entries.append((part.name, value))
            }
            return .context(Context(entries))
        }
    }

    /// The unknowns on which it depends.
    package var unknowns: Set<Int> {
        switch self {
        case .known: []
        case .oneOf(_, let unknowns), .open(let unknowns): unknowns
        case .parts(let parts): parts.reduce(into: []) { $0.formUnion($1.value.unknowns) }
        }
    }

    /// The values that it may have; nil for any.
    package var possible: [Value]? {
        if case .oneOf(let values, _) = self { return values }
        return value.map { [$0] }
    }

    /// A value for places that do not look at what is unknown, which is null there.
    var filled: Value {
        switch self {
        case .known(let value): value
        case .oneOf, .open: .null
        case .parts(let parts): .context(Context(parts.map { ($0.name, $0.value.filled) }))
        }
    }

    /// What is found by names one within the other.
    func part(_ path: ArraySlice<String>) -> PartialValue {
        guard let name = path.first else { return self }
        switch self {
        case .parts(let parts):
            return parts.first { $0.name == name }?.value.part(path.dropFirst()) ?? .known(.null)
        case .known: return self
        case .oneOf(_, let unknowns), .open(let unknowns): return .open(unknowns)
        }
    }

    /// One of several outcomes, between which these unknowns decide.
    package static func joined(_ outcomes: [PartialValue], _ deciding: Set<Int>) -> PartialValue {
        var values: [String: Value] = [:]
        var order: [Value] = []
        var unknowns = deciding
        var isOpen = false
        for outcome in outcomes {
            unknowns.formUnion(outcome.unknowns)
            guard let possible = outcome.possible else {
                isOpen = true
                continue
            }
            for value in possible {
                let key = value.description
                // Functions that look alike may do different things.
                if key.contains("function(") { isOpen = true }
                if values.updateValue(value, forKey: key) == nil { order.append(value) }
            }
        }
        if isOpen || order.count > most { return .open(unknowns) }
        if order.count == 1, let only = order.first { return .known(only) }
        return .oneOf(order, unknowns)
    }

    /// What a function makes of it.
    package func mapped(_ change: (Value) -> Value) -> PartialValue {
        guard let possible else { return .open(unknowns) }
        return Self.joined(possible.map { .known(change($0)) }, unknowns)
    }

    /// True, false or null.
    package static func truth(_ unknowns: Set<Int>) -> PartialValue {
        .oneOf([.boolean(true), .boolean(false), .null], unknowns)
    }
}
