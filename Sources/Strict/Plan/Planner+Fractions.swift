import FEEL

extension Planner {
    /// Both over one denominator: the least common one of fixed denominators, else their product.
    private mutating func aligned(
        _ a: Fraction, _ b: Fraction
    ) throws(WholeGraph.TooWide) -> (left: WholeID, right: WholeID, lower: WholeID) {
        if a.lower == b.lower { return (a.upper, b.upper, a.lower) }
        if let x = graph.constant(a.lower), let y = graph.constant(b.lower) {
            let common = Int128(Exact.gcd(x.magnitude, y.magnitude))
            let left = try graph.product(a.upper, try graph.constant(y / common))
            let right = try graph.product(b.upper, try graph.constant(x / common))
            return (left, right, try graph.product(a.lower, try graph.constant(y / common)))
        }
        return (
            try graph.product(a.upper, b.lower), try graph.product(b.upper, a.lower),
            try graph.product(a.lower, b.lower)
        )
    }

    mutating func added(
        _ a: Fraction, _ b: Fraction, subtracting: Bool
    ) throws(WholeGraph.TooWide) -> Fraction {
        let (left, right, lower) = try aligned(a, b)
        let upper = try subtracting ? graph.difference(left, right) : graph.sum(left, right)
        return Fraction(upper: upper, lower: lower, reason: try first(a.reason, b.reason))
    }

    mutating func multiplied(_ a: Fraction, _ b: Fraction) throws(WholeGraph.TooWide) -> Fraction {
        let (firstUpper, secondLower) = try cancelled(a.upper, b.lower)
        let (secondUpper, firstLower) = try cancelled(b.upper, a.lower)
        return Fraction(
            upper: try graph.product(firstUpper, secondUpper), lower: try graph.product(firstLower, secondLower),
            reason: try first(a.reason, b.reason))
    }

    /// Takes a common fixed factor out of both.
    private mutating func cancelled(
        _ upper: WholeID, _ lower: WholeID
    ) throws(WholeGraph.TooWide) -> (WholeID, WholeID) {
        let (upperFactor, lowerFactor) = (factor(upper), factor(lower))
        let common = Int128(Exact.gcd(upperFactor.magnitude, lowerFactor.magnitude))
        if common <= 1 { return (upper, lower) }
        return (try without(common, upper), try without(common, lower))
    }

    /// The fixed number by which the step is multiplied.
    private func factor(_ id: WholeID) -> Int128 {
        if let fixed = graph.constant(id) { return fixed }
        if case .multiply(_, let other) = graph[id], let fixed = graph.constant(other) { return fixed }
        return 1
    }

    private mutating func without(_ common: Int128, _ id: WholeID) throws(WholeGraph.TooWide) -> WholeID {
        if let fixed = graph.constant(id) { return try graph.constant(fixed / common) }
        if case .multiply(let inner, let other) = graph[id], let fixed = graph.constant(other) {
            return try graph.product(inner, try graph.constant(fixed / common))
        }
        return id
    }

    mutating func divided(_ a: Fraction, _ b: Fraction, _ site: Int) throws(WholeGraph.TooWide) -> Fraction {
        let zero = try graph.constant(0)
        let bounds = graph.bounds(b.upper)
        var reason = try first(a.reason, b.reason)
        var (size, upper) = (b.upper, a.upper)
        if bounds.lowerBound < 0 {
            let negated = try graph.difference(zero, b.upper)
            size = try graph.greatest(b.upper, negated)
            let isNegative = try graph.less(b.upper, zero)
            upper = try graph.choose(isNegative, try graph.difference(zero, a.upper), a.upper)
        }
        if bounds.contains(0) {
            let isZero = try graph.equal(b.upper, zero)
            let code = try graph.choose(isZero, try graph.constant(Int128(site + 1)), zero)
            reason = try first(reason, code)
            size = try graph.greatest(size, try graph.constant(1))
        }
        return try multiplied(
            Fraction(upper: upper, lower: a.lower, reason: reason), Fraction(upper: b.lower, lower: size, reason: nil))
    }

    mutating func extreme(_ a: Fraction, _ b: Fraction, isLeast: Bool) throws(WholeGraph.TooWide) -> Fraction {
        let reason = try first(a.reason, b.reason)
        if a.lower == b.lower || (graph.constant(a.lower) != nil && graph.constant(b.lower) != nil) {
            let (left, right, lower) = try aligned(a, b)
            let upper = try isLeast ? graph.least(left, right) : graph.greatest(left, right)
            return Fraction(upper: upper, lower: lower, reason: reason)
        }
        let (left, right, _) = try aligned(a, b)
        let takesFirst = try isLeast ? graph.lessOrEqual(left, right) : graph.lessOrEqual(right, left)
        return Fraction(
            upper: try graph.choose(takesFirst, a.upper, b.upper),
            lower: try graph.choose(takesFirst, a.lower, b.lower), reason: reason)
    }

    mutating func compared(
        _ comparison: Comparison, _ a: Fraction, _ b: Fraction
    ) throws(WholeGraph.TooWide) -> Fraction {
        let (left, right, _) = try aligned(a, b)
        let holds =
            switch comparison {
            case .equal: try graph.equal(left, right)
            case .notEqual: try graph.opposite(try graph.equal(left, right))
            case .less: try graph.less(left, right)
            case .lessOrEqual: try graph.lessOrEqual(left, right)
            case .greater: try graph.less(right, left)
            case .greaterOrEqual: try graph.lessOrEqual(right, left)
            }
        return try fraction(holds, reason: try first(a.reason, b.reason))
    }

    mutating func joined(_ a: Fraction, _ b: Fraction, both: Bool) throws(WholeGraph.TooWide) -> Fraction {
        var reason = a.reason
        if let later = b.reason {
            let zero = try graph.constant(0)
            let seen = try both ? graph.choose(a.upper, later, zero) : graph.choose(a.upper, zero, later)
            reason = try first(a.reason, seen)
        }
        return try fraction(
            try both ? graph.both(a.upper, b.upper) : graph.either(a.upper, b.upper), reason: reason)
    }

    mutating func chosen(_ test: Fraction, _ a: Fraction, _ b: Fraction) throws(WholeGraph.TooWide) -> Fraction {
        var reason = test.reason
        if a.reason != nil || b.reason != nil {
            let zero = try graph.constant(0)
            reason = try first(reason, try graph.choose(test.upper, a.reason ?? zero, b.reason ?? zero))
        }
        // What is chosen for certain keeps the narrow bounds of that side.
        if let known = graph.constant(test.upper) {
            let side = known == 0 ? b : a
            return Fraction(upper: side.upper, lower: side.lower, reason: reason)
        }
        if a.lower == b.lower || (graph.constant(a.lower) != nil && graph.constant(b.lower) != nil) {
            let (left, right, lower) = try aligned(a, b)
            return Fraction(upper: try graph.choose(test.upper, left, right), lower: lower, reason: reason)
        }
        return Fraction(
            upper: try graph.choose(test.upper, a.upper, b.upper),
            lower: try graph.choose(test.upper, a.lower, b.lower), reason: reason)
    }
}
