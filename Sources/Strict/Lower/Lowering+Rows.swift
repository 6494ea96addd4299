import FEEL

extension Lowering {
    mutating func filter(
        _ base: Node, _ item: Int, _ test: Node, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        let source = try meaning(base)
        if case .list(let items) = source { return try filter(items, item, test, place) }
        guard case .rows(var rows) = source else {
            throw refuse(base.place, "这里应为子行或列表，却是\(source.chinese)")
        }
        guard rows.extras.isEmpty else { throw refuse(base.place, "append 之后只能接 sum、min 或 max") }
        slots[item] = rows.item
        guard test.type != .number else { throw refuse(test.place, "子行只能按条件挑选，不能按序号取") }
        rows.filter = try narrowed(rows, try condition(test), test.place)
        return .rows(rows)
    }

    private mutating func filter(
        _ items: [Meaning.Item], _ slot: Int, _ test: Node, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        if test.type == .number {
            let written = try term(test)
            guard let index = fixed(written)?.reduced, index.denominator == 1, index.numerator.magnitude < 1 << 31
            else { throw refuse(test.place, "取第几项要写明是第几，如 [1]") }
            return try item(items, at: Int(index.numerator), place)
        }
        var tests: [TermID] = []
        for item in items {
            slots[slot] = item.meaning
            tests.append(try condition(test))
        }
        return .list(try narrowed(items, tests, place))
    }

    mutating func narrowed(
        _ rows: Meaning.Rows, _ test: TermID, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let level = core.graph.level(test)
        guard level == .constant || level == .child(rows.table) else {
            throw refuse(place, "子行的条件只能用这一行自己的字段和固定的数")
        }
        guard let filter = rows.filter else { return test }
        return try join(filter, test, both: true, place)
    }

    /// What is gone through: child rows, a list that is written, or whole numbers from one to another.
    private mutating func source(
        _ iterators: [Node.Iterator], _ place: Place
    ) throws(ExpressionFault) -> (slot: Int, Meaning) {
        guard iterators.count == 1, let iterator = iterators.first else {
            throw refuse(place, "一次只能逐条看一种子行或一个列表")
        }
        guard let end = iterator.upTo else { return (iterator.slot, try meaning(iterator.source)) }
        let ends = (try term(iterator.source, .number), try term(end, .number))
        guard let low = fixed(ends.0)?.reduced, let high = fixed(ends.1)?.reduced,
            low.denominator == 1, high.denominator == 1, low.numerator <= high.numerator,
            high.numerator - low.numerator < Int128(Self.maximumItems)
        else { throw refuse(place, "从几到几要是写明的整数，从小到大") }
        let numbers = (low.numerator...high.numerator).map { Meaning.term(number(Exact($0), place)) }
        return (iterator.slot, .list(of: numbers))
    }

    mutating func iteration(
        _ iterators: [Node.Iterator], _ body: Node, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        let (slot, source) = try source(iterators, place)
        switch source {
        case .rows(var rows) where rows.extras.isEmpty:
            slots[slot] = rows.item
            rows.item = try meaning(body)
            return .rows(rows)
        case .list(let items):
            var results: [Meaning.Item] = []
            for item in items {
                slots[slot] = item.meaning
                results.append(Meaning.Item(test: item.test, meaning: try meaning(body)))
            }
            return .list(results)
        default: throw refuse(place, "“in”后应为子行或列表，却是\(source.chinese)")
        }
    }

    mutating func quantified(
        every: Bool, _ iterators: [Node.Iterator], _ body: Node, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let (slot, source) = try source(iterators, place)
        switch source {
        case .rows(let rows) where rows.extras.isEmpty:
            slots[slot] = rows.item
            return try quantified(every: every, rows, try condition(body), place)
        case .list(let items):
            var tests: [TermID] = []
            for item in items {
                slots[slot] = item.meaning
                tests.append(try condition(body))
            }
            return try quantified(every: every, items, tests, place)
        default: throw refuse(place, "“in”后应为子行或列表，却是\(source.chinese)")
        }
    }

    mutating func quantified(
        every: Bool, _ rows: Meaning.Rows, _ test: TermID, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var counted = rows
        counted.filter = try narrowed(rows, every ? try opposite(test, place) : test, place)
        let count = try count(counted, place)
        return try compare(every ? .equal : .greater, count, number(.zero, place), place)
    }

    mutating func quantified(
        every: Bool, _ items: [Meaning.Item], _ tests: [TermID], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var results: [TermID] = []
        for (item, test) in zip(items, tests) {
            guard let isThere = item.test else {
                results.append(test)
                continue
            }
            let first = every ? try opposite(isThere, place) : isThere
            results.append(try join(first, test, both: !every, place))
        }
        return try chain(results, both: every, place)
    }

    mutating func count(_ rows: Meaning.Rows, _ place: Place) throws(ExpressionFault) -> TermID {
        let aggregate = Aggregate(kind: .count, table: rows.table, filter: rows.filter, value: nil, emptySite: nil)
        return core.graph.add(aggregate, .number, place)
    }

    mutating func aggregate(
        _ kind: Aggregate.Kind, _ rows: Meaning.Rows, _ name: String, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        guard case .term(let value) = rows.item else {
            throw refuse(place, "“\(name)”要的是子行的一个值，却是\(rows.item.chinese)")
        }
        let valueKind = core.graph.kind(value)
        let allowed: Set<StrictKind> = kind == .sum ? [.number] : [.number, .date, .days, .months]
        guard allowed.contains(valueKind) else { throw refuse(place, "“\(name)”不能用于\(valueKind.chinese)") }
        guard core.graph.level(value) != .row else { throw refuse(place, "子行的值只能用这一行自己的字段和固定的数") }
        let isTotal = kind == .sum && !rows.extras.isEmpty
        let site = isTotal ? nil : core.site("没有可以用“\(name)”汇总的行", origin, place)
        let aggregate = Aggregate(kind: kind, table: rows.table, filter: rows.filter, value: value, emptySite: site)
        let result = core.graph.add(aggregate, valueKind, place)
        if isTotal { return try total(result, rows.extras[...], place) }
        guard !rows.extras.isEmpty else { return result }
        // With values beside the rows, the rows count only where there are any.
        let others = try extreme(kind, rows.extras, place)
        let isEmpty = try compare(.equal, try count(rows, place), number(.zero, place), place)
        let joined = try extreme(kind, [result, others], place)
        return try choose(isEmpty, others, joined, place)
    }

    private mutating func total(
        _ first: TermID, _ others: ArraySlice<TermID>, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var sum = first
        for other in others { sum = try combine(.sum(sum, other), [sum, other], .number, place) }
        return sum
    }

    func sameKind(_ ids: [TermID], _ place: Place) throws(ExpressionFault) {
        for id in ids where core.graph.kind(id) != core.graph.kind(ids[0]) {
            throw refuse(place, "要比较的应是同一种值")
        }
    }

    mutating func extreme(_ kind: Aggregate.Kind, _ ids: [TermID], _ place: Place) throws(ExpressionFault) -> TermID {
        guard var result = ids.first else { throw refuse(place, "没有可比较的值") }
        try sameKind(ids, place)
        guard [.number, .date, .days, .months].contains(core.graph.kind(result)) else {
            throw refuse(place, "\(core.graph.kind(result).chinese)不分大小")
        }
        for id in ids.dropFirst() {
            let term: Term = kind == .least ? .least(result, id) : .greatest(result, id)
            result = try combine(term, [result, id], core.graph.kind(id), place)
        }
        return result
    }
}
