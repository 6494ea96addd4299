import Access
import Base
import House
import Registers
import Testing

@testable import Office

/// The page on which a declaration is worked out, and the two reviews.
@Suite struct AuditPageTests {
    /// A firm with 100 staff that declares one person for 2025, whose wage is under the minimum from July on.
    private func declaration(_ office: TestOffice) async throws -> Int64 {
        try await office.house.registers.write(as: .system(reason: "测试")) { writing in
            let employer = try writing.create(
                "employer",
                [
                    "name": .text("云河纸业有限公司"), "credit_code": .text("91990101MA0000001X"),
                    "employer_kind": .text("private_firm"), "region": .text(TestOffice.county),
                ], source: .command)
            let months = (1...11).map { month -> FieldValues in
                [
                    "month": .text("2025-\(month < 10 ? "0" : "")\(month)"), "wage": .integer(210_000),
                    "pension": .boolean(true), "medical": .boolean(month != 3), "on_post": .boolean(true),
                ]
            }
            try writing.create(
                "placement",
                [
                    "employer": .integer(employer), "audit_year": .integer(2025), "name": .text("某某"),
                    "citizen_id": .text(TestOffice.citizenID(serial: 3)), "card_level": .integer(3),
                    "card_from": try #require(Day(iso: "2018-05-01").map { FieldValue.day($0) }),
                    "work": .text("contract"),
                    "contract_from": try #require(Day(iso: "2024-01-01").map { FieldValue.day($0) }),
                    "months": .rows(months),
                ], source: .command, acceptWarnings: true)
            return try writing.create(
                "quota_declaration",
                [
                    "employer": .integer(employer), "audit_year": .integer(2025), "headcount": .integer(1_000_000),
                    "payroll": .integer(1_200_000_000),
                ], source: .command, acceptWarnings: true)
        }
    }

    @Test func theWorkingNamesMonthsRulesAndTheLevy() async throws {
        try await withOffice { office in
            let id = try await declaration(office)
            let browser = try await office.browser()
            let record = try await browser.get("/registers/quota_declaration/\(id)")
            #expect(record.text.contains("/registers/quota_declaration/\(id)/audit\""))
            let page = try await browser.get("/registers/quota_declaration/\(id)/audit")
            #expect(page.status == 200)
            for words in [
                "某某，计入 5 个人月", "2025 年 1—2 月", "2025 年 4—6 月", "2025 年 3 月", "社会保险没有缴齐", "2025 年 7—11 月", "工资低于当月最低工资",
                "没有填的月份：2025 年 12 月，不计入",
                "0.4167 人", "年缴纳额",
            ] { #expect(page.text.contains(words), "\(words)") }
            // (100 × 1.5 % − 0.4167) × 120,000 × 90 %
            #expect(page.text.contains("116,996.40 元"))
            // Other registers have no such page.
            #expect(try await browser.get("/registers/employer/1/audit").status == 404)
        }
    }

    @Test func aDeclarationIsGoneOnWithOnceItIsSaved() async throws {
        try await withOffice { office in
            let first = try await declaration(office)
            let officer = try await office.browser()
            _ = try await officer.get("/registers/quota_declaration/new?employer=1")
            let saved = try await officer.post(
                "/registers/quota_declaration/new",
                [
                    "_step": "save", "employer": "1", "audit_year": "2024", "declared_on.year": "2025-05-06",
                    "headcount": "100", "payroll": "12000000",
                ])
            #expect(saved.status == 303, "\(saved.text.prefix(2_000))")
            #expect(saved.location?.hasPrefix("/registers/quota_declaration/\(first + 1)") == true, "\(saved)")
        }
    }

    @Test func aDeclarationIsReviewedByTwoPeople() async throws {
        try await withOffice { office in
            let id = try await declaration(office)
            let address = "/registers/quota_declaration/\(id)"
            func take(_ step: String, _ browser: StaffBrowser) async throws -> StaffBrowser.Answer {
                let page = try await browser.get("\(address)/steps/\(step)")
                let version = page.text.firstMatch(of: /name="version" value="(\d+)"/)?.1
                return try await browser.post("\(address)/steps/\(step)", ["version": String(version ?? "")])
            }
            let officer = try await office.browser()
            #expect(try await take("submit", officer).status == 303)
            #expect(try await officer.get("\(address)/steps/review").status == 404)
            let first = try await office.browser(role: "auditor", region: TestOffice.county, name: "first")
            #expect(try await take("review", first).status == 303)
            let again = try await take("confirm", first)
            #expect(again.status == 422 && again.text.contains("“初审通过”是您做的"))
            let second = try await office.browser(role: "auditor", region: TestOffice.county, name: "second")
            #expect(try await take("confirm", second).status == 303)
            #expect(try await second.get(address).text.contains("已确认"))
        }
    }
}
