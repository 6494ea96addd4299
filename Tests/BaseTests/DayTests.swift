import Base
import Testing

@Suite struct DayTests {
    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        var day = try #require(Day(iso: "1800-01-01"))
        var (year, month, dayOfMonth) = (1800, 1, 1)
        while year < 2200 {
            let civil = day.civil
            #expect(civil.year == year && civil.month == month && civil.day == dayOfMonth)
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
            dayOfMonth += 1
            if dayOfMonth > Day.length(ofMonth: month, year: year) {
                dayOfMonth = 1
                month += 1
            }
            if month > 12 {
                month = 1
                year += 1
            }
            day = day.adding(days: 1)
        }
    }

    @Test(arguments: ["2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "20230101", "2023-01-32", "abcd-01-01"])
    func refusesWhatIsNoDate(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func monthsEndWithTheShorterMonth() {
        #expect(Day(iso: "2024-01-31")?.adding(months: 1).iso == "2024-02-29")
        #expect(Day(iso: "2024-03-31")?.adding(months: -13).iso == "2023-02-28")
        #expect(Day(iso: "2024-02-29")?.adding(months: 12).iso == "2025-02-28")
    }

    @Test func anAgeIsCompleteOnTheBirthday() throws {
        let birth = try #require(Day(iso: "1990-06-15"))
        #expect(birth.years(to: try #require(Day(iso: "2026-06-14"))) == 35)
        #expect(birth.years(to: try #require(Day(iso: "2026-06-15"))) == 36)
    }

    @Test func aMomentIsReadAsItWasWritten() throws {
        let moment = try #require(Instant(iso: "2026-11-21T16:30:05.007Z"))
        #expect(moment.iso == "2026-11-21T16:30:05.007Z")
        #expect(moment.chinaDay.iso == "2026-11-22")
        #expect(moment.chinese == "2026年11月22日 00:30")
        #expect(Instant(iso: "2026-11-21 16:30:05") == nil)
    }
}
