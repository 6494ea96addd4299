/// One alternative of a decision table's cell whose value is known beforehand.
package enum UnaryTest: Sendable {
    /// A value to equal, an interval to lie in, a list to be in.
    case value(Value)
    /// The interval of a comparison such as `< 5`; `!= 5` is everything but.
    case range(RangeValue)

    /// The interval, where it is one.
    package var interval: RangeValue? {
        switch self {
        case .range(let range): range
        case .value(.range(let range)): range
        case .value: nil
        }
    }
}

/// What a decision table's cell tests, as far as it is known beforehand.
package enum CellTest: Sendable {
    /// Everything passes: `-`.
    case anything
    /// One of these has to pass.
    case oneOf([UnaryTest])
    /// None of these may pass.
    case noneOf([UnaryTest])
    /// What only a run tells.
    case unknown
}

extension Expression {
    /// What these unary tests test.
    package var cellTest: CellTest { cellTest(knowing: [:]) }

    /// What these unary tests test where the values of some names are known.
    package func cellTest(knowing values: [String: Value]) -> CellTest {
        var known: [Int: Value] = [:]
        for (name, slot) in zip(referencedNames, inputSlots) { known[slot] = values[name] }
        switch root.kind {
        case .constant(.boolean(true)) where referencedNames.isEmpty: return .anything
        case .membership(let subject, _, let tests) where subject.isSlot:
            return Self.known(tests, known).map(CellTest.oneOf) ?? .unknown
        case .not(let inner):
            if case .membership(let subject, _, let tests) = inner.kind, subject.isSlot,
                let tests = Self.known(tests, known)
            {
                return .noneOf(tests)
            } else {
                return .unknown
            }
        default: return .unknown
        }
    }

    /// - Parameter slots: values that are known, by their place.
    static func known(_ tests: [Node.Test], _ slots: [Int: Value] = [:]) -> [UnaryTest]? {
        var known: [UnaryTest] = []
        for test in tests {
            switch test {
            case .predicate: return nil
            case .compare(let comparison, let end):
                guard let value = end.value(knowing: slots), !value.isNull else { return nil }
                known.append(.range(RangeValue(comparison, value)))
            case .value(let node):
                guard let value = node.value(knowing: slots) else { return nil }
                known.append(.value(value))
            }
        }
        return known
    }
}

extension Node {
    fileprivate var isSlot: Bool {
        if case .slot = kind { return true }
        return false
    }

    /// The value, where it is made of constants alone.
    var knownValue: Value? { value(knowing: [:]) }

    /// The value, where it is made of constants and of slots whose values are known.
    func value(knowing slots: [Int: Value]) -> Value? {
        guard isConstant(slots) else { return nil }
        let someDay = CivilDate(trustedYear: 1970, month: 1, day: 1)
        var places: [Value] = Array(repeating: .null, count: (slots.keys.max() ?? -1) + 1)
        for (slot, value) in slots { places[slot] = value }
        var run = Run(slots: places, moment: Moment(today: someDay), allowance: 10_000)
        let value = evaluate(&run)
        // A long list is worked out when it is needed.
        return run.allowance > 0 ? value : nil
    }

    private func isConstant(_ slots: [Int: Value]) -> Bool {
        switch kind {
        case .slot(let slot): slots[slot] != nil
        case .path(let base, _): base.isConstant(slots)
        case .arithmetic(_, let left, let right): !slots.isEmpty && left.isConstant(slots) && right.isConstant(slots)
        case .constant(let value):
            if case .function = value { false } else { true }
        case .negation(let part): part.isConstant(slots)
        case .list(let parts): parts.allSatisfy { $0.isConstant(slots) }
        case .range(let low, _, let high, _, _): [low, high].allSatisfy { $0?.isConstant(slots) ?? true }
        case .builtIn(let builtIn, let parts):
            BuiltIn.literals.contains(builtIn.name) && parts.allSatisfy { $0.isConstant(slots) }
        default: false
        }
    }
}

extension BuiltIn {
    /// The functions by which dates, times and durations are written.
    static let literals: Set<String> = ["date", "time", "date and time", "duration"]
}

extension Value {
    /// Whether a value passes a test that is known beforehand.
    package func passes(_ test: UnaryTest) -> Value {
        switch test {
        case .value(let other): Value.member(self, of: other)
        case .range(let range):
            range.contains(self).map(Value.boolean)
                ?? (isNull ? self : .null(because: "\(type.chinese)不能与区间的两端比较"))
        }
    }
}
