/// What a type's condition about `?` allows, where the whole of it is understood.
package struct Limits: Sendable {
    /// Of each group one test has to pass.
    package var tests: [[UnaryTest]] = []
    /// How many digits after the point a number may have; nil for any.
    package var scale: Int?

    /// Everything.
    package init() {}

    /// Both conditions together.
    package mutating func add(_ other: Limits) {
        tests += other.tests
        scale = [scale, other.scale].compactMap { $0 }.min()
    }
}

extension Expression {
    /// The limits that these unary tests set, as `? in [0..10] and decimal(?, 0) = ?`; nil where they ask anything else.
    package var limits: Limits? {
        guard inputSlots.count == 1, let slot = inputSlots.first else {
            return referencedNames.isEmpty ? Limits() : nil
        }
        var limits = Limits()
        return Self.read(root, about: [slot], &limits) ? limits : nil
    }

    private static func read(_ node: Node, about slots: Set<Int>, _ limits: inout Limits) -> Bool {
        func isSubject(_ node: Node) -> Bool {
            if case .slot(let slot) = node.kind { slots.contains(slot) } else { false }
        }
        switch node.kind {
        case .all(let parts):
            for part in parts where !read(part, about: slots, &limits) { return false }
            return true
        case .membership(let subject, let tested, let tests) where isSubject(subject):
            if tests.count == 1, case .predicate(let inner) = tests[0] {
                return read(inner, about: slots.union([tested]), &limits)
            }
            guard let known = known(tests) else { return false }
            limits.tests.append(known)
            return true
        case .comparison(.equal, let left, let right):
            for (rounded, subject) in [(left, right), (right, left)] where isSubject(subject) {
                guard case .builtIn(let function, let arguments) = rounded.kind, function.name == "decimal",
                    arguments.count == 2, isSubject(arguments[0]),
                    case .number(let digits)? = arguments[1].knownValue, let scale = digits.integer
                else { continue }
                limits.scale = min(limits.scale ?? scale, scale)
                return true
            }
            return compare(.equal, left, right, isSubject, &limits)
        case .comparison(let comparison, let left, let right):
            return compare(comparison, left, right, isSubject, &limits)
        default: return false
        }
    }

    private static func compare(
        _ comparison: Comparison, _ left: Node, _ right: Node, _ isSubject: (Node) -> Bool, _ limits: inout Limits
    ) -> Bool {
        guard isSubject(left), let value = right.knownValue, !value.isNull else { return false }
        limits.tests.append([.range(RangeValue(comparison, value))])
        return true
    }
}
