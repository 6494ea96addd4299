import FEEL

extension Lowering {
    private mutating func rows(_ node: Node) throws(ExpressionFault) -> Meaning.Rows {
        let meaning = try meaning(node)
        guard case .rows(let rows) = meaning else { throw refuse(node.place, "这里应为子行，却是\(meaning.chinese)") }
        guard rows.extras.isEmpty else { throw refuse(node.place, "append 之后只能接 sum、min 或 max") }
        return rows
    }

    mutating func filter(
        _ base: Node, _ item: Int, _ test: Node, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        var rows = try rows(base)
        slots[item] = rows.item
        guard test.type == .boolean else { throw refuse(test.place, "子行只能按条件挑选，不能按序号取") }
        rows.filter = try narrowed(rows, try condition(test), test.place)
        return .rows(rows)
    }

    private mutating func narrowed(
        _ rows: Meaning.Rows, _ test: TermID, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let level = core.graph.level(test)
        guard level == .constant || level == .child(rows.table) else {
            throw refuse(place, "子行的条件只能用这一行自己的字段和固定的数")
        }
        guard let filter = rows.filter else { return test }
        return try join(filter, test, both: true, place)
    }

    private mutating func iterated(
        _ iterators: [Node.Iterator], _ place: Place
    ) throws(ExpressionFault) -> Meaning.Rows {
        guard iterators.count == 1, let iterator = iterators.first, iterator.upTo == nil else {
            throw refuse(place, "只能逐条看一种子行，不能同时看几种，也不能数数")
        }
        let rows = try rows(iterator.source)
        slots[iterator.slot] = rows.item
        return rows
    }

    mutating func iteration(
        _ iterators: [Node.Iterator], _ body: Node, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        var rows = try iterated(iterators, place)
        rows.item = try meaning(body)
        return .rows(rows)
    }

    mutating func quantified(
        every: Bool, _ iterators: [Node.Iterator], _ body: Node, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let rows = try iterated(iterators, place)
        let test = try condition(body)
        var counted = rows
        counted.filter = try narrowed(rows, every ? try opposite(test, place) : test, place)
        let count = try count(counted, place)
        return try compare(every ? .equal : .greater, count, number(.zero, place), place)
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
        let allowed: Set<StrictKind> = kind == .sum ? [.number] : [.number, .date, .days]
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

    mutating func total(
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
        guard [.number, .date, .days].contains(core.graph.kind(result)) else {
            throw refuse(place, "\(core.graph.kind(result).chinese)不分大小")
        }
        for id in ids.dropFirst() {
            let term: Term = kind == .least ? .least(result, id) : .greatest(result, id)
            result = try combine(term, [result, id], core.graph.kind(id), place)
        }
        return result
    }
}
