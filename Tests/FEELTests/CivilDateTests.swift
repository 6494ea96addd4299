import FEEL
import PropertyTesting
import Testing

/// Dates against a calendar that counts day by day.
@Suite struct CivilDateTests {
    /// Every day from 1799 to 2201, counted on from a known one.
    @Test func dayByDay() throws {
        var (year, month, day) = (1799, 1, 1)
        var number = try #require(CivilDate(year: 1970, month: 1, day: 1)).dayNumber - Self.daysBefore1970(from: 1799)
        var weekday = 2  // 1799-01-01 was a Tuesday.
        while year < 2201 {
            let date = try #require(CivilDate(year: year, month: month, day: day))
            #expect(date.dayNumber == number && date.weekday == weekday)
            #expect(CivilDate(dayNumber: number) == date)
            #expect(CivilDate(date.description) == date)
            number += 1
            weekday = weekday % 7 + 1
            day += 1
            if day > Self.length(month, year) { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
    }

    private static func length(_ month: Int, _ year: Int) -> Int {
        let february = year % 400 == 0 ? 29 : year % 100 == 0 ? 28 : year % 4 == 0 ? 29 : 28
        return [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func daysBefore1970(from year: Int) -> Int {
        (year..<1970).reduce(0) { sum, year in sum + (1...12).reduce(0) { $0 + length($1, year) } }
    }

    @Test func farDates() throws {
        var random = SeededRandom(seed: 4)
        for _ in 0..<5_000 {
            let year = Int.random(in: CivilDate.years, using: &random)
            let date = try #require(CivilDate(year: year, month: Int.random(in: 1...12, using: &random), day: 28))
            #expect(CivilDate(dayNumber: date.dayNumber) == date)
            #expect(CivilDate(date.description) == date)
            if let next = date.adding(days: 1) { #expect(next.dayNumber == date.dayNumber + 1 && date < next) }
        }
        #expect(try #require(CivilDate("999999999-12-31")).adding(days: 1) == nil)
        #expect(CivilDate(dayNumber: .max) == nil)
    }

    @Test func monthsKeepWithinTheMonth() throws {
        let date = try #require(CivilDate("2026-01-31"))
        #expect(date.adding(months: 1)?.description == "2026-02-28")
        #expect(date.adding(months: 25)?.description == "2028-02-29")
        #expect(date.adding(months: -2)?.description == "2025-11-30")
        #expect(date.adding(months: .max) == nil)
    }

    @Test func wholeMonthsBetween() throws {
        for (from, to, months) in [
            ("2026-01-31", "2026-02-28", 0), ("2026-01-28", "2026-02-28", 1), ("2026-02-28", "2026-01-31", 0),
            ("2026-02-28", "2026-01-28", -1), ("2010-11-22", "2026-11-21", 191),
        ] {
            let duration = YearsMonthsDuration(from: try #require(CivilDate(from)), to: try #require(CivilDate(to)))
            #expect(duration.months == months)
        }
    }

    @Test(arguments: [
        "2026-1-01", "2026-02-29", "26-01-01", "2026-13-01", "02026-01-01", "2026-01-01 ", "", "1000000000-01-01",
    ])
    func notDates(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func weeks() throws {
        for (text, week) in [("2005-01-01", 53), ("2003-12-29", 1), ("2019-01-01", 1), ("2020-12-31", 53)] {
            #expect(try #require(CivilDate(text)).weekOfYear == week)
        }
    }
}
