extension Expression {
    /// What is known of the expression's value when this is known of its referenced names, in their order.
    package func partial(_ names: [PartialValue], _ run: inout Run) -> PartialValue {
        let slots = Dictionary(zip(inputSlots, names)) { first, _ in first }
        return PartialEvaluation(slots: slots, slotCount: slotCount).value(of: root, &run)
    }

    /// The slot of a referenced name, by its place in their order.
    package func slot(ofName place: Int) -> Int { inputSlots[place] }
}

/// Works out what is known of an expression's value: parts that name nothing unknown are run, connectives are decided by
/// what suffices, and of the rest it is said on what it depends.
private struct PartialEvaluation {
    let slots: [Int: PartialValue]
    let slotCount: Int
    /// How many combinations of possible values are tried.
    private static let mostCombinations = 64

    func value(of node: Node, _ run: inout Run) -> PartialValue {
        let used = NodePath.used(in: node, among: slots)
        let unknown = used.filter { slots[$0.slot]?.part($0.names[...]).value == nil }
        if unknown.isEmpty { return .known(evaluate(node, [:], &run)) }
        if let value = tried(node, unknown, &run) { return value }
        let unknowns = unknown.reduce(into: Set<Int>()) { set, path in
            set.formUnion(slots[path.slot]?.part(path.names[...]).unknowns ?? [])
        }
        switch node.kind {
        case .slot, .path:
            guard let path = NodePath(node), let value = slots[path.slot] else { return .open(unknowns) }
            return value.part(path.names[...])
        case .all(let parts): return connect(parts.map { value(of: $0, &run) }, deciding: false)
        case .any(let parts): return connect(parts.map { value(of: $0, &run) }, deciding: true)
        case .not(let part):
            let inner = value(of: part, &run)
            return inner.possible == nil ? .truth(unknowns) : inner.mapped(Value.not)
        case .conditional(let condition, let first, let second):
            let truth = value(of: condition, &run)
            guard let possible = truth.possible else {
                return .joined([value(of: first, &run), value(of: second, &run)], truth.unknowns)
            }
            var outcomes: [PartialValue] = []
            if possible.contains(where: \.isTrue) { outcomes.append(value(of: first, &run)) }
            if !possible.allSatisfy(\.isTrue) { outcomes.append(value(of: second, &run)) }
            return .joined(outcomes, truth.unknowns)
        case .comparison, .between, .membership, .quantified: return .truth(unknowns)
        case .instance: return .oneOf([.boolean(true), .boolean(false)], unknowns)
        default: return .open(unknowns)
        }
    }

    /// The node's value with the slots filled; what is unknown and not looked at is null.
    private func evaluate(_ node: Node, _ replaced: [Int: Value], _ run: inout Run) -> Value {
        let previous = run.slots.enter(count: slotCount)
        for (slot, value) in slots { run.slots[slot] = replaced[slot] ?? value.filled }
        let value = node.evaluate(&run)
        run.slots.leave(to: previous)
        return value
    }

    /// The outcomes for all values that the unknown names may have, where these are few.
    private func tried(_ node: Node, _ unknown: [NodePath], _ run: inout Run) -> PartialValue? {
        var choices: [Int: [Value]] = [:]
        var count = 1
        var unknowns: Set<Int> = []
        for path in unknown where choices[path.slot] == nil {
            guard case .oneOf(let values, let deciding)? = slots[path.slot] else { return nil }
            choices[path.slot] = values
            unknowns.formUnion(deciding)
            count *= values.count
            guard count <= Self.mostCombinations else { return nil }
        }
        let ordered = choices.sorted { $0.key < $1.key }
        let outcomes = (0..<count).map { number -> PartialValue in
            var rest = number
            var replaced: [Int: Value] = [:]
            for (slot, values) in ordered {
                replaced[slot] = values[rest % values.count]
                rest /= values.count
            }
            return .known(evaluate(node, replaced, &run))
        }
        return .joined(outcomes, unknowns)
    }

    /// `and` (deciding: false) and `or` (deciding: true): one that decides for sure suffices.
    private func connect(_ parts: [PartialValue], deciding: Bool) -> PartialValue {
        var unknowns: Set<Int> = []
        var (mayDecide, mayAllPass) = (false, true)
        /// How many parts may be neither true nor false, and whether all others may pass then.
        var mayBeNeither = false
        for part in parts {
            let possible = part.possible ?? [.boolean(true), .boolean(false), .null]
            unknowns.formUnion(part.unknowns)
            let decides = possible.map { $0.boolean == deciding }
            if decides.allSatisfy({ $0 }) { return .known(.boolean(deciding)) }
            if decides.contains(true) { mayDecide = true }
            if !possible.contains(where: { $0.boolean == !deciding }) { mayAllPass = false }
            if possible.contains(where: { $0.boolean == nil }) { mayBeNeither = true }
        }
        var values: [PartialValue] = []
        if mayDecide { values.append(.known(.boolean(deciding))) }
        if mayAllPass { values.append(.known(.boolean(!deciding))) }
        if mayBeNeither { values.append(.known(.null)) }
        return .joined(values, unknowns)
    }
}

/// A name and names of parts after it: `单位.人数`.
struct NodePath {
    let slot: Int
    let names: [String]

    /// Nil where a node is anything else.
    init?(_ node: Node) {
        switch node.kind {
        case .slot(let slot): (self.slot, names) = (slot, [])
        case .path(let base, let name):
            guard let path = NodePath(base) else { return nil }
            (slot, names) = (path.slot, path.names + [name])
        default: return nil
        }
    }

    /// The paths within a node that begin at one of the slots.
    static func used(in node: Node, among slots: [Int: PartialValue]) -> [NodePath] {
        if let path = NodePath(node) { return slots[path.slot] == nil ? [] : [path] }
        return node.children.flatMap { used(in: $0, among: slots) }
    }
}
