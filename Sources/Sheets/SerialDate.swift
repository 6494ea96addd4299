/// Dates as spreadsheets count them: days since an epoch, the time of day as the fraction.
struct SerialDate {
    /// Whether the workbook counts from 1904 (old Macintosh files) instead of 1900.
    let since1904: Bool

    /// The ISO text of a serial; nil when it lies outside the calendar (1900-01-01 … 9999-12-31).
    func text(_ serial: Double, shape: NumberShape) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 {
            days += 1
            seconds = 0
        }
        if shape == .time, days == 0 || seconds != 0 { return Self.clock(seconds) }
        guard let date = date(days) else { return nil }
        return seconds == 0 ? date : "\(date) \(Self.clock(seconds))"
    }

    /// The serial of an ISO date; nil when it is none. Only for the 1900 system.
    static func serial(year: Int, month: Int, day: Int) -> Int? {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= daysInMonth(year: year, month: month)
        else { return nil }
        let days = daysFromCivil(year: year, month: month, day: day) - daysFromCivil(year: 1899, month: 12, day: 30)
        return days < 61 ? days - 1 : days
    }

    private func date(_ days: Int) -> String? {
        if since1904 { return Self.civil(days + Self.daysFromCivil(year: 1904, month: 1, day: 1)) }
        // Day 60 is 1900-02-29, which never was; the count before it is one less.
        if days == 60 { return "1900-02-29" }
        if days == 0 { return nil }
        return Self.civil((days < 60 ? days + 1 : days) + Self.daysFromCivil(year: 1899, month: 12, day: 30))
    }

    private static func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func daysInMonth(year: Int, month: Int) -> Int {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> String? {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard year <= 9_999 else { return nil }
        let digits = "\(year)"
        return "\(digits)-\(two(month))-\(two(day))"
    }
}

extension SerialDate {
    /// The serial of `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss` in the 1900 system; nil when the text is no such date.
    static func serial(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let days = serial(year: year, month: month, day: day)
        else { return nil }
        guard bytes.count == 19 else { return Double(days) }
        guard let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        return Double(days) + Double(hour * 3_600 + minute * 60 + second) / 86_400
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard digit >= 48, digit <= 57 else { return nil }
            number = number * 10 + Int(digit) - 48
        }
        return number
    }
}
