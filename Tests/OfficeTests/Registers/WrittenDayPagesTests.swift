import Access
import Base
import House
import Registers
import Rounds
import Testing

/// Days are read alike wherever they are asked, and what cannot be kept is refused at its field.
@Suite struct WrittenDayPagesTests {
    private static let impossible = ["20226年12月1日", "20226-12-01", "0000-12-01", "10000-1-1"]

    @Test func aParameterTakesNoYearThatCannotBeKept() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let address = "/parameters/new_employment_min_months"
            _ = try await officer.get(address)
            let draft = ["region": TestOffice.county, "document": "某某〔2026〕1号", "value": "６个月"]
            for field in ["from", "to"] {
                for wrong in WrittenDayPagesTests.impossible {
                    let days = ["from.year": "2026-07-01"].merging(["\(field).year": wrong]) { $1 }
                    let refused = try await officer.post(address, draft.merging(days) { $1 })
                    #expect(refused.status == 422, "\(field) \(wrong)")
                    #expect(refused.text.contains("f-\(field)-error"), "\(field) \(wrong)")
                    #expect(refused.text.contains("”写的是“\(wrong)”，不是日期。请写明年"), "\(field) \(wrong)")
                }
            }
            let taken = try await officer.post(
                address, draft.merging(["from.year": "二〇二六年七月一日", "to.year": "２０２７-１２-３１"]) { $1 })
            #expect(taken.status == 303)
            let page = try await officer.get(taken.location ?? "").text
            #expect(page.contains("6 个月") && page.contains("2026年7月1日") && page.contains("2027年12月31日"))
        }
    }

    @Test func aRoundIsOpenedWithDaysInAnyWritingAndRefusesTheImpossible() async throws {
        try await withOffice { office in
            _ = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            let wish = ["round": "four_ones", "region": TestOffice.county]
            for wrong in WrittenDayPagesTests.impossible {
                let refused = try await officer.post("/rounds", wish.merging(["closes.year": wrong]) { $1 })
                #expect(refused.status == 422 && refused.text.contains("f-closes-error"), "\(wrong)")
                #expect(refused.text.contains("“结束日期”写的是“\(wrong)”，不是日期"), "\(wrong)")
                let due = try await officer.post("/rounds", wish.merging(["due-check.year": wrong]) { $1 })
                #expect(due.status == 422 && due.text.contains("f-due-check-error"), "\(wrong)")
            }
            let decade = office.house.registers.today.year / 10
            let tens = Array("〇一二三四五六七八九")[decade % 10]
            let closes = "二〇\(tens)九年十二月三十一日"
            let opened = try await officer.post("/rounds", wish.merging(["closes.year": closes]) { $1 })
            #expect(opened.location == "/rounds/1")
            let round = try await office.house.rounds.round(1, as: .system(reason: "测试"))
            #expect(round.closesOn.year == decade * 10 + 9)
        }
    }
}
