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
    package var cellTest: CellTest {
        switch root.kind {
        case .constant(.boolean(true)) where referencedNames.isEmpty: .anything
        case .membership(let subject, _, let tests) where subject.isSlot:
            Self.known(tests).map(CellTest.oneOf) ?? .unknown
        case .not(let inner):
            if case .membership(let subject, _, let tests) = inner.kind, subject.isSlot, let known = Self.known(tests) {
                .noneOf(known)
            } else {
                .unknown
            }
        default: .unknown
        }
    }

    static func known(_ tests: [Node.Test]) -> [UnaryTest]? {
        var known: [UnaryTest] = []
        for test in tests {
            switch test {
            case .predicate: return nil
            case .compare(let comparison, let end):
                guard let value = end.knownValue, !value.isNull else { return nil }
                known.append(.range(RangeValue(comparison, value)))
            case .value(let node):
                guard let value = node.knownValue else { return nil }
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
    var knownValue: Value? {
        guard isConstant else { return nil }
        let someDay = CivilDate(trustedYear: 1970, month: 1, day: 1)
        var run = Run(slots: [], moment: Moment(today: someDay), allowance: 10_000)
        let value = evaluate(&run)
        // A long list is worked out when it is needed.
        return run.allowance > 0 ? value : nil
    }

    private var isConstant: Bool {
        switch kind {
        case .constant(let value):
            if case .function = value { false } else { true }
        case .negation(let part): part.isConstant
        case .list(let parts): parts.allSatisfy(\.isConstant)
        case .range(let low, _, let high, _, _): [low, high].allSatisfy { $0?.isConstant ?? true }
        case .builtIn(let builtIn, let parts): BuiltIn.literals.contains(builtIn.name) && parts.allSatisfy(\.isConstant)
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
