import FEEL

extension Planner {
    private static let rowReason = WholeGraph.TooWide(why: "子行里的除法要除以固定的数，请把除法放到汇总之后")

    mutating func aggregate(_ aggregate: Aggregate) throws(WholeGraph.TooWide) -> Fraction {
        let limit = Int128(program.tables[aggregate.table].limit)
        var filter: Fraction?
        if let id = aggregate.filter { filter = try self.value(id) }
        guard filter?.reason == nil else { throw Self.rowReason }
        let zero = try graph.constant(0)
        let count = try graph.add(
            Accumulator(kind: .count, table: aggregate.table, filter: filter?.upper, value: nil, start: 0), 0...limit)
        guard let term = aggregate.value else { return try fraction(count) }
        let value = try self.value(term)
        guard graph.constant(value.lower) != nil, value.reason == nil else { throw Self.rowReason }
        let bounds = graph.bounds(value.upper)
        guard Int64(exactly: bounds.lowerBound) != nil, Int64(exactly: bounds.upperBound) != nil else {
            throw WholeGraph.TooWide()
        }
        let (all, start): (ClosedRange<Int128>, Int128) =
            switch aggregate.kind {
            case .sum, .count: (min(0, bounds.lowerBound * limit)...max(0, bounds.upperBound * limit), 0)
            case .least: (bounds, bounds.upperBound)
            case .greatest: (bounds, bounds.lowerBound)
            }
        let accumulator = Accumulator(
            kind: aggregate.kind, table: aggregate.table, filter: filter?.upper, value: value.upper,
            start: Int64(start))
        let upper = try graph.add(accumulator, all)
        var reason: WholeID?
        if let site = aggregate.emptySite {
            reason = try graph.choose(
                try graph.equal(count, zero), try graph.constant(Int128(site + 1)), zero)
        }
        return Fraction(upper: upper, lower: value.lower, reason: reason)
    }
}
