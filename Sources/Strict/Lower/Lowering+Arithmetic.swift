import FEEL

extension Lowering {
    mutating func arithmetic(_ node: Node) throws(ExpressionFault) -> TermID {
        switch node.kind {
        case .negation(let operand):
            let value = try term(operand)
            try require([value], [.number, .days, .months], operand.place, "负号")
            let kind = core.graph.kind(value)
            let zero = core.graph.add(.constant(.zero), kind, .constant, node.place)
            return try combine(.difference(zero, value), [zero, value], kind, node.place)
        case .arithmetic(let sign, let left, let right): return try arithmetic(sign, left, right, node.place)
        default: return try term(node)
        }
    }

    private func require(
        _ ids: [TermID], _ kinds: Set<StrictKind>, _ place: Place, _ sign: String
    ) throws(ExpressionFault) {
        for id in ids where !kinds.contains(core.graph.kind(id)) {
            throw refuse(place, "“\(sign)”不能用于\(core.graph.kind(id).chinese)")
        }
    }

    private mutating func arithmetic(
        _ sign: ArithmeticOperator, _ left: Node, _ right: Node, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let (a, b) = (try term(left), try term(right))
        let kinds = (core.graph.kind(a), core.graph.kind(b))
        switch (sign, kinds.0, kinds.1) {
        case (.add, .number, .number), (.add, .days, .days), (.add, .date, .days):
            return try combine(.sum(a, b), [a, b], kinds.0, place)
        case (.add, .days, .date): return try combine(.sum(a, b), [a, b], .date, place)
        case (.subtract, .number, .number), (.subtract, .days, .days), (.subtract, .date, .days):
            return try combine(.difference(a, b), [a, b], kinds.0, place)
        case (.subtract, .date, .date): return try combine(.difference(a, b), [a, b], .days, place)
        case (.add, .months, .months): return try combine(.sum(a, b), [a, b], .months, place)
        case (.subtract, .months, .months): return try combine(.difference(a, b), [a, b], .months, place)
        case (.add, .date, .months), (.add, .months, .date), (.subtract, .date, .months):
            throw refuse(
                place,
                """
                按月加减要写明没有那一天时怎么算：add months round down（取月末）、add months round up（顺延到下月 1 日）\
                或 add months exactly（不给结果），如 add months round down(日期, 3)
                """)
        case (.multiply, .number, .number): return try combine(.product(a, b), [a, b], .number, place)
        case (.divide, .number, .number): return try quotient(a, b, place)
        case (.power, .number, .number): return try power(a, right, place)
        default:
            throw refuse(place, "“\(sign.rawValue)”不能用于\(kinds.0.chinese)与\(kinds.1.chinese)")
        }
    }

    mutating func quotient(_ a: TermID, _ b: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        if case .constant(let divisor) = core.graph[b] {
            guard !divisor.isZero else { throw refuse(place, "除以 0") }
            let factor = number(divisor.inverse, place)
            return try combine(.product(a, factor), [a, factor], .number, place)
        }
        let site = core.site("除数是 0", origin, place)
        return try combine(.quotient(a, b, site: site), [a, b], .number, place)
    }

    private mutating func power(_ base: TermID, _ exponent: Node, _ place: Place) throws(ExpressionFault) -> TermID {
        guard case .constant(.number(let number)) = exponent.kind, let count = number.integer, (0...8).contains(count)
        else { throw refuse(place, "乘方的次数应是 0 到 8 的整数") }
        var result = self.number(.one, place)
        for _ in 0..<count { result = try combine(.product(result, base), [result, base], .number, place) }
        return result
    }

    /// Adds a term of these parts, worked out at once where all of them are fixed numbers.
    mutating func combine(
        _ term: Term, _ parts: [TermID], _ kind: StrictKind, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        if let value = try folded(term, place) {
            return core.graph.add(.constant(value), kind, .constant, place)
        }
        switch term {
        case .product(let a, let b) where fixed(a) == Exact.one: return b
        case .product(let a, let b) where fixed(b) == Exact.one: return a
        case .sum(let a, let b) where fixed(a)?.isZero == true && core.graph.kind(b) == kind: return b
        case .sum(let a, let b) where fixed(b)?.isZero == true && core.graph.kind(a) == kind: return a
        case .difference(let a, let b) where fixed(b)?.isZero == true && core.graph.kind(a) == kind: return a
        default: return core.graph.add(term, kind, try level(parts, place), place)
        }
    }

    func fixed(_ id: TermID) -> Exact? {
        if case .constant(let value) = core.graph[id] { return value }
        return nil
    }

    private func countable(_ value: Exact) throws(Exact.TooLarge) -> Int128 {
        guard value.floor.magnitude < 1 << 60 else { throw Exact.TooLarge() }
        return value.floor
    }

    private func folded(_ term: Term, _ place: Place) throws(ExpressionFault) -> Exact? {
        do {
            switch term {
            case .sum(let a, let b):
                if let x = fixed(a), let y = fixed(b) { return try x.adding(y) }
            case .difference(let a, let b):
                if let x = fixed(a), let y = fixed(b) { return try x.subtracting(y) }
            case .product(let a, let b):
                if let x = fixed(a), let y = fixed(b) { return try x.multiplied(by: y) }
            case .least(let a, let b):
                if let x = fixed(a), let y = fixed(b) { return try Exact.order(x, y) <= 0 ? x : y }
            case .greatest(let a, let b):
                if let x = fixed(a), let y = fixed(b) { return try Exact.order(x, y) >= 0 ? x : y }
            case .rounded(let a, let scale, let rounding):
                if let x = fixed(a) { return try x.rounded(scale: scale, rounding) }
            case .compare(let comparison, let a, let b):
                if let x = fixed(a), let y = fixed(b) {
                    return comparison.holds(try Exact.order(x, y)) ? .one : .zero
                }
            case .opposite(let a): if let x = fixed(a) { return x.isZero ? .one : .zero }
            case .month(let a):
                if let x = fixed(a) { return Exact(MonthCount.month(ofDay: try countable(x))) }
            case .monthStart(let a):
                if let x = fixed(a) { return Exact(MonthCount.firstDay(ofMonth: try countable(x))) }
            default: break
            }
        } catch {
            throw refuse(place, "数字太大")
        }
        return nil
    }
}
