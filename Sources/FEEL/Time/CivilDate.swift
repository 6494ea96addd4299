/// A date of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999 (DMN 1.5, 10.3.2.3.4).
public struct CivilDate: Sendable, Hashable, Comparable {
    private let storedYear: Int32
    private let storedMonth: UInt8
    private let storedDay: UInt8

    /// The years that a date may have.
    public static let years = -999_999_999...999_999_999

    /// The year; 0 is the year before 1.
    public var year: Int { Int(storedYear) }
    /// The month, 1 to 12.
    public var month: Int { Int(storedMonth) }
    /// The day of the month, 1 to 31.
    public var day: Int { Int(storedDay) }

    /// `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(year: year, month: month)
        else { return nil }
        self.init(trustedYear: year, month: month, day: day)
    }

    init(trustedYear year: Int, month: Int, day: Int) {
        storedYear = Int32(year)
        storedMonth = UInt8(month)
        storedDay = UInt8(day)
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01.
    public var dayNumber: Int {
        // Years counted from March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date that many days after 1970-01-01; `nil` outside the years a date may have.
    public init?(dayNumber: Int) {
        guard dayNumber.magnitude < 366_000_000_000 else { return nil }
        let days = dayNumber + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard Self.years.contains(year) else { return nil }
        self.init(trustedYear: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int {
        let rest = (dayNumber + 3) % 7
        return (rest < 0 ? rest + 7 : rest) + 1
    }

    /// 1 for the first of January.
    public var dayOfYear: Int { dayNumber - CivilDate(trustedYear: year, month: 1, day: 1).dayNumber + 1 }

    /// The week of ISO 8601: week 1 holds the year's first Thursday.
    public var weekOfYear: Int {
        guard let thursday = CivilDate(dayNumber: dayNumber - weekday + 4) else { return 1 }
        return (thursday.dayOfYear - 1) / 7 + 1
    }

    /// The date that many days later.
    public func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// The date that many months later; a day that the month has not becomes its last (31 January + 1 month
    /// is 28 or 29 February).
    public func adding(months: Int) -> CivilDate? {
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        if overflow { return nil }
        let newYear = total >= 0 ? total / 12 : (total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        guard Self.years.contains(newYear) else { return nil }
        return CivilDate(
            trustedYear: newYear, month: newMonth, day: min(day, Self.daysInMonth(year: newYear, month: newMonth)))
    }

    /// Earlier in time.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: CustomStringConvertible {
    /// Reads `2026-11-21`, `-0044-03-15`, `12026-01-01`; `nil` for anything else or a day that does not exist.
    public init?(_ text: some StringProtocol) {
        var reader = TemporalReader(text)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        self = date
    }

    /// `2026-11-21`.
    public var description: String {
        let digits = String(year.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(year < 0 ? "-" : "")\(padded)-\(padTwo(month))-\(padTwo(day))"
    }
}

func padTwo(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
