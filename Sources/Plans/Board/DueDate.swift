import Base

/// When something is due: on one day, or again and again.
enum DueDate: Equatable {
    case day(Day)
    /// Every so many months, on a day of the given month of each such span; the month's last day where it is shorter.
    case every(months: Int, month: Int, day: Int)

    /// Reads `yyyy-MM-dd`, or `--MM-dd` for every year; nil for anything else.
    init?(_ text: String) {
        if let day = Day(iso: text) {
            self = .day(day)
            return
        }
        guard text.hasPrefix("--"), let day = Day(iso: "2024-" + text.dropFirst(2)) else { return nil }
        self = .every(months: 12, month: day.month, day: day.day)
    }

    /// The last day of every year, half-year, quarter or month, when the words name one of these. 每两年 names no year.
    init?(cadence: String) {
        guard cadence.firstMatch(of: /[两二三四五]年/) == nil else { return nil }
        let spans = [("半年", 6), ("季", 3), ("月", 1), ("年", 12)]
        guard let months = spans.first(where: { cadence.contains($0.0) })?.1 else { return nil }
        self = .every(months: months, month: months, day: 31)
    }

    /// The same with the day that words such as 每季度第一个月10日前 name.
    func named(in words: String) -> DueDate {
        guard case .every(let months, _, _) = self, months < 12,
            let match = words.firstMatch(of: /第([一二三四五六])个月(\d{1,2})日/), let written = match.1.first,
            let month = Array("一二三四五六").firstIndex(of: written), let day = Int(match.2), month < months,
            (1...31).contains(day)
        else { return self }
        return .every(months: months, month: month + 1, day: day)
    }

    /// Whether it comes again.
    var isRecurring: Bool {
        if case .every = self { return true }
        return false
    }

    /// The last day before `day`, and not before `since`, on which it was due.
    func last(before day: Day, since: Day?) -> Day? {
        guard var each = next(from: since ?? day.adding(months: -12)), each < day else { return nil }
        while let later = next(from: each.adding(days: 1)), later < day { each = later }
        return each
    }

    /// The first day, not before `from`, on which it is due; nil when its one day is past.
    func next(from: Day) -> Day? {
        switch self {
        case .day(let day): return day >= from ? day : nil
        case .every(let months, let month, let day):
            var first = (from.year * 12 + from.month - 1) / months * months
            while true {
                let index = first + month - 1
                let (year, number) = (index / 12, index % 12 + 1)
                let date = Day(year: year, month: number, day: min(day, Day.length(ofMonth: number, year: year)))
                if let date, date >= from { return date }
                first += months
            }
        }
    }
}
