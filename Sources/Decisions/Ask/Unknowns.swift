import FEEL

/// What is unknown among the inputs of a decision: whole inputs, or entries of inputs that are contexts.
struct Unknowns {
    /// One unknown.
    struct Leaf {
        let input: Int
        let path: [String]
        let type: ItemType
    }

    /// An input as far as it is known.
    indirect enum Known {
        case value(Value)
        case leaf(Int)
        case parts([(name: String, value: Known)])
    }

    private(set) var leaves: [Leaf] = []
    /// By the places of inputs.
    private(set) var inputs: [Known] = []

    init(_ program: Program, places: [Int], known: Context) {
        inputs = program.inputs.map { .value($0.missing) }
        for place in places {
            let unit = program.inputs[place]
            inputs[place] = tree(unit.type, known[unit.name].map { $0.read(as: unit.type.feel) }, place, [])
        }
    }

    private mutating func tree(_ type: ItemType, _ given: Value?, _ input: Int, _ path: [String]) -> Known {
        if let given, given.context == nil { return .value(given) }
        guard let parts = type.openParts else {
            if let given { return .value(given) }
            leaves.append(Leaf(input: input, path: path, type: type))
            return .leaf(leaves.count - 1)
        }
        let count = leaves.count
        var entries = parts.map { part in
            (name: part.name, value: tree(part.type, given?.context?[part.name], input, path + [part.name]))
        }
        if let given, leaves.count == count { return .value(given) }
        for entry in given?.context?.entries ?? [] where !parts.contains(where: { $0.name == entry.name }) {
            entries.append((entry.name, .value(entry.value)))
        }
        return .parts(entries)
    }

    /// An input's value when some leaves have values and the others may have these.
    func partial(
        _ place: Int, _ unit: InputUnit, assigned: [Int: Value], domains: [[Value]?], _ run: inout Run
    ) -> PartialValue {
        let known = inputs[place]
        if let value = whole(known, assigned) { return .known(unit.type.accept(value, &run)) }
        return partial(known, unit.type, assigned, domains, &run) ?? .known(.null(because: "“\(unit.name)”不合类型"))
    }

    private func whole(_ known: Known, _ assigned: [Int: Value]) -> Value? {
        switch known {
        case .value(let value): return value
        case .leaf(let leaf): return assigned[leaf]
        case .parts(let parts):
            var context = Context()
            for part in parts {
                guard let value = whole(part.value, assigned) else { return nil }
                context[part.name] = value
            }
            return .context(context)
        }
    }

    /// Nil where a known part is not of its type, which makes the whole null.
    private func partial(
        _ known: Known, _ type: ItemType?, _ assigned: [Int: Value], _ domains: [[Value]?], _ run: inout Run
    ) -> PartialValue? {
        switch known {
        case .value(let value):
            let accepted = type?.accept(value, &run) ?? value
            return accepted.isNull && !value.isNull ? nil : .known(accepted)
        case .leaf(let leaf):
            if let value = assigned[leaf] { return partial(.value(value), type, assigned, domains, &run) }
            guard let values = domains[leaf], !values.isEmpty, values.count <= 16 else { return .open([leaf]) }
            return .joined(values.map { .known($0) }, [leaf])
        case .parts(let parts):
            let types = type?.openParts ?? []
            var entries: [(name: String, value: PartialValue)] = []
            for part in parts {
                let type = types.first { $0.name == part.name }?.type
                guard let value = partial(part.value, type, assigned, domains, &run) else { return nil }
                entries.append((part.name, value))
            }
            return .parts(entries)
        }
    }
}

extension ItemType {
    /// The parts of a context of which each can be known or not by itself; nil for other types, and where the whole has
    /// to pass tests.
    var openParts: [Part]? {
        guard constraint == nil else { return nil }
        switch shape {
        case .parts(let parts): return parts
        case .narrowed(let base): return base.openParts
        case .plain, .list: return nil
        }
    }

    /// What the type and those that it narrows allow; nil where a condition is not understood as a whole.
    var limits: Limits? {
        var limits = Limits()
        if let constraint {
            guard let own = constraint.limits else { return nil }
            limits.add(own)
        }
        if case .narrowed(let base) = shape {
            guard let more = base.limits else { return nil }
            limits.add(more)
        }
        return limits
    }

    /// All values that the type allows, where it names them.
    var named: [Value]? {
        guard let tests = limits?.tests else { return nil }
        var run = Run(moment: .current)
        for group in tests {
            var values: [Value] = []
            for test in group {
                guard case .value(let value) = test else {
                    values = []
                    break
                }
                if case .list(let items) = value { values += items } else { values.append(value) }
            }
            let isNamed = !values.isEmpty && values.allSatisfy { if case .range = $0 { false } else { true } }
            if isNamed { return values.filter { !$0.isNull && !accept($0, &run).isNull } }
        }
        return feel == .boolean ? ([true, false] as [Value]).filter { !accept($0, &run).isNull } : nil
    }

    /// The constraints as they are written, the outermost first.
    var constraintText: String? {
        if let constraint { return constraint.source.trimmed }
        if case .narrowed(let base) = shape { return base.constraintText }
        return nil
    }
}
