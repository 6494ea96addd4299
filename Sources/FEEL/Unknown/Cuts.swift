/// The values with which an expression compares something: between them it does not matter what that is.
package struct Cuts: Sendable {
    /// The values named.
    package var values: [Value] = []
    /// Whether something else than equality is asked.
    package var isOrdered = false

    /// No values.
    package init() {}

    /// Adds those of a test that is known beforehand; false where its values cannot cut.
    package mutating func add(_ test: UnaryTest) -> Bool {
        switch test {
        case .value(let value): add(value)
        case .range(let range): add(range)
        }
    }

    private mutating func add(_ range: RangeValue) -> Bool {
        if range.comparison != .equal, range.comparison != .notEqual { isOrdered = true }
        return [range.low, range.high].allSatisfy { $0.isNull || add($0) }
    }

    private mutating func add(_ value: Value) -> Bool {
        switch value {
        case .list(let items): return items.allSatisfy { add($0) }
        case .range(let range): return add(range)
        case .null: return true
        case .boolean, .number, .string, .date, .daysTime, .yearsMonths:
            values.append(value)
            return true
        default: return false
        }
    }
}

extension Expression {
    /// Adds the values with which the expression compares what is found at a path from a referenced name; false where it
    /// does anything else with that.
    package func cut(name place: Int, path: [String], _ cuts: inout Cuts) -> Bool {
        Self.cut(root, inputSlots[place], path, &cuts)
    }

    /// Whether the expression is nothing but what is found at a path from a referenced name.
    package func isNothingBut(name place: Int, path: [String]) -> Bool {
        NodePath(root).map { $0.slot == inputSlots[place] && $0.names == path } ?? false
    }

    private static func cut(_ node: Node, _ slot: Int, _ path: [String], _ cuts: inout Cuts) -> Bool {
        func isSubject(_ node: Node) -> Bool { NodePath(node).map { $0.slot == slot && $0.names == path } ?? false }
        if let found = NodePath(node) {
            guard found.slot == slot else { return true }
            let shared = min(found.names.count, path.count)
            return !found.names[..<shared].elementsEqual(path[..<shared])
        }
        switch node.kind {
        case .comparison(let comparison, let left, let right):
            for (subject, other) in [(left, right), (right, left)] where isSubject(subject) {
                guard let value = other.knownValue else { return false }
                if ![.equal, .notEqual].contains(comparison) { cuts.isOrdered = true }
                return cuts.add(.value(value))
            }
        case .between(let subject, let low, let high) where isSubject(subject):
            guard let low = low.knownValue, let high = high.knownValue else { return false }
            cuts.isOrdered = true
            return cuts.add(.value(low)) && cuts.add(.value(high))
        case .membership(let subject, _, let tests) where isSubject(subject):
            return tests.allSatisfy { test in
                switch test {
                case .predicate: return false
                case .compare(_, let end):
                    cuts.isOrdered = true
                    return end.knownValue.map { cuts.add(.value($0)) } ?? false
                case .value(let node): return node.knownValue.map { cuts.add(.value($0)) } ?? false
                }
            }
        default: break
        }
        return node.children.allSatisfy { cut($0, slot, path, &cuts) }
    }
}
