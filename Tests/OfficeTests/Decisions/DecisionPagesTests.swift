import Foundation
import House
import Registers
import Testing

/// Decisions on the pages: from the form to the result, its reasons and its clauses; a changed parameter changes it.
@Suite struct DecisionPagesTests {
    private let levy = [
        "asked": "yes", "单位.是否企业": "true", "单位.在职职工人数": "200", "单位.工资总额": "12,000,000", "单位.已安排人数": "2",
        "on.year": "2026", "on.month": "6", "on.day": "30", "region": TestOffice.county,
    ]

    private func address(_ name: String, _ fields: [String: String]) -> String {
        let query = fields.map { name, value in
            let escaped = [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
            return escaped.joined(separator: "=")
        }
        return "/decisions/\(name)?" + query.joined(separator: "&")
    }

    @Test func aLevyIsFollowedToItsClauses() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let list = try await officer.get("/decisions")
            #expect(list.text.contains("残疾人就业保障金") && list.text.contains("严格，精确到分"))
            #expect(list.text.contains("HD-2.1-m"))
            let form = try await officer.get("/decisions/levy")
            #expect(form.status == 200 && form.text.contains("季节性用工"))
            let answer = try await officer.get(address("levy", levy))
            #expect(answer.status == 200)
            #expect(answer.text.contains("应缴保障金：30,000 元"))
            #expect(answer.text.contains("（200 人 × 1.5% − 2 人）× 60,000 元"))
            #expect(answer.text.contains("href=\"/parameters/levy_quota_ratio\""))
            #expect(answer.text.contains("云岭省人民政府令第118号，第九条"))
            #expect(answer.text.contains("封顶倍数 2 倍 还没有人核对过原文"))
            #expect(answer.text.contains("可以不是整数"))
            let used = try await officer.get("/parameters/levy_quota_ratio")
            #expect(used.text.contains("href=\"/decisions/levy\""))
        }
    }

    @Test func whatCannotBeAnsweredSaysWhy() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let empty = try await officer.get("/decisions/levy?asked=yes")
            #expect(empty.status == 422 && empty.text.contains("请填按哪一天的规定算"))
            let late = try await officer.get(address("levy", levy.merging(["on.year": "2028"]) { $1 }))
            #expect(late.status == 422 && late.text.contains("2027年12月31日"))
            let small = try await officer.get(address("levy", levy.merging(["单位.在职职工人数": "0"]) { $1 }))
            #expect(small.status == 422 && small.text.contains("应在 1 人 到 200,000 人 之间"))
            #expect(try await officer.get("/decisions/no_such").status == 404)
            let liaison = try await office.browser(role: "liaison")
            #expect(try await liaison.get("/decisions").status == 403)
            #expect(try await liaison.get("/decisions/levy").status == 403)
        }
    }

    @Test func aConfirmedParameterChangesTheResult() async throws {
        try await withOffice { office in
            let one = try await office.browser(name: "one")
            let two = try await office.browser(name: "two")
            _ = try await one.get("/parameters/levy_quota_ratio")
            let proposed = try await one.post(
                "/parameters/levy_quota_ratio",
                [
                    "value": "2", "region": TestOffice.county, "from.year": "2026", "from.month": "1", "from.day": "1",
                    "document": "某政发〔2026〕8号", "article": "第二条",
                ])
            let amendment = try #require(proposed.location?.split(separator: "?").first.map(String.init))
            #expect(try await one.get(address("levy", levy)).text.contains("应缴保障金：30,000 元"))
            _ = try await two.get(amendment)
            #expect(try await two.post(amendment, ["decision": "confirm"]).status == 303)
            // (200 × 2 % − 2) × 60,000 × 50 %
            let answer = try await one.get(address("levy", levy))
            #expect(answer.text.contains("应缴保障金：60,000 元") && answer.text.contains("某政发〔2026〕8号，第二条"))
        }
    }
}
