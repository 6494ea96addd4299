final class NegationStep: Step {
    let operand: any Step

    init(_ operand: Node) { self.operand = operand.step }

    func evaluate(_ run: inout Run) -> Value { Value.negated(operand.evaluate(&run)) }
}

final class ArithmeticStep: Step {
    let sign: ArithmeticOperator
    let left: any Step
    let right: any Step

    init(_ sign: ArithmeticOperator, _ left: Node, _ right: Node) {
        self.sign = sign
        self.left = left.step
        self.right = right.step
    }

    func evaluate(_ run: inout Run) -> Value {
        let first = left.evaluate(&run)
        let second = right.evaluate(&run)
        if case .number(let a) = first, case .number(let b) = second { return Value.numbers(sign, a, b) }
        return run.bearing(Value.arithmetic(sign, first, second))
    }
}

final class ComparisonStep: Step {
    let comparison: Comparison
    let left: any Step
    let right: any Step

    init(_ comparison: Comparison, _ left: Node, _ right: Node) {
        self.comparison = comparison
        self.left = left.step
        self.right = right.step
    }

    func evaluate(_ run: inout Run) -> Value {
        let first = left.evaluate(&run)
        guard run.pay(for: first) else { return Run.exhausted }
        let second = right.evaluate(&run)
        if case .number(let a) = first, case .number(let b) = second {
            return .boolean(comparison.holds(Number.compare(a, b)))
        }
        return Value.compare(comparison, first, second)
    }
}

final class BetweenStep: Step {
    let value: any Step
    let low: any Step
    let high: any Step

    init(_ value: Node, _ low: Node, _ high: Node) {
        (self.value, self.low, self.high) = (value.step, low.step, high.step)
    }

    func evaluate(_ run: inout Run) -> Value {
        let value = value.evaluate(&run)
        return Value.conjunction(
            Value.compare(.greaterOrEqual, value, low.evaluate(&run)),
            Value.compare(.lessOrEqual, value, high.evaluate(&run)))
    }
}

final class RangeStep: Step {
    let low: (any Step)?
    let includesLow: Bool
    let high: (any Step)?
    let includesHigh: Bool
    let comparison: Comparison?

    init(_ low: Node?, _ includesLow: Bool, _ high: Node?, _ includesHigh: Bool, _ comparison: Comparison?) {
        self.low = low?.step
        self.includesLow = includesLow
        self.high = high?.step
        self.includesHigh = includesHigh
        self.comparison = comparison
    }

    func evaluate(_ run: inout Run) -> Value {
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
}
