import FEEL

extension Lowering {
    mutating func condition(_ node: Node) throws(ExpressionFault) -> TermID {
        switch node.kind {
        case .comparison(let comparison, let left, let right):
            return try compare(comparison, try term(left), try term(right), node.place)
        case .all(let parts): return try join(parts, both: true, node.place)
        case .any(let parts): return try join(parts, both: false, node.place)
        case .between(let value, let low, let high):
            let subject = try term(value)
            let first = try compare(.greaterOrEqual, subject, try term(low), node.place)
            let second = try compare(.lessOrEqual, subject, try term(high), node.place)
            return try join(first, second, both: true, node.place)
        case .not(let part): return try opposite(try condition(part), node.place)
        case .membership(let subject, let slot, let tests):
            return try membership(subject, slot, tests, node.place)
        case .quantified(let every, let iterators, let body):
            return try quantified(every: every, iterators, body, node.place)
        default: return try term(node, .boolean)
        }
    }

    mutating func opposite(_ id: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        if case .opposite(let inner) = core.graph[id] { return inner }
        return try combine(.opposite(id), [id], .boolean, place)
    }

    private mutating func join(_ parts: [Node], both: Bool, _ place: Place) throws(ExpressionFault) -> TermID {
        var ids: [TermID] = []
        for part in parts { ids.append(try condition(part)) }
        return try chain(ids, both: both, place)
    }

    /// Whether all hold, or one does; each is looked at only when those before it leave the answer open.
    mutating func chain(_ ids: [TermID], both: Bool, _ place: Place) throws(ExpressionFault) -> TermID {
        try balanced(ids, place) { (lowering, a, b) throws(ExpressionFault) in
            try lowering.join(a, b, both: both, place)
        } ?? boolean(both, place)
    }

    mutating func join(_ a: TermID, _ b: TermID, both: Bool, _ place: Place) throws(ExpressionFault) -> TermID {
        if case .constant(let value) = core.graph[a] { return value.isZero != both ? b : a }
        if case .constant(let value) = core.graph[b], value.isZero != both { return a }
        return core.graph.add(both ? .both(a, b) : .either(a, b), .boolean, try level([a, b], place), place)
    }

    mutating func compare(
        _ comparison: Comparison, _ a: TermID, _ b: TermID, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let kinds = (core.graph.kind(a), core.graph.kind(b))
        guard kinds.0 == kinds.1 else {
            throw refuse(place, "“\(comparison.rawValue)”两边应是同一种值，却是\(kinds.0.chinese)与\(kinds.1.chinese)")
        }
        if kinds.0 == .text {
            guard comparison == .equal || comparison == .notEqual else {
                throw refuse(place, "文字只能比较是否相同，不分先后")
            }
            guard core.graph.isNamed(a) || core.graph.isNamed(b) else {
                throw refuse(place, "两项录入的文字不能互相比较，请与写明的文字比较")
            }
        }
        return try combine(.compare(comparison, a, b), [a, b], .boolean, place)
    }

    private mutating func membership(
        _ subject: Node, _ slot: Int, _ tests: [Node.Test], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let subject = try meaning(subject)
        slots[slot] = subject
        var results: [TermID] = []
        for test in tests {
            switch test {
            case .compare(let comparison, let end):
                results.append(try compare(comparison, try single(subject, place), try term(end), end.place))
            case .predicate(let node): results.append(try condition(node))
            case .value(let node):
                results.append(try member(try single(subject, place), of: try meaning(node), node.place))
            }
        }
        guard var result = results.popLast() else { return boolean(false, place) }
        while let id = results.popLast() { result = try join(id, result, both: false, place) }
        return result
    }

    private func single(_ meaning: Meaning, _ place: Place) throws(ExpressionFault) -> TermID {
        guard case .term(let id) = meaning else { throw refuse(place, "这里应为一个值，却是\(meaning.chinese)") }
        return id
    }

    mutating func member(_ id: TermID, of meaning: Meaning, _ place: Place) throws(ExpressionFault) -> TermID {
        switch meaning {
        case .term(let other): return try compare(.equal, id, other, place)
        case .list(let items):
            var tests: [TermID] = []
            for item in items {
                let same = try member(id, of: item.meaning, place)
                tests.append(
                    try item.test.map { (test) throws(ExpressionFault) in
                        try join(test, same, both: true, place)
                    } ?? same)
            }
            return try chain(tests, both: false, place)
        case .range(let interval):
            if let excluded = interval.excluded { return try compare(.notEqual, id, excluded, place) }
            var result = boolean(true, place)
            if let high = interval.high {
                result = try compare(high.isIncluded ? .lessOrEqual : .less, id, high.term, place)
            }
            if let low = interval.low {
                let first = try compare(low.isIncluded ? .greaterOrEqual : .greater, id, low.term, place)
                result = try join(first, result, both: true, place)
            }
            return result
        default: throw refuse(place, "“in”后应为值、列表或区间，却是\(meaning.chinese)")
        }
    }

    mutating func range(
        _ low: Node?, _ includesLow: Bool, _ high: Node?, _ includesHigh: Bool, _ comparison: Comparison?,
        _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        var interval = Meaning.Interval()
        if comparison == .notEqual, let low {
            interval.excluded = try term(low)
        } else {
            if let low { interval.low = (try term(low), includesLow) }
            if let high { interval.high = (try term(high), includesHigh) }
        }
        return .range(interval)
    }
}
