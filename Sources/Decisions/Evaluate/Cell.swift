import FEEL

/// The unary tests of a decision table's cell.
enum Cell: Sendable {
    /// Everything passes.
    case anything
    /// One of these has to pass.
    case oneOf([UnaryTest])
    /// The value has to be a number that lies within; where it is none, the tests tell.
    case within(NumberInterval, [UnaryTest])
    /// None of these may pass.
    case noneOf([UnaryTest])
    /// An expression tells.
    case expression(Bound)
    /// Nothing passes, because the cell could not be read.
    case unreadable(Value)

    init(_ bound: Bound) { self.init(bound, bound.expression.cellTest) }

    /// The same cell where the values of some names are known.
    func knowing(_ values: [String: Value]) -> Cell {
        guard case .expression(let bound) = self, !values.isEmpty else { return self }
        return Cell(bound, bound.expression.cellTest(knowing: values))
    }

    private init(_ bound: Bound, _ test: CellTest) {
        switch test {
        case .anything: self = .anything
        case .oneOf(let tests):
            if tests.count == 1, let interval = tests[0].interval.flatMap({ NumberInterval($0) }) {
                self = .within(interval, tests)
            } else {
                self = .oneOf(tests)
            }
        case .noneOf(let tests): self = .noneOf(tests)
        case .unknown: self = .expression(bound)
        }
    }

    /// The tests of which one has to pass, where that is all.
    var alternatives: [UnaryTest]? {
        switch self {
        case .oneOf(let tests), .within(_, let tests): tests
        default: nil
        }
    }

    var isAnything: Bool {
        if case .anything = self { return true }
        return false
    }

    var bound: Bound? {
        if case .expression(let bound) = self { return bound }
        return nil
    }

    /// True, false, or null where that cannot be told.
    func passes(_ value: Value, _ frame: [Value], _ run: inout Run) -> Value {
        switch self {
        case .anything: return true
        case .oneOf(let tests): return Self.any(tests, value)
        case .within(let interval, let tests):
            if case .number(let number) = value { return .boolean(interval.contains(number)) }
            return Self.any(tests, value)
        case .noneOf(let tests):
            let verdict = Self.any(tests, value)
            if case .boolean(let passed) = verdict { return .boolean(!passed) }
            return verdict
        case .expression(let bound): return bound.evaluate(frame, &run)
        case .unreadable(let why): return why
        }
    }

    private static func any(_ tests: [UnaryTest], _ value: Value) -> Value {
        var result: Value = false
        for test in tests {
            let verdict = value.passes(test)
            if verdict.isTrue { return true }
            if verdict.isNull { result = verdict }
        }
        return result
    }
}
