import Access
import Base
import Database
import House
import Registers
import Testing

/// Values of the law on the pages: what holds, a new value with its source, and the second person's decision.
@Suite struct ParameterPagesTests {
    @Test func aValueIsProposedConfirmedAndTakenBack() async throws {
        try await withOffice { office in
            let one = try await office.browser(name: "one")
            let two = try await office.browser(name: "two")
            let reader = try await office.browser(role: "readonly")
            let list = try await one.get("/parameters")
            #expect(list.text.contains("就业年龄下限") && list.text.contains("16 周岁"))
            #expect(list.text.contains("未核对原文"))
            let address = "/parameters/certificate_validity_years"
            #expect(try await one.get("/parameters/no_such").status == 404)
            #expect(!(try await reader.get(address).text.contains(#"name="value""#)))

            let empty = try await one.post(address, ["value": "十", "region": ""])
            #expect(empty.status == 422)
            #expect(empty.text.contains("请选择在哪里执行") && empty.text.contains("应是整数"))
            let bad = try await one.post(
                address, ["value": "十", "region": TestOffice.county, "from.year": "2026-07-01"])
            #expect(bad.status == 422 && bad.text.contains("应是整数") && bad.text.contains("依据的文件名"))
            let good = [
                "value": "8", "region": TestOffice.county, "from.year": "2026", "from.month": "7", "from.day": "1",
                "document": "某某〔2026〕1号", "article": "第三条", "words": "有效期为八年",
            ]
            let proposed = try await one.post(address, good)
            let amendment = try #require(proposed.location?.split(separator: "?").first.map(String.init))
            #expect(try await one.get(amendment).text.contains("提出的人不能自己确认"))
            #expect(try await one.post(amendment, ["decision": "confirm"]).status == 422)
            #expect(try await two.get("/parameters").text.contains("待核对的新值，1 项"))
            // Whoever may confirm it is told on their desk; whoever proposed it, or may not, is not.
            let elsewhere = try await office.browser(region: "990121", name: "elsewhere")
            #expect(try await two.get("/").text.contains("待核对的参数"))
            for other in [one, reader, elsewhere] { #expect(try await !other.get("/").text.contains("待核对的参数")) }
            #expect(try await two.get(amendment).text.contains("10 年"))
            #expect(try await two.post(amendment, ["decision": "confirm"]).status == 303)
            #expect(try await two.get("/parameters").text.contains("8 年"))
            #expect(try await !two.get("/").text.contains("待核对的参数"))
            #expect(try await two.get(address).text.contains("有效期为八年"))
            #expect(try await reader.post(amendment, ["decision": "withdraw", "reason": "不要了"]).status == 403)
            #expect(try await two.post(amendment, ["decision": "withdraw", "reason": ""]).status == 422)
            #expect(try await two.post(amendment, ["decision": "withdraw", "reason": "文件没有正式印发"]).status == 303)
            #expect(try await two.get("/parameters").text.contains("10 年"))
        }
    }

    @Test func aNumberOutsideItsBoundsIsRefusedAndTheFormSaysWhichServe() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let address = "/parameters/new_employment_min_months"
            #expect(try await officer.get(address).text.contains("整数，在 0 到 36 个月之间。"))
            let draft = [
                "region": TestOffice.county, "from.year": "2026", "from.month": "7", "from.day": "1",
                "document": "某某〔2026〕1号",
            ]
            for wrong in ["-3", "500"] {
                let refused = try await officer.post(address, draft.merging(["value": wrong]) { $1 })
                #expect(refused.status == 422, "\(wrong)")
                #expect(refused.text.contains("应在 0 到 36 个月之间，填的是 \(wrong)"), "\(wrong)")
            }
            #expect(try await officer.post(address, draft.merging(["value": "36"]) { $1 }).status == 303)
        }
    }

    @Test func whoMayNotConfirmIsToldWhoCan() async throws {
        try await withOffice { office in
            let one = try await office.browser(name: "one")
            let auditor = try await office.browser(role: "auditor", name: "looker")
            let address = "/parameters/certificate_validity_years"
            _ = try await one.get(address)
            let proposed = try await one.post(
                address,
                [
                    "value": "8", "region": TestOffice.county, "from.year": "2026-07-01", "document": "某某〔2026〕1号",
                ])
            let amendment = try #require(proposed.location?.split(separator: "?").first.map(String.init))
            #expect(try await one.get(amendment).text.contains("现在没有别人能确认"))
            _ = try await office.browser(name: "two")
            _ = try await office.browser(region: "9902", name: "far")
            for browser in [one, auditor] {
                let page = try await browser.get(amendment)
                #expect(page.text.contains("可以确认的同事，1 位") && page.text.contains("残联经办"), "\(page.text)")
            }
        }
    }

    @Test func onlyWhoKeepsThePacksSeesTheirNamesAndLines() async throws {
        try await withOffice { office in
            let address = "/parameters/certificate_validity_years"
            let officer = try await office.browser()
            let page = try await officer.get(address)
            #expect(page.text.contains("残疾人证管理办法") && !page.text.contains("parameters.yaml"))
            #expect(!page.text.contains("参数 certificate_validity_years"))
        }
    }
}
