/// Months of the Gregorian calendar counted from the start of year 0, which make adding months plain addition.
///
/// Years are taken from March, so that the leap day is the last of its year; the plan does the same on whole numbers.
enum MonthCount {
    /// Days from the first of March of year 0 to 1970-01-01.
    static let epoch: Int128 = 719_468
    /// Days of 400 years.
    static let era: Int128 = 146_097
    /// Months of 400 years.
    static let monthsOfEra: Int128 = 4_800

    private static func divide(_ a: Int128, _ b: Int128) -> Int128 {
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The month of a day that is counted from 1970-01-01.
    static func month(ofDay day: Int128) -> Int128 {
        let shifted = day + epoch
        let era = divide(shifted, Self.era)
        let rest = shifted - era * Self.era
        let year = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365
        let dayOfYear = rest - (365 * year + year / 4 - year / 100)
        return era * monthsOfEra + year * 12 + (5 * dayOfYear + 2) / 153 + 2
    }

    /// The first day of a month, from 1970-01-01.
    static func firstDay(ofMonth month: Int128) -> Int128 {
        let shifted = month - 2
        let year = divide(shifted, 12)
        let ofYear = shifted - year * 12
        let leap = divide(year, 4) - divide(year, 100) + divide(year, 400)
        return 365 * year + leap + (153 * ofYear + 2) / 5 - epoch
    }
}
