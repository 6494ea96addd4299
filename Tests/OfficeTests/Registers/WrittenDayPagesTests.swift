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

    @Test func aPlanTakesNoYearThatCannotBeKept() async throws {
        let text = """
            试政办〔2026〕8号

            测试市残疾人就业帮扶实施方案（2026—2027年）

            一、工作目标

            2026—2027年，全市新增残疾人就业不少于300人。

            测试市人民政府办公室

            2026年1月9日
            """
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let sent = try await officer.post("/plans/new", ["region": "9901", "text": text])
            let draft = try #require(sent.location?.firstMatch(of: /drafts\/(\d+)/)).1
            let heading = ["title": "测试市残疾人就业帮扶实施方案"]
            let goal = ["text": "全市新增残疾人就业不少于300人", "number": "300", "unit": "人", "comparison": ">="]
            for (item, field, values) in [
                ("heading", "from", heading), ("heading", "issuedOn", heading), ("goal-1", "by", goal),
            ] {
                let address = "/plans/drafts/\(draft)/items/\(item)"
                for wrong in WrittenDayPagesTests.impossible {
                    let refused = try await officer.post(address, values.merging(["\(field).year": wrong]) { $1 })
                    #expect(refused.status == 422 && refused.text.contains("不是日期"), "\(item) \(field) \(wrong)")
                    #expect(refused.text.contains("f-\(field)-error"), "\(item) \(field) \(wrong)")
                }
                let taken = try await officer.post(address, values.merging(["\(field).year": "二〇二七年三月五日"]) { $1 })
                #expect(taken.status == 303, "\(item) \(field)")
                #expect(try await officer.get(address).text.contains("2027"), "\(item) \(field)")
            }
        }
    }
}
