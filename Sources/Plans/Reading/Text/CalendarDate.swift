/// A day, month or year as a document says it; what it does not say is nil.
struct CalendarDate: Equatable, Sendable {
    var year: Int?
    var month: Int?
    var day: Int?

    /// Days of the month; February of an unknown year has 29.
    static func days(in month: Int, of year: Int?) -> Int {
        switch month {
        case 4, 6, 9, 11: return 30
        case 2:
            guard let year else { return 29 }
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: return 31
        }
    }

    var isReal: Bool {
        if let month, !(1...12).contains(month) { return false }
        if let day {
            guard let month, (1...CalendarDate.days(in: month, of: year)).contains(day) else { return false }
        }
        return year.map { (1900...2200).contains($0) } ?? true
    }

    /// The last day that the date can mean.
    var last: CalendarDate {
        let month = month ?? 12
        return CalendarDate(year: year, month: month, day: day ?? CalendarDate.days(in: month, of: year))
    }

    /// `yyyy-MM-dd`, or `--MM-dd` when the year is not said.
    var iso: String {
        let last = last
        let tail = "\(CalendarDate.padded(last.month ?? 12))-\(CalendarDate.padded(last.day ?? 31))"
        return year.map { "\($0)-\(tail)" } ?? "--\(tail)"
    }

    func adding(days: Int) -> CalendarDate {
        var date = last
        var left = days
        while left > 0, let month = date.month, let day = date.day {
            let rest = CalendarDate.days(in: month, of: date.year) - day
            if left <= rest {
                date.day = day + left
                return date
            }
            left -= rest + 1
            date.day = 1
            date.month = month == 12 ? 1 : month + 1
            if month == 12 { date.year = date.year.map { $0 + 1 } }
        }
        return date
    }

    var dayBefore: CalendarDate {
        guard let year, let month, let day else { return self }
        if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) }
        if month > 1 {
            return CalendarDate(year: year, month: month - 1, day: CalendarDate.days(in: month - 1, of: year))
        }
        return CalendarDate(year: year - 1, month: 12, day: 31)
    }

    func adding(months: Int) -> CalendarDate {
        var date = last
        let zeroBased = (date.month ?? 1) - 1 + months
        date.month = zeroBased % 12 + 1
        date.year = date.year.map { $0 + zeroBased / 12 }
        date.day = min(date.day ?? 1, CalendarDate.days(in: date.month ?? 1, of: date.year))
        return date
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
