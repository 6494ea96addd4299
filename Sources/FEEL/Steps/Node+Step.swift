extension Node.Kind {
    /// What runs a node of this kind.
    var step: any Step {
        switch self {
        case .constant(let value): ConstantStep(value)
        case .slot(let slot): SlotStep(slot)
        case .itemEntry(let name, let item, let otherwise): ItemEntryStep(name, item: item, otherwise: otherwise)
        case .list(let items): ListStep(items)
        case .context(let entries): ContextStep(entries)
        case .range(let low, let includesLow, let high, let includesHigh, let comparison):
            RangeStep(low, includesLow, high, includesHigh, comparison).settled([low, high])
        case .negation(let operand): NegationStep(operand).settled([operand])
        case .arithmetic(let sign, let left, let right): ArithmeticStep(sign, left, right)
        case .comparison(let comparison, let left, let right): ComparisonStep(comparison, left, right)
        case .all(let parts): ConnectiveStep.step(parts.map(\.step)[...], deciding: false)
        case .any(let parts): ConnectiveStep.step(parts.map(\.step)[...], deciding: true)
        case .between(let value, let low, let high): BetweenStep(value, low, high)
        case .membership(let subject, let slot, let tests): Self.membership(subject, slot: slot, tests)
        case .not(let part): NotStep(part)
        case .instance(let value, let type): InstanceStep(value, type)
        case .conditional(let condition, let first, let second): ConditionalStep(condition, first, second)
        case .iteration(let iterators, let partial, let body): IterationStep(iterators, partial: partial, body)
        case .quantified(let isEvery, let iterators, let body): QuantifiedStep(every: isEvery, iterators, body)
        case .path(let base, let name): Self.path(base, name)
        case .filter(let base, let item, let condition): FilterStep(base, item: item, condition)
        case .builtIn(let builtIn, let arguments): Self.builtIn(builtIn, arguments)
        case .call(let callee, let arguments): CallStep(callee, arguments)
        case .function(let function): FunctionStep(function)
        }
    }

    private static func membership(_ subject: Node, slot: Int, _ tests: [Node.Test]) -> any Step {
        if tests.count == 1, case .predicate(let predicate) = tests[0] {
            return PredicateStep(subject, slot: slot, predicate)
        }
        if tests.count == 1, let range = Expression.known(tests)?.first?.interval,
            let interval = NumberInterval(range), tests[0].isComparison == (range.comparison != nil)
        {
            return WithinStep(subject, interval, range)
        }
        return MembershipStep(subject, slot: slot, tests)
    }

    private static func path(_ base: Node, _ name: String) -> any Step {
        if case .slot(let slot) = base.kind { return SlotPathStep(slot, of: base.type, name) }
        return PathStep(base, name)
    }

    private static func builtIn(_ builtIn: BuiltIn, _ arguments: [Node]) -> any Step {
        if arguments.count == 2, let body = builtIn.twoNumbers {
            return TwoNumbersStep(builtIn, body, arguments[0], arguments[1])
        }
        let step = BuiltInStep(builtIn, arguments)
        return BuiltIn.literals.contains(builtIn.name) ? step.settled(arguments) : step
    }
}

extension Node.Test {
    fileprivate var isComparison: Bool {
        if case .compare = self { return true }
        return false
    }
}

extension Step {
    /// Its value once and for all, where its parts are constants and it comes to something.
    fileprivate func settled(_ parts: [Node?]) -> any Step {
        guard parts.allSatisfy({ $0.map { $0.step is ConstantStep } ?? true }) else { return self }
        var run = Run(moment: Moment(today: CivilDate(trustedYear: 1970, month: 1, day: 1)), allowance: 1_000)
        let value = evaluate(&run)
        return value.isNull ? self : ConstantStep(value)
    }
}
