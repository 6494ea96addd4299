import FEEL

/// Dates by year, month and day.
extension Lowering {
    /// A part of a date or of a length of time; nil when it has none of that name.
    mutating func property(_ name: String, of id: TermID, _ place: Place) throws(ExpressionFault) -> TermID? {
        switch (core.graph.kind(id), name) {
        case (.days, "days"): return asNumber(id, place)
        case (.date, "year"): return try quotient(of: try month(of: id, place), by: 12, .floor, place)
        case (.date, "month"):
            let month = try month(of: id, place)
            return try rest(month, try quotient(of: month, by: 12, .floor, place), by: 12, plus: 1, place)
        case (.date, "day"):
            let day = try dayOfMonth(of: id, place)
            return try combine(.sum(day, number(.one, place)), [day], .number, place)
        case (.date, "weekday"):
            // 1970-01-01 was a Thursday.
            let shifted = try combine(.sum(id, number(Exact(3), place)), [id], .number, place)
            return try rest(shifted, try quotient(of: shifted, by: 7, .floor, place), by: 7, plus: 1, place)
        case (.months, "years"): return try quotient(of: asNumber(id, place), by: 12, .down, place)
        case (.months, "months"):
            let months = asNumber(id, place)
            return try rest(months, try quotient(of: months, by: 12, .down, place), by: 12, plus: 0, place)
        default: return nil
        }
    }

    private mutating func asNumber(_ id: TermID, _ place: Place) -> TermID {
        if let value = fixed(id) { return number(value, place) }
        return core.graph.add(.sum(id, number(.zero, place)), .number, core.graph.level(id), place)
    }

    private mutating func quotient(
        of id: TermID, by divisor: Int128, _ rounding: Rounding, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let part = number(Exact(1, over: divisor), place)
        let quotient = try combine(.product(id, part), [id], .number, place)
        return try combine(.rounded(quotient, scale: 0, rounding), [quotient], .number, place)
    }

    private mutating func rest(
        _ id: TermID, _ quotient: TermID, by divisor: Int128, plus: Int128, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let factor = number(Exact(divisor), place)
        let taken = try combine(.product(quotient, factor), [quotient], .number, place)
        let rest = try combine(.difference(id, taken), [id, taken], .number, place)
        return plus == 0 ? rest : try combine(.sum(rest, number(Exact(plus), place)), [rest], .number, place)
    }

    private mutating func month(of date: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        try combine(.month(date), [date], .number, place)
    }

    private mutating func start(of month: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        try combine(.monthStart(month), [month], .number, place)
    }

    /// The day of the month, from 0.
    private mutating func dayOfMonth(of date: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        let start = try start(of: try month(of: date, place), place)
        return try combine(.difference(date, start), [date, start], .number, place)
    }

    /// The date that many months later. A day which that month has not becomes the month's last, the first of the next
    /// month, or no value: as the function says by its name.
    mutating func addMonths(
        _ date: TermID, _ months: TermID, _ rounding: Rounding?, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let from = try month(of: date, place)
        let month = try combine(.sum(from, months), [from, months], .number, place)
        let day = try dayOfMonth(of: date, place)
        let start = try start(of: month, place)
        let wanted = try combine(.sum(start, day), [start, day], .date, place)
        let later = try combine(.sum(month, number(.one, place)), [month], .number, place)
        let next = try combine(.sum(try self.start(of: later, place), number(.zero, place)), [later], .date, place)
        switch rounding {
        case .down:
            let last = try combine(.difference(next, number(.one, place)), [next], .date, place)
            return try combine(.least(wanted, last), [wanted, last], .date, place)
        case .up: return try combine(.least(wanted, next), [wanted, next], .date, place)
        default:
            let isThere = try compare(.less, wanted, next, place)
            return try choose(isThere, wanted, failure(.date, "那个月没有这一天，请写明取月末还是顺延", place), place)
        }
    }

    /// The whole months from one date to another, toward zero (DMN 1.5, years and months duration).
    mutating func wholeMonths(
        from: TermID, to: TermID, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let (first, last) = (try month(of: from, place), try month(of: to, place))
        let months = try combine(.difference(last, first), [last, first], .months, place)
        let (firstDay, lastDay) = (try dayOfMonth(of: from, place), try dayOfMonth(of: to, place))
        let zero = core.graph.add(.constant(.zero), .months, .constant, place)
        let one = core.graph.add(.constant(.one), .months, .constant, place)
        let lessOne = try combine(.difference(months, one), [months], .months, place)
        let oneMore = try combine(.sum(months, one), [months], .months, place)
        let isShort = try join(
            try compare(.greater, months, zero, place), try compare(.less, lastDay, firstDay, place), both: true, place)
        let isLong = try join(
            try compare(.less, months, zero, place), try compare(.greater, lastDay, firstDay, place), both: true, place)
        return try choose(isShort, lessOne, try choose(isLong, oneMore, months, place), place)
    }
}
