import Kit
import Testing

@Suite struct DatePartsTests {
    @Test func storedDatesAreSplit() {
        #expect(DateParts("2026-03-05") == DateParts(year: "2026", month: "3", day: "5"))
        #expect(DateParts("2026-11") == DateParts(year: "2026", month: "11"))
    }

    @Test(arguments: ["", "2026年3月5日", "去年", "2026-", "2026-03-05-07"])
    func otherTextStaysWhole(text: String) {
        #expect(DateParts(text) == DateParts(year: text))
    }

    @Test func boxesAreReadAndJoined() {
        let form = ["birth.year": " 1980 ", "birth.month": "1", "birth.day": "２"]
        #expect(DateParts(field: "birth", form: { form[$0] }).text == "1980-1-２")
        #expect(DateParts(year: "2026年3月5日").text == "2026年3月5日")
        #expect(DateParts().text.isEmpty)
    }
}
