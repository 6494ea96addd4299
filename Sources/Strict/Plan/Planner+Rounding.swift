import FEEL

extension Planner {
    /// The one division: the fraction in units of 10^-scale, brought to a whole number.
    mutating func rounded(
        _ value: Fraction, _ scale: Int, _ rounding: Rounding
    ) throws(WholeGraph.TooWide) -> Fraction {
        let one = try graph.constant(1)
        let unit = try graph.constant(Exact.powerOfTen(Int(scale.magnitude)))
        let shift =
            scale < 0
            ? Fraction(upper: one, lower: unit, reason: nil) : Fraction(upper: unit, lower: one, reason: nil)
        let shifted = try multiplied(Fraction(upper: value.upper, lower: value.lower, reason: nil), shift)
        let whole = try whole(shifted.upper, shifted.lower, rounding)
        return scale < 0
            ? Fraction(upper: try graph.product(whole, unit), lower: one, reason: value.reason)
            : Fraction(upper: whole, lower: unit, reason: value.reason)
    }

    private mutating func whole(
        _ upper: WholeID, _ lower: WholeID, _ rounding: Rounding
    ) throws(WholeGraph.TooWide) -> WholeID {
        if graph.constant(lower) == 1 { return upper }
        let zero = try graph.constant(0)
        let bounds = graph.bounds(upper)
        if bounds.lowerBound >= 0 { return try size(upper, lower, rounding) }
        let negated = try graph.difference(zero, upper)
        let mirrored: Rounding =
            switch rounding {
            case .floor: .ceiling
            case .ceiling: .floor
            default: rounding
            }
        let below = try graph.difference(
            zero, try size(try graph.greatest(negated, zero), lower, mirrored))
        if bounds.upperBound <= 0 { return below }
        let above = try size(try graph.greatest(upper, zero), lower, rounding)
        return try graph.choose(try graph.less(upper, zero), below, above)
    }

    /// Rounds a fraction that is not negative.
    private mutating func size(
        _ upper: WholeID, _ lower: WholeID, _ rounding: Rounding
    ) throws(WholeGraph.TooWide) -> WholeID {
        if graph.constant(lower) == 1 { return upper }
        let one = try graph.constant(1)
        switch rounding {
        case .down, .floor: return try graph.quotient(upper, lower)
        case .up, .ceiling:
            let added = try graph.sum(upper, try graph.difference(lower, one))
            return try graph.quotient(added, lower)
        case .halfUp:
            let (twice, half, whole) = try halved(upper, lower)
            return try graph.quotient(try graph.sum(twice, half), whole)
        case .halfDown:
            let (twice, half, whole) = try halved(upper, lower)
            // A tie stays below: one unit less than half is added, which leaves ties under the next whole number.
            return try graph.quotient(try graph.sum(twice, try graph.difference(half, one)), whole)
        case .halfEven:
            let kept = try graph.quotient(upper, lower)
            let rest = try graph.difference(upper, try graph.product(kept, lower))
            let bounded = try graph.least(try graph.greatest(rest, try graph.constant(0)), lower)
            let twice = try graph.product(bounded, try graph.constant(2))
            let two = try graph.constant(2)
            let odd = try graph.difference(kept, try graph.product(try graph.quotient(kept, two), two))
            let isOdd = try graph.equal(odd, one)
            let isTie = try graph.both(try graph.equal(twice, lower), isOdd)
            let isRaised = try graph.either(try graph.less(lower, twice), isTie)
            return try graph.choose(isRaised, try graph.sum(kept, one), kept)
        }
    }

    /// The fraction over an even number where that is free, else both doubled; and half the denominator.
    private mutating func halved(
        _ upper: WholeID, _ lower: WholeID
    ) throws(WholeGraph.TooWide) -> (WholeID, WholeID, WholeID) {
        if let fixed = graph.constant(lower) {
            if fixed % 2 == 0 { return (upper, try graph.constant(fixed / 2), lower) }
        }
        let two = try graph.constant(2)
        return (try graph.product(upper, two), lower, try graph.product(lower, two))
    }
}
