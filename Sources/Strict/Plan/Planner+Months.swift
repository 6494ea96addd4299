/// The calendar on whole numbers, as `MonthCount` has it.
extension Planner {
    private typealias TooWide = WholeGraph.TooWide

    private func whole(_ value: Fraction) throws(WholeGraph.TooWide) -> WholeID {
        guard graph.constant(value.lower) == 1 else { throw TooWide(why: "加减的月数要是整数，请先取整") }
        return value.upper
    }

    private mutating func product(_ id: WholeID, _ factor: Int128) throws(WholeGraph.TooWide) -> WholeID {
        try graph.product(id, try graph.constant(factor))
    }

    private mutating func quotient(_ id: WholeID, _ divisor: Int128) throws(WholeGraph.TooWide) -> WholeID {
        try graph.quotient(id, try graph.constant(divisor))
    }

    private mutating func sum(_ id: WholeID, _ value: Int128) throws(WholeGraph.TooWide) -> WholeID {
        try graph.sum(id, try graph.constant(value))
    }

    /// How many times 400 years later all of it lies after the start of year 0.
    private func eras(below low: Int128, of length: Int128) throws(WholeGraph.TooWide) -> Int128 {
        guard low.magnitude < 1 << 60 else { throw TooWide() }
        return low >= 0 ? 0 : (-low + length - 1) / length
    }

    mutating func month(_ date: Fraction) throws(WholeGraph.TooWide) -> Fraction {
        let day = try whole(date)
        let low = graph.bounds(day).lowerBound + MonthCount.epoch
        let added = try eras(below: low, of: MonthCount.era)
        let shifted = try sum(day, MonthCount.epoch + added * MonthCount.era)
        let era = try quotient(shifted, MonthCount.era)
        let rest = try graph.within(0...146_096, .subtract(shifted, try product(era, MonthCount.era)))
        let counted = try graph.sum(try graph.difference(rest, try quotient(rest, 1_460)), try quotient(rest, 36_524))
        let leapless = try graph.within(0...145_999, .subtract(counted, try quotient(rest, 146_096)))
        let year = try quotient(leapless, 365)
        let days = try graph.difference(
            try graph.sum(try product(year, 365), try quotient(year, 4)), try quotient(year, 100))
        let dayOfYear = try graph.within(0...365, .subtract(rest, days))
        let ofYear = try quotient(try sum(try product(dayOfYear, 5), 2), 153)
        let months = try graph.sum(try product(era, MonthCount.monthsOfEra), try product(year, 12))
        let month = try sum(try graph.sum(months, ofYear), 2 - added * MonthCount.monthsOfEra)
        return Fraction(upper: month, lower: date.lower, reason: date.reason)
    }

    mutating func monthStart(_ value: Fraction) throws(WholeGraph.TooWide) -> Fraction {
        let month = try whole(value)
        let bounds = graph.bounds(month)
        let added = try eras(below: bounds.lowerBound - 2, of: MonthCount.monthsOfEra)
        let shifted = try sum(month, added * MonthCount.monthsOfEra - 2)
        let year = try quotient(shifted, 12)
        let ofYear = try graph.within(0...11, .subtract(shifted, try product(year, 12)))
        let leap = try graph.sum(
            try graph.difference(try quotient(year, 4), try quotient(year, 100)), try quotient(year, 400))
        let ofMonths = try quotient(try sum(try product(ofYear, 153), 2), 5)
        let days = try graph.sum(try graph.sum(try product(year, 365), leap), ofMonths)
        let start = try sum(days, -MonthCount.epoch - added * MonthCount.era)
        return Fraction(upper: start, lower: value.lower, reason: value.reason)
    }
}
