extension Node {
    func evaluate(_ run: inout Run) -> Value {
        switch kind {
        case .constant(let value): return value
        case .slot(let slot): return run.slots[slot]
        case .itemEntry(let name, let item, let otherwise):
            if case .context(let context) = run.slots[item], let value = context[name] { return value }
            if let value = Properties.value(of: name, in: run.slots[item]), case .constant(.null) = otherwise.kind {
                return value
            }
            return otherwise.evaluate(&run)
        case .list(let nodes): return run.bearing(.list(nodes.map { $0.evaluate(&run) }))
        case .context(let entries):
            var context = Context(capacity: entries.count)
            for entry in entries {
                let value = entry.value.evaluate(&run)
                run.slots[entry.slot] = value
                context[entry.name] = value
            }
            return run.bearing(.context(context))
        case .range(let low, let includesLow, let high, let includesHigh, let comparison):
            return range(low, includesLow, high, includesHigh, comparison, &run)
        case .negation(let operand): return Value.negated(operand.evaluate(&run))
        case .arithmetic(let sign, let left, let right):
            return run.bearing(Value.arithmetic(sign, left.evaluate(&run), right.evaluate(&run)))
        case .comparison(let comparison, let left, let right):
            let value = left.evaluate(&run)
            guard run.pay(for: value) else { return Run.exhausted }
            return Value.compare(comparison, value, right.evaluate(&run))
        case .all(let parts): return connect(parts, deciding: false, &run)
        case .any(let parts): return connect(parts, deciding: true, &run)
        case .between(let value, let low, let high):
            let value = value.evaluate(&run)
            return Value.conjunction(
                Value.compare(.greaterOrEqual, value, low.evaluate(&run)),
                Value.compare(.lessOrEqual, value, high.evaluate(&run)))
        case .membership(let subject, let slot, let tests):
            let value = subject.evaluate(&run)
            run.slots[slot] = value
            return membership(value, tests, &run)
        case .not(let part): return Value.not(part.evaluate(&run))
        case .instance(let value, let type): return .boolean(value.evaluate(&run).isInstance(of: type))
        case .conditional(let condition, let first, let second):
            return condition.evaluate(&run).isTrue ? first.evaluate(&run) : second.evaluate(&run)
        case .iteration(let iterators, let partial, let body):
            return iterate(iterators, partial: partial, body, &run)
        case .quantified(let every, let iterators, let body): return quantify(every: every, iterators, body, &run)
        case .path(let base, let name):
            let value = base.evaluate(&run)
            if case .list = value { return run.bearing(Value.path(value, name)) }
            return Value.path(value, name)
        case .filter(let base, let item, let condition):
            return filter(base.evaluate(&run), item: item, condition, &run)
        case .builtIn(let builtIn, let arguments):
            return builtIn.run(arguments.map { $0.evaluate(&run) }, &run)
        case .call(let callee, let arguments): return call(callee.evaluate(&run), arguments, &run)
        case .function(let function): return .function(FunctionValue(.literal(function, captured: run.slots.innermost)))
        }
    }

    private func range(
        _ low: Node?, _ includesLow: Bool, _ high: Node?, _ includesHigh: Bool, _ comparison: Comparison?,
        _ run: inout Run
    ) -> Value {
        let lowValue = low?.evaluate(&run) ?? .null
        let highValue = high?.evaluate(&run) ?? .null
        if let comparison {
            let end = low == nil ? highValue : lowValue
            return end.isNull ? .null(because: "区间的一端是空值") : .range(RangeValue(comparison, end))
        }
        if !lowValue.isNull, !highValue.isNull {
            guard let order = Value.order(lowValue, highValue) else {
                return .null(because: "区间的两端不是同一种值")
            }
            if order > 0 { return .null(because: "区间的起点大于终点") }
        } else if lowValue.isNull, highValue.isNull {
            return .null(because: "区间的两端都是空值")
        }
        return .range(
            RangeValue(low: lowValue, includesLow: includesLow, high: highValue, includesHigh: includesHigh))
    }

    /// `and` is decided by a false, `or` by a true; anything that is not a boolean counts as null.
    private func connect(_ parts: [Node], deciding: Bool, _ run: inout Run) -> Value {
        var unknown: Value?
        for part in parts {
            let value = part.evaluate(&run)
            if case .boolean(let boolean) = value {
                if boolean == deciding { return .boolean(deciding) }
            } else if unknown == nil {
                unknown = value.isNull ? value : .null(because: "条件应为是否，却是\(value.type.chinese)")
            }
        }
        return unknown ?? .boolean(!deciding)
    }

    private func membership(_ value: Value, _ tests: [Test], _ run: inout Run) -> Value {
        var result = Value.boolean(false)
        for test in tests {
            let outcome: Value
            switch test {
            case .compare(let comparison, let end): outcome = Value.compare(comparison, value, end.evaluate(&run))
            case .predicate(let node): outcome = node.evaluate(&run)
            case .value(let node):
                let other = node.evaluate(&run)
                guard run.pay(for: other) else { return Run.exhausted }
                // An interval that came to nothing is no value to be equal to.
                if other.isNull, case .range = node.type {
                    outcome = other
                } else {
                    outcome = Value.member(value, of: other)
                }
            }
            if outcome.isTrue { return .boolean(true) }
            if outcome.isNull { result = outcome }
        }
        return result
    }

    private func filter(_ base: Value, item slot: Int, _ condition: Node, _ run: inout Run) -> Value {
        let items: [Value]
        switch base {
        case .null: return base
        case .list(let list): items = list
        default: items = [base]
        }
        if case .number(let index) = condition.constantIndex { return Value.item(items, at: index) }
        var kept: [Value] = []
        for (position, item) in items.enumerated() {
            guard run.spend() else { return Run.exhausted }
            run.slots[slot] = item
            switch condition.evaluate(&run) {
            case .boolean(true): kept.append(item)
            case .number(let index) where condition.type == .number || position == 0:
                return Value.item(items, at: index)
            default: break
            }
        }
        if items.isEmpty, condition.type == .number { return .null(because: "列表里没有这一项") }
        return run.bearing(.list(kept))
    }

    /// The index of a filter where it is one for sure and names nothing of the items.
    private var constantIndex: Value {
        switch kind {
        case .constant(let value): value
        default: .null
        }
    }

    private func call(_ callee: Value, _ arguments: [Argument], _ run: inout Run) -> Value {
        guard case .function(let function) = callee else {
            return callee.isNull && callee.reason != nil ? callee : .null(because: "这里不是函数，不能调用")
        }
        if arguments.allSatisfy({ $0.name == nil }) {
            return run.call(function, arguments.map { $0.value.evaluate(&run) })
        }
        var ordered: [Value] = []
        guard arguments.count == function.parameters.count else { return .null(because: "参数的个数不对") }
        for name in function.parameters {
            guard let argument = arguments.first(where: { $0.name == name }) else {
                return .null(because: "缺少参数“\(name)”")
            }
            ordered.append(argument.value.evaluate(&run))
        }
        return run.call(function, ordered)
    }
}
