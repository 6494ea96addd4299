/// Each kind of step on limbs.
extension LimbWriter {
    mutating func sums(_ a: [WholeID], _ b: [WholeID]) throws(WholeGraph.TooWide) -> [WholeID] {
        var sums: [WholeID] = []
        for place in 0..<max(a.count, b.count) {
            if place < a.count, place < b.count {
                sums.append(try graph.sum(a[place], b[place]))
            } else {
                sums.append(place < a.count ? a[place] : b[place])
            }
        }
        return sums
    }

    mutating func negated(_ limbs: [WholeID]) throws(WholeGraph.TooWide) -> [WholeID] {
        let zero = try graph.constant(0)
        var result: [WholeID] = []
        for limb in limbs { result.append(try graph.difference(zero, limb)) }
        return result
    }

    private mutating func chosen(
        _ test: WholeID, _ a: [WholeID], _ b: [WholeID]
    ) throws(WholeGraph.TooWide) -> [WholeID] {
        var result: [WholeID] = []
        for (first, second) in zip(a, b) { result.append(try graph.choose(test, first, second)) }
        return result
    }

    private mutating func both(_ a: WholeID, _ b: WholeID) throws(WholeGraph.TooWide) -> ([WholeID], [WholeID]) {
        let count = max(Self.count(source.bounds(a)), Self.count(source.bounds(b)))
        return (try limbs(a, count: count), try limbs(b, count: count))
    }

    mutating func chosen(_ test: WholeID, _ a: WholeID, _ b: WholeID) throws(WholeGraph.TooWide) -> [WholeID] {
        let (x, y) = try both(a, b)
        return try chosen(test, x, y)
    }

    /// The highest limb that differs tells.
    mutating func less(_ a: WholeID, _ b: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        let (x, y) = try both(a, b)
        var holds = try graph.less(x[0], y[0])
        for (first, second) in zip(x, y).dropFirst() {
            let tied = try graph.both(try graph.equal(first, second), holds)
            holds = try graph.either(try graph.less(first, second), tied)
        }
        return holds
    }

    mutating func equal(_ a: WholeID, _ b: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        let (x, y) = try both(a, b)
        var holds = try graph.constant(1)
        for (first, second) in zip(x, y).reversed() {
            holds = try graph.both(holds, try graph.equal(first, second))
        }
        return holds
    }

    // MARK: Products

    /// Whether a number is below zero, and its size.
    mutating func size(of id: WholeID) throws(WholeGraph.TooWide) -> (isNegative: WholeID, size: [WholeID]) {
        let bounds = source.bounds(id)
        let limbs = try limbs(id)
        let zero = try graph.constant(0)
        guard bounds.lowerBound < 0, let top = limbs.last else { return (zero, limbs) }
        let isNegative = try graph.less(top, zero)
        let turned = try chosen(isNegative, try negated(limbs), limbs)
        let size = Self.size(bounds)
        return (isNegative, try carried(turned, size, count: Self.count(size)))
    }

    private static func size(_ bounds: ClosedRange<Int128>) -> ClosedRange<Int128> {
        0...max(-bounds.lowerBound, bounds.upperBound)
    }

    mutating func product(
        _ a: WholeID, _ b: WholeID, _ bounds: ClosedRange<Int128>
    ) throws(WholeGraph.TooWide) -> Form {
        let (x, y) = (try size(of: a), try size(of: b))
        var sums = Array(repeating: try graph.constant(0), count: x.size.count + y.size.count - 1)
        for (place, first) in x.size.enumerated() {
            for (other, second) in y.size.enumerated() {
                sums[place + other] = try graph.sum(sums[place + other], try graph.product(first, second))
            }
        }
        let size = Self.size(bounds)
        let limbs = try carried(sums, size, count: Self.count(size))
        let isNegative = try graph.choose(x.isNegative, try graph.opposite(y.isNegative), y.isNegative)
        return try settled(try chosen(isNegative, try negated(limbs), limbs), bounds)
    }

    // MARK: Division

    /// Up to this a divisor times a base still fits 64 bits.
    private static let largestDivisor: Int128 = 9_000_000_000

    /// The limbs of a number that is not negative, divided by one factor of the divisor after the other.
    mutating func quotient(_ a: WholeID, _ b: WholeID) throws(WholeGraph.TooWide) -> [WholeID] {
        var limbs = try limbs(a)
        for factor in try factors(b) { limbs = try divided(limbs, by: factor) }
        return limbs
    }

    /// The factors of a number above zero, none of them too large for long division.
    private mutating func factors(_ id: WholeID) throws(WholeGraph.TooWide) -> [WholeID] {
        if let constant = source.constant(id) { return try factors(ofConstant: constant) }
        if source.bounds(id).upperBound <= Self.largestDivisor { return [try whole(id)] }
        switch source[id] {
        case .multiply(let a, let b) where source.bounds(a).lowerBound > 0 && source.bounds(b).lowerBound > 0:
            return try factors(a) + factors(b)
        case .choose(let test, let a, let b):
            let one = try graph.constant(1)
            var (x, y) = (try factors(a), try factors(b))
            x += Array(repeating: one, count: max(0, y.count - x.count))
            y += Array(repeating: one, count: max(0, x.count - y.count))
            return try chosen(try whole(test), x, y)
        default: return [try whole(id)]
        }
    }

    private mutating func factors(ofConstant value: Int128) throws(WholeGraph.TooWide) -> [WholeID] {
        var (rest, product, factors): (Int128, Int128, [WholeID]) = (value, 1, [])
        func take(_ prime: Int128) throws(WholeGraph.TooWide) {
            if product * prime > Self.largestDivisor {
                factors.append(try graph.constant(product))
                product = 1
            }
            product *= prime
        }
        var prime: Int128 = 2
        while prime < 100_000, rest > 1 {
            while rest % prime == 0 {
                try take(prime)
                rest /= prime
            }
            prime += 1
        }
        guard rest <= Self.largestDivisor else { throw Self.beyond }
        if rest > 1 { try take(rest) }
        return factors + [try graph.constant(product)]
    }

    /// Long division, as many digits at a time as the divisor leaves room for.
    private mutating func divided(_ limbs: [WholeID], by divisor: WholeID) throws(WholeGraph.TooWide) -> [WholeID] {
        if graph.constant(divisor) == 1 { return limbs }
        let most = graph.bounds(divisor).upperBound
        let digits = most <= Self.largestDivisor ? 9 : most <= 9_000_000_000_000_000 ? 3 : 1
        guard most <= 900_000_000_000_000_000 else { throw Self.beyond }
        let unit = try graph.constant((0..<digits).reduce(1) { value, _ in value * 10 })
        var rest = try graph.constant(0)
        var quotients: [WholeID] = []
        for limb in limbs.reversed() {
            var quotient = try graph.constant(0)
            for group in try groups(limb, digits: digits) {
                let open = try graph.sum(try graph.product(rest, unit), group)
                let taken = try part(open, divisor, below: unit)
                rest = try graph.within(0...most - 1, .subtract(open, try graph.product(taken, divisor)))
                quotient = try graph.sum(try graph.product(quotient, unit), taken)
            }
            quotients.insert(quotient, at: 0)
        }
        return quotients
    }

    /// What is left of the number so far is below the divisor, so each part of the quotient is below the unit.
    private mutating func part(
        _ open: WholeID, _ divisor: WholeID, below unit: WholeID
    ) throws(WholeGraph.TooWide) -> WholeID {
        let most = graph.bounds(open).upperBound / max(1, graph.bounds(divisor).lowerBound)
        let unit = graph.bounds(unit).upperBound
        return try graph.within(0...min(most, unit - 1), .divide(open, divisor))
    }

    /// The digits of a limb in groups, the highest first.
    private mutating func groups(_ limb: WholeID, digits: Int) throws(WholeGraph.TooWide) -> [WholeID] {
        if digits == 9 { return [limb] }
        let unit = (0..<digits).reduce(Int128(1)) { value, _ in value * 10 }
        var (groups, left): ([WholeID], WholeID) = ([], limb)
        for _ in 0..<9 / digits {
            let next = try graph.quotient(left, try graph.constant(unit))
            groups.insert(
                try graph.within(0...unit - 1, .subtract(left, try graph.product(next, try graph.constant(unit)))),
                at: 0)
            left = next
        }
        return groups
    }
}
