import FileTesting
import Foundation
import House
import Testing

/// Asking on the page: rows, what is not known yet, what would be if a parameter were another.
@Suite struct DecisionAskingPagesTests {
    private let levy = [
        "asked": "yes", "单位.是否企业": "true", "单位.在职职工人数": "200", "单位.工资总额": "12,000,000", "单位.已安排人数": "2",
        "on.year": "2026", "on.month": "6", "on.day": "30", "region": TestOffice.county,
    ]
    private let asked = [
        "asked": "yes", "on.year": "2026", "on.month": "6", "on.day": "30", "region": TestOffice.county,
    ]

    private func address(_ name: String, _ fields: [String: String]) -> String {
        let query = fields.map { name, value in
            let escaped = [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
            return escaped.joined(separator: "=")
        }
        return "/decisions/\(name)?" + query.joined(separator: "&")
    }

    private func row(_ number: Int, _ level: String, _ months: String) -> [String: String] {
        let list = "单位.安置.\(number)"
        return [
            "\(list).等级": level, "\(list).在编或签约": "true", "\(list).工资达标": "true", "\(list).足额参保": "true",
            "\(list).月数": months,
        ]
    }

    @Test func rowsAreAddedTakenAwayAndDecided() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let form = try await officer.get("/decisions/placements")
            #expect(form.status == 200 && form.text.contains("<legend>第 1 行</legend>"))
            #expect(form.text.contains("name=\"单位.安置.1.等级\"") && !form.text.contains("第 2 行"))
            // Enter decides; it takes no row away.
            let button = try #require(form.text.range(of: "<button hidden>计算")?.lowerBound)
            let taking = try #require(form.text.range(of: "去掉第 1 行")?.lowerBound)
            #expect(button < taking)
            var sent = asked.merging(["单位.安置.rows": "1"]) { $1 }.merging(row(1, "一级", "12")) { $1 }
            let more = try await officer.post("/decisions/placements", sent.merging(["rows": "add 单位.安置"]) { $1 })
            #expect(more.status == 200 && more.text.contains("<legend>第 2 行</legend>"))
            #expect(more.text.contains("<option value=\"一级\" selected>") && !more.text.contains("id=\"error-summary\""))
            sent = sent.merging(row(2, "三级", "7")) { $1 }.merging(["单位.安置.rows": "2"]) { $1 }
            let both = try await officer.post("/decisions/placements", sent)
            // (12 × 2 + 7) ÷ 12
            #expect(both.status == 200 && both.text.contains("已安排人数：2.5833 人"))
            #expect(both.text.contains("填写的安置，2 行"))
            let less = try await officer.post("/decisions/placements", sent.merging(["rows": "remove 0 单位.安置"]) { $1 })
            #expect(
                less.text.contains("<option value=\"三级\" selected>")
                    && !less.text.contains("<option value=\"一级\" selected>"))
            let wrong = try await officer.post("/decisions/placements", sent.merging(["单位.安置.2.月数": "13"]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains("第 2 行：“月数”应在 0 个月 到 12 个月 之间"))
            #expect(wrong.text.contains("href=\"#f-单位-安置-2-月数\""))
        }
    }

    @Test func rowsArePastedFromASpreadsheet() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            _ = try await officer.get("/decisions/placements")
            let sheet = "等级\t在编或签约\t工资达标\t足额参保\t月数\n二级\t是\t是\t是\t6\n四级\t是\t是\t否\t12\n"
            let pasting = asked.merging(["单位.安置.rows": "1", "单位.安置.paste": sheet, "rows": "paste 单位.安置"]) { $1 }
            let pasted = try await officer.post("/decisions/placements", pasting)
            #expect(pasted.status == 200 && pasted.text.contains("<legend>第 2 行</legend>"))
            #expect(pasted.text.contains("<option value=\"二级\" selected>") && !pasted.text.contains("第 3 行"))
            // Whoever pastes and asks at once gets the answer.
            let at = try await officer.post("/decisions/placements", pasting.merging(["rows": ""]) { $1 })
            #expect(at.text.contains("已安排人数：1 人"))
            let wrong = try await officer.post(
                "/decisions/placements", pasting.merging(["单位.安置.paste": "二级\t是\t是\t是\t6\t多"]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains("粘贴的第 1 行有 6 格，应是 5 格"))
        }
    }

    @Test func noRowAtAllIsAnAnswerToo() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            _ = try await officer.get("/decisions/placements")
            let open = try await officer.post("/decisions/placements", asked.merging(["单位.安置.rows": "1"]) { $1 })
            #expect(open.status == 200 && open.text.contains("还要问：“安置”有哪些行？"))
            let none = try await officer.post("/decisions/placements", asked.merging(["单位.安置.none": "yes"]) { $1 })
            #expect(none.text.contains("已安排人数：0 人"))
        }
    }

    @Test func whatIsNotKnownIsAskedOnlyWhereItMatters() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let next = try await officer.get(address("levy", levy.merging(["单位.已安排人数": ""]) { $1 }))
            #expect(next.status == 200 && next.text.contains("还要问：“已安排人数”是多少人？"))
            #expect(next.text.contains("href=\"#f-单位-已安排人数\"") && !next.text.contains("id=\"result\""))
            let without = try await officer.get(
                address("training_subsidy", asked.merging(["学员.持有残疾人证": "false"]) { $1 }))
            #expect(without.status == 200 && without.text.contains("每人补贴：0 元"))
            #expect(without.text.contains("没有填的性别、年龄、公共培训标准不影响结果"))
        }
    }

    @Test func aWhatIfStandsBesideWhatHoldsAndIsNotKept() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let form = try await officer.get("/decisions/levy")
            #expect(form.text.contains("假设：残疾人就业保障金：规定的安排比例") && form.text.contains("现行 1.5 %"))
            let both = try await officer.get(address("levy", levy.merging(["if.保障金.安排比例": "2"]) { $1 }))
            #expect(both.status == 200 && both.text.contains("多 30,000 元"))
            #expect(both.text.contains("按假设的 2% 计算，不是现行规定"))
            #expect(both.text.contains("id=\"changes\""))
            #expect(try await officer.get(address("levy", levy)).text.contains("应缴保障金：30,000 元"))
            let wrong = try await officer.get(address("levy", levy.merging(["if.保障金.安排比例": "许多"]) { $1 }))
            #expect(wrong.status == 422 && wrong.text.contains("“残疾人就业保障金：规定的安排比例”应是数字，如 1.25。"))
            #expect(wrong.text.contains("href=\"#f-if-保障金-安排比例\""))
        }
    }

    @Test func whatIsAssumedKeepsToWhatTheParameterAllows() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            let form = try await officer.get("/decisions/levy")
            #expect(form.text.contains("现行 1.5 %。应在 1.5 到 5 %之间。"))
            // The page of the parameter says the same of the same value.
            let words = "“残疾人就业保障金：规定的安排比例”应在 1.5 到 5 %之间，填的是 200。请核对单位和小数点。"
            let large = try await officer.get(address("levy", levy.merging(["if.保障金.安排比例": "200"]) { $1 }))
            #expect(large.status == 422 && large.text.contains(words))
            _ = try await officer.get("/parameters/levy_quota_ratio")
            let proposed = try await officer.post("/parameters/levy_quota_ratio", ["value": "200"])
            #expect(proposed.status == 422 && proposed.text.contains(words))
            // Six decimals of a fraction are four of a per cent.
            let fine = try await officer.get(address("levy", levy.merging(["if.保障金.安排比例": "1.60001"]) { $1 }))
            #expect(fine.status == 422 && fine.text.contains("在这个决策里应在 0% 到 100% 之间，最多 4 位小数，填的是 1.60001。"))
            let late = try await officer.get(
                address("levy", levy.merging(["on.year": "2028", "if.保障金.安排比例": "2"]) { $1 }))
            #expect(late.status == 422 && late.text.contains("没有规定的值") && late.text.contains("2027年12月31日"))
            for page in [large, fine, late] {
                let summary = Self.summary(page.text)
                #expect(summary.contains("残疾人就业保障金"))
                for inner in ["参数.保障金", "levy_", "parameters.yaml"] { #expect(!summary.contains(inner), "\(summary)") }
            }
        }
    }

    /// What stands in the summary of errors.
    private static func summary(_ page: String) -> Substring {
        guard let start = page.range(of: "id=\"error-summary\"")?.upperBound else { return "" }
        let rest = page[start...]
        return rest[..<(rest.range(of: "</ul>")?.lowerBound ?? rest.endIndex)]
    }

    @Test func theWorkingNamesLawAndPrinter() async throws {
        try await withOffice { office in
            let officer = try await office.browser(name: "zhangsan")
            let answer = try await officer.get(address("levy", levy))
            #expect(answer.text.contains("<p class=\"paper\">打印日期："))
            #expect(answer.text.contains("安排比例 1.5%：云岭省人民政府令第118号，第九条"))
            #expect(answer.text.contains("class=\"working\""))
        }
    }

    @Test func whoMayAmendParametersSeesWhatIsDoubtful() async throws {
        let model = """
            # 分档

            ## 输入

            | 输入 | 类型 |
            |---|---|
            | 人数 | number |
            | 旧的 | number |

            ## 档次

            - 需要：人数
            - 命中：UNIQUE
            - 输入：人数
            - 输出：

            | 人数 | 档次 |
            |---|---|
            | < 0 | "负" |
            | > 0 | "正" |

            """
        let packs = try ProjectFiles.packs(adding: ["core/decisions/tiers.md": model])
        defer { try? FileManager.default.removeItem(atPath: packs) }
        try await withOffice(packs: packs) { office in
            let officer = try await office.browser()
            let page = try await officer.get("/decisions/tiers")
            #expect(page.text.contains("id=\"checks\"") && page.text.contains("有空缺：人数 = 0时没有一行符合"))
            #expect(page.text.contains("core/decisions/tiers.md:8：输入“旧的”没有用到"))
            #expect(try await officer.get("/decisions/placements").text.contains("没有空缺、重叠和用不到的行"))
            // Counsellors may ask, but there is nothing in it for them to mend.
            let counsellor = try await office.browser(role: "counsellor")
            let asking = try await counsellor.get("/decisions/tiers")
            #expect(asking.status == 200 && !asking.text.contains("id=\"checks\""))
        }
    }
}
