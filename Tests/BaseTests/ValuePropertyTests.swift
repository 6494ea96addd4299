import Base
import PropertyTesting
import Testing

/// What holds of amounts, days, moments, spans and text whatever they are.
@Suite struct ValuePropertyTests {
    @Test func numbersComeBackAtEveryScale() {
        var random = SeededRandom(seed: 51)
        for scale in 0...9 {
            for _ in 0..<300 {
                let bits = Int.random(in: 1...62, using: &random)
                let value = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
                #expect(Scaled.read(Scaled.text(value, scale: scale), scale: scale) == value)
                #expect(Scaled.read("+" + Scaled.text(abs(value), scale: scale) + "元", scale: scale) == abs(value))
            }
            #expect(Scaled.read(Scaled.text(.max, scale: scale), scale: scale) == .max)
            #expect(Scaled.read(Scaled.text(.max, scale: scale) + "0", scale: scale) == (scale > 0 ? .max : nil))
        }
    }

    @Test(
        arguments: [
            ("1,234", 1_234), ("1,234,567", 1_234_567), ("12 345", 12_345), ("1,2345", 12_345), ("￥ 1，234元", 1_234),
            ("1,5", nil), ("1,23", nil), ("1,23,456", nil), (",123", nil), ("1,,234", nil), ("1 2", nil),
            ("1,234,5678", nil),
            ("12345,678", nil), ("1.2,345", nil), ("1-2", nil), ("--1", nil), ("+-1", nil), ("1e3", nil), ("0x10", nil),
            ("四", nil),
            ("1\u{301}", nil), ("１２", 12), ("٣", nil), ("²", 2),
        ] as [(String, Int64?)])
    func groupsAreGroupsAndNothingElseIsANumber(_ text: String, _ expected: Int64?) {
        #expect(Scaled.read(text, scale: 0) == expected)
    }

    /// What is read says just the digits that were written.
    @Test func aHostileNumberIsReadDigitByDigitOrNotAtAll() {
        var random = SeededRandom(seed: 52)
        var taken = 0
        for _ in 0..<6_000 {
            let text = HostileText.spoiled("1234567.50", &random)
            guard let value = Scaled.read(text, scale: 4) else { continue }
            taken += 1
            let plain = normalised(text).filter { $0.isASCIIDigit || $0 == "." }
            let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
            let decimals = parts.count > 1 ? String(parts[1]) : ""
            let digits = parts[0] + (decimals + "0000").prefix(4)
            #expect(String(value.magnitude) == String(UInt64(digits) ?? 0), "\(text)")
        }
        #expect(taken > 500 && taken < 5_000, "\(taken)")
    }

    @Test func aDateIsReadInItsOneFormOnly() {
        var random = SeededRandom(seed: 53)
        var taken = 0
        for _ in 0..<5_000 {
            let day = Day(number: Int.random(in: -200_000...200_000, using: &random))
            #expect(Day(iso: day.iso) == day)
            let text = HostileText.spoiled(day.iso, &random)
            guard let read = Day(iso: text) else { continue }
            taken += 1
            #expect(read.iso == text)
        }
        #expect(taken > 20, "\(taken)")
        for text in ["2023-+1-01", "+023-01-01", "2023--1-01", "2023-01-0\u{301}1", "２０２３-01-01"] {
            #expect(Day(iso: text) == nil, "\(text)")
        }
    }

    @Test func momentsComeBackAndStandInTheOrderOfTheirText() {
        var random = SeededRandom(seed: 54)
        var before: Instant?
        for _ in 0..<3_000 {
            let moment = Instant(
                milliseconds: Int64.random(in: -62_000_000_000_000...253_000_000_000_000, using: &random))
            #expect(Instant(iso: moment.iso) == moment)
            if let before { #expect((before < moment) == (before.iso < moment.iso)) }
            before = moment
            let text = HostileText.spoiled(moment.iso, &random)
            if let read = Instant(iso: text) { #expect(read.iso == text) }
        }
        for text in ["2026-11-21T-1:30:05.007Z", "2026-11-21T16:+1:05.007Z", "2026-11-21T16x30:05.007Z"] {
            #expect(Instant(iso: text) == nil, "\(text)")
        }
    }

    @Test func monthsAddedAreMonthsTakenAwayWhereTheDayExists() {
        var random = SeededRandom(seed: 55)
        for _ in 0..<3_000 {
            let day = Day(number: Int.random(in: -100_000...100_000, using: &random))
            let months = Int.random(in: -2_000...2_000, using: &random)
            let later = day.adding(months: months)
            #expect((later.year * 12 + later.month) - (day.year * 12 + day.month) == months)
            #expect(later.day == min(day.day, Day.length(ofMonth: later.month, year: later.year)))
            if later.day == day.day { #expect(later.adding(months: -months) == day) }
            let other = Day(number: Int.random(in: -100_000...100_000, using: &random))
            guard day <= other else { continue }
            let years = day.years(to: other)
            #expect(
                years >= 0 && day.adding(months: years * 12) <= other
                    && other < day.adding(months: years * 12 + 12).adding(days: 1))
        }
    }

    @Test func aSpanHoldsJustTheDaysBetweenItsEnds() {
        let days = [nil] + (0..<8).map { Optional(Day(number: $0)) }
        for from in days {
            for to in days {
                guard let period = Period(from: from, to: to) else {
                    #expect(from ?? Day(number: 0) > to ?? Day(number: 0))
                    continue
                }
                for day in (-2..<10).map({ Day(number: $0) }) {
                    #expect(period.contains(day) == ((from ?? day) <= day && day <= (to ?? day)))
                }
            }
        }
    }

    @Test func textMadeComparableStaysAsItIs() {
        var random = SeededRandom(seed: 56)
        for _ in 0..<4_000 {
            var text = HostileText.random(upTo: 12, &random)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2_FFFF, using: &random)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let once = normalised(text)
            // Byte by byte: what is compared is hashed, too.
            #expect(
                Array(normalised(once).utf8) == Array(once.utf8),
                "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
            #expect(once.first != " " && once.last != " ")
        }
    }
}
