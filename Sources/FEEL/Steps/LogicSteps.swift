/// `and` is decided by a false, `or` by a true; anything that is not a boolean counts as null. More than two parts are a
/// balanced tree of pairs.
final class ConnectiveStep: Step {
    let first: any Step
    let second: any Step
    let deciding: Bool

    private init(_ first: any Step, _ second: any Step, deciding: Bool) {
        self.first = first
        self.second = second
        self.deciding = deciding
    }

    static func step(_ parts: ArraySlice<any Step>, deciding: Bool) -> any Step {
        guard let first = parts.first else { return ConstantStep(.boolean(!deciding)) }
        if parts.count == 1 { return ConnectiveStep(first, ConstantStep(.boolean(!deciding)), deciding: deciding) }
        if parts.count == 2 { return ConnectiveStep(first, parts[parts.startIndex + 1], deciding: deciding) }
        let middle = parts.startIndex + parts.count / 2
        return ConnectiveStep(
            step(parts[..<middle], deciding: deciding), step(parts[middle...], deciding: deciding), deciding: deciding)
    }

    func evaluate(_ run: inout Run) -> Value {
        let one = first.evaluate(&run)
        guard case .boolean(let boolean) = one else {
            if case .boolean(deciding) = second.evaluate(&run) { return .boolean(deciding) }
            return Self.unknown(one)
        }
        if boolean == deciding { return one }
        let other = second.evaluate(&run)
        if case .boolean = other { return other }
        return Self.unknown(other)
    }

    private static func unknown(_ value: Value) -> Value {
        value.isNull ? value : .null(because: "条件应为是否，却是\(value.type.chinese)")
    }
}

final class NotStep: Step {
    let part: any Step

    init(_ part: Node) { self.part = part.step }

    func evaluate(_ run: inout Run) -> Value { Value.not(part.evaluate(&run)) }
}

final class InstanceStep: Step {
    let value: any Step
    let type: FEELType

    init(_ value: Node, _ type: FEELType) {
        self.value = value.step
        self.type = type
    }

    func evaluate(_ run: inout Run) -> Value { .boolean(value.evaluate(&run).isInstance(of: type)) }
}

final class ConditionalStep: Step {
    let condition: any Step
    let first: any Step
    let second: any Step

    init(_ condition: Node, _ first: Node, _ second: Node) {
        (self.condition, self.first, self.second) = (condition.step, first.step, second.step)
    }

    func evaluate(_ run: inout Run) -> Value {
        condition.evaluate(&run).isTrue ? first.evaluate(&run) : second.evaluate(&run)
    }
}

/// `in` with its alternatives.
final class MembershipStep: Step {
    enum Test: Sendable {
        case compare(Comparison, any Step)
        case predicate(any Step)
        /// `isRange`: an interval that came to nothing is no value to be equal to.
        case value(any Step, isRange: Bool)
    }

    let subject: any Step
    let slot: Int
    let tests: [Test]

    init(_ subject: Node, slot: Int, _ tests: [Node.Test]) {
        self.subject = subject.step
        self.slot = slot
        self.tests = tests.map { test in
            switch test {
            case .compare(let comparison, let end): .compare(comparison, end.step)
            case .predicate(let node): .predicate(node.step)
            case .value(let node): .value(node.step, isRange: node.type.isRange)
            }
        }
    }

    func evaluate(_ run: inout Run) -> Value {
        let value = subject.evaluate(&run)
        run.slots[slot] = value
        var result = Value.boolean(false)
        for test in tests {
            let outcome: Value
            switch test {
            case .compare(let comparison, let end): outcome = Value.compare(comparison, value, end.evaluate(&run))
            case .predicate(let step): outcome = step.evaluate(&run)
            case .value(let step, let isRange):
                let other = step.evaluate(&run)
                guard run.pay(for: other) else { return Run.exhausted }
                outcome = other.isNull && isRange ? other : Value.member(value, of: other)
            }
            if outcome.isTrue { return .boolean(true) }
            if outcome.isNull { result = outcome }
        }
        return result
    }
}

/// A condition about `?` alone.
final class PredicateStep: Step {
    let subject: any Step
    let slot: Int
    let predicate: any Step

    init(_ subject: Node, slot: Int, _ predicate: Node) {
        self.subject = subject.step
        self.slot = slot
        self.predicate = predicate.step
    }

    func evaluate(_ run: inout Run) -> Value {
        run.slots[slot] = subject.evaluate(&run)
        let outcome = predicate.evaluate(&run)
        if case .boolean = outcome { return outcome }
        return outcome.isNull ? outcome : .boolean(false)
    }
}

/// `in` with one interval of numbers or one comparison with a number that is known beforehand.
final class WithinStep: Step {
    let subject: any Step
    let interval: NumberInterval
    let range: RangeValue

    init(_ subject: Node, _ interval: NumberInterval, _ range: RangeValue) {
        self.subject = subject.step
        self.interval = interval
        self.range = range
    }

    func evaluate(_ run: inout Run) -> Value {
        let value = subject.evaluate(&run)
        if case .number(let number) = value { return .boolean(interval.contains(number)) }
        guard let comparison = range.comparison else { return Value.member(value, of: .range(range)) }
        return Value.compare(comparison, value, range.low.isNull ? range.high : range.low)
    }
}

extension FEELType {
    fileprivate var isRange: Bool {
        if case .range = self { return true }
        return false
    }
}
