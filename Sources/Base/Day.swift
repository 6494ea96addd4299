/// A civil date of the proleptic Gregorian calendar, without time or zone. Sorted by time.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let number: Int

    /// The day that lies `number` days after 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// The day with this year, month (1–12) and day of month, or nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
        self.number = Day.number(year: year, month: month, day: day)
    }

    /// Reads `yyyy-MM-dd`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = parts[0].digitsAsNumber, let month = parts[1].digitsAsNumber, let day = parts[2].digitsAsNumber
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Whether its year has four digits at most and is none before the first: what texts and databases can hold.
    public var isInCalendar: Bool { (1...9_999).contains(civil.year) }

    /// Year, month (1–12) and day of month.
    public var civil: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's civil_from_days, with eras of 400 years that start on 1 March.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// The year.
    public var year: Int { civil.year }
    /// The month, 1–12.
    public var month: Int { civil.month }
    /// The day of the month, 1–31.
    public var day: Int { civil.day }

    /// `yyyy-MM-dd`.
    public var iso: String {
        let (year, month, day) = civil
        return "\(Day.padded(year, to: 4))-\(Day.padded(month, to: 2))-\(Day.padded(day, to: 2))"
    }

    /// The date as a Chinese reader writes it: 2026年3月5日.
    public var chinese: String {
        let (year, month, day) = civil
        return "\(year)年\(month)月\(day)日"
    }

    /// The day that lies `days` days later.
    public func adding(days: Int) -> Day {
        Day(number: number + days)
    }

    /// The same day of the month `months` months later; the month's last day where it is shorter.
    public func adding(months: Int) -> Day {
        let (year, month, day) = civil
        let count = year * 12 + (month - 1) + months
        let newYear = count >= 0 ? count / 12 : (count - 11) / 12
        let newMonth = count - newYear * 12 + 1
        let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
        return Day(number: Day.number(year: newYear, month: newMonth, day: newDay))
    }

    /// Whole years from this day to another, as ages are counted: complete on the anniversary.
    public func years(to other: Day) -> Int {
        let from = civil
        let to = other.civil
        let complete = (to.month, to.day) >= (from.month, from.day)
        return to.year - from.year - (complete ? 0 : 1)
    }

    /// Sorted by time.
    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// How many days a month (1–12) of a year has.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Day: Codable {
    /// Reads an ISO date; throws a decoding error for anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected yyyy-MM-dd, got \(text)")
        }
        self = day
    }

    /// Writes the ISO date.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

extension Day: CustomStringConvertible {
    /// `yyyy-MM-dd`.
    public var description: String { iso }
}
