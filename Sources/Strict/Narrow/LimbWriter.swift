/// Writes the steps of a plan again, none of them wider than 64 bits.
///
/// A number that may be wider is a row of limbs of nine digits, the lowest first: all but the last lie from 0 below the
/// base, the last has the sign (-1 is 999,999,999 and -1). Nine digits, because five products of two limbs still fit.
struct LimbWriter {
    static let base: Int128 = 1_000_000_000
    static let beyond = WholeGraph.TooWide(why: "有的步骤要除以超出 64 位的数，不能写成 SQL 的 BIGINT；请给输入写更窄的上下限，或更早取整")

    enum Form {
        case whole(WholeID)
        case limbs([WholeID])
    }

    let source: WholeGraph
    var graph = WholeGraph()
    private var forms: [Int: Form] = [:]

    init(_ source: WholeGraph) { self.source = source }

    /// Writes these steps, of which each stands behind those that it rests on.
    mutating func write(_ ids: [WholeID]) throws(WholeGraph.TooWide) {
        for id in ids { forms[id.index] = try form(id) }
    }

    /// A step of the source that fits 64 bits.
    func whole(_ id: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        guard case .whole(let place) = forms[id.index] else { throw Self.beyond }
        return place
    }

    /// What is asked for.
    mutating func number(_ id: WholeID) throws(WholeGraph.TooWide) -> NarrowPlan.Number {
        if case .whole(let place) = forms[id.index] { return .whole(place) }
        let (isNegative, size) = try size(of: id)
        return .wide(isNegative: isNegative, size: size)
    }

    private mutating func form(_ id: WholeID) throws(WholeGraph.TooWide) -> Form {
        let (step, bounds) = (source[id], source.bounds(id))
        if case .constant(let value) = step {
            return source.isNarrow(id) ? .whole(try graph.constant(value)) : .limbs(try limbs(ofConstant: value))
        }
        if case .accumulator(let index) = step {
            return .whole(try graph.add(try moved(source.accumulators[index]), bounds))
        }
        if source.isNarrow(id), step.parts.allSatisfy({ source.isNarrow($0) }) {
            return .whole(try graph.add(try moved(step), bounds))
        }
        switch step {
        case .add(let a, let b): return try settled(try sums(try limbs(a), try limbs(b)), bounds)
        case .subtract(let a, let b): return try settled(try sums(try limbs(a), try negated(try limbs(b))), bounds)
        case .multiply(let a, let b): return try product(a, b, bounds)
        case .divide(let a, let b): return try settled(try quotient(a, b), bounds)
        case .least(let a, let b): return try settled(try chosen(try less(a, b), a, b), bounds)
        case .greatest(let a, let b): return try settled(try chosen(try less(b, a), a, b), bounds)
        case .less(let a, let b): return .whole(try less(a, b))
        case .lessOrEqual(let a, let b): return .whole(try graph.opposite(try less(b, a)))
        case .equal(let a, let b): return .whole(try equal(a, b))
        case .choose(let test, let a, let b): return try settled(try chosen(try whole(test), a, b), bounds)
        case .constant, .input, .accumulator, .both, .either, .opposite: throw Self.beyond
        }
    }

    private func moved(_ accumulator: Accumulator) throws(WholeGraph.TooWide) -> Accumulator {
        var (filter, value): (WholeID?, WholeID?)
        if let id = accumulator.filter { filter = try whole(id) }
        if let id = accumulator.value { value = try whole(id) }
        return Accumulator(
            kind: accumulator.kind, table: accumulator.table, filter: filter, value: value, start: accumulator.start)
    }

    private func moved(_ step: Whole) throws(WholeGraph.TooWide) -> Whole {
        var parts: [WholeID] = []
        for part in step.parts { parts.append(try whole(part)) }
        return step.moved(to: parts)
    }

    // MARK: Limbs

    /// How many limbs numbers between these bounds take.
    static func count(_ bounds: ClosedRange<Int128>) -> Int {
        var size = max(bounds.lowerBound.magnitude, bounds.upperBound.magnitude)
        var count = 1
        while size >= base.magnitude {
            size /= base.magnitude
            count += 1
        }
        return count
    }

    /// The limbs of a step of the source; more than it needs where that is said.
    mutating func limbs(_ id: WholeID, count: Int = 0) throws(WholeGraph.TooWide) -> [WholeID] {
        let bounds = source.bounds(id)
        let count = max(count, Self.count(bounds))
        switch forms[id.index] {
        case .limbs(let limbs) where limbs.count == count: return limbs
        case .limbs(let limbs): return try carried(limbs, bounds, count: count)
        case .whole(let place): return try carried([place], bounds, count: count)
        case nil: throw Self.beyond
        }
    }

    private mutating func limbs(ofConstant value: Int128) throws(WholeGraph.TooWide) -> [WholeID] {
        var (rest, limbs): (Int128, [WholeID]) = (value, [])
        for _ in 1..<Self.count(value...value) {
            let next = Self.floor(rest, Self.base)
            limbs.append(try graph.constant(rest - next * Self.base))
            rest = next
        }
        return limbs + [try graph.constant(rest)]
    }

    static func floor(_ a: Int128, _ b: Int128) -> Int128 {
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// What a number between these bounds leaves of itself from a limb on.
    private static func bounds(_ bounds: ClosedRange<Int128>, from limb: Int) -> ClosedRange<Int128> {
        (0..<limb).reduce(bounds) { rest, _ in floor(rest.lowerBound, base)...floor(rest.upperBound, base) }
    }

    /// The limbs of a number between these bounds that is given as sums, one for each limb's place.
    mutating func carried(
        _ sums: [WholeID], _ bounds: ClosedRange<Int128>, count: Int
    ) throws(WholeGraph.TooWide) -> [WholeID] {
        let last = max(count, sums.count) - 1
        let zero = try graph.constant(0)
        var limbs: [WholeID] = []
        var carry = zero
        for place in 0..<last {
            let sum = try graph.sum(place < sums.count ? sums[place] : zero, carry)
            carry = try whole(partOf: sum)
            limbs.append(try rest(sum, carry))
        }
        var top = try sum(last < sums.count ? sums[last] : zero, carry, Self.bounds(bounds, from: last))
        // Beyond the limbs that the bounds leave there is only the sign.
        while limbs.count >= count {
            let below = limbs.removeLast()
            top = try joined(top, below, Self.bounds(bounds, from: limbs.count))
        }
        return limbs + [top]
    }

    /// One step where the bounds allow it, else limbs.
    func isWhole(_ bounds: ClosedRange<Int128>) -> Bool {
        bounds.lowerBound > Int128(Int64.min) && bounds.upperBound <= Int128(Int64.max)
    }

    mutating func settled(_ sums: [WholeID], _ bounds: ClosedRange<Int128>) throws(WholeGraph.TooWide) -> Form {
        var limbs = try carried(sums, bounds, count: Self.count(bounds))
        guard isWhole(bounds), var whole = limbs.popLast() else { return .limbs(limbs) }
        while let below = limbs.popLast() {
            whole = try joined(whole, below, Self.bounds(bounds, from: limbs.count))
        }
        return .whole(whole)
    }

    private mutating func joined(
        _ top: WholeID, _ below: WholeID, _ bounds: ClosedRange<Int128>
    ) throws(WholeGraph.TooWide) -> WholeID {
        try sum(try graph.product(top, try graph.constant(Self.base)), below, bounds)
    }

    /// A sum that is known to lie between these bounds.
    private mutating func sum(
        _ a: WholeID, _ b: WholeID, _ bounds: ClosedRange<Int128>
    ) throws(WholeGraph.TooWide) -> WholeID {
        if graph.constant(a) == 0 || graph.constant(b) == 0 {
            return try graph.within(bounds, graph[try graph.sum(a, b)])
        }
        let (x, y) = (graph.bounds(a), graph.bounds(b))
        let low = max(bounds.lowerBound, x.lowerBound + y.lowerBound)
        let high = min(bounds.upperBound, x.upperBound + y.upperBound)
        return try graph.within(low...max(low, high), .add(a, b))
    }

    /// How many whole bases there are in it; below zero the next lower number.
    private mutating func whole(partOf id: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        let base = try graph.constant(Self.base)
        let low = graph.bounds(id).lowerBound
        if low >= 0 { return try graph.quotient(id, base) }
        let shift = (-low + Self.base - 1) / Self.base
        let shifted = try graph.sum(id, try graph.constant(shift * Self.base))
        return try graph.difference(try graph.quotient(shifted, base), try graph.constant(shift))
    }

    private mutating func rest(_ id: WholeID, _ bases: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        if graph.constant(bases) == 0 { return id }
        let taken = try graph.product(bases, try graph.constant(Self.base))
        return try graph.within(0...Self.base - 1, .subtract(id, taken))
    }
}

extension Whole {
    /// The same step on other parts.
    fileprivate func moved(to parts: [WholeID]) -> Whole {
        switch self {
        case .constant, .input, .accumulator: self
        case .add: .add(parts[0], parts[1])
        case .subtract: .subtract(parts[0], parts[1])
        case .multiply: .multiply(parts[0], parts[1])
        case .divide: .divide(parts[0], parts[1])
        case .least: .least(parts[0], parts[1])
        case .greatest: .greatest(parts[0], parts[1])
        case .less: .less(parts[0], parts[1])
        case .lessOrEqual: .lessOrEqual(parts[0], parts[1])
        case .equal: .equal(parts[0], parts[1])
        case .both: .both(parts[0], parts[1])
        case .either: .either(parts[0], parts[1])
        case .opposite: .opposite(parts[0])
        case .choose: .choose(parts[0], parts[1], parts[2])
        }
    }
}
