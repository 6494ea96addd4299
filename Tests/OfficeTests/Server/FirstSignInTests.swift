import Access
import Base
import House
import Registers
import Testing

@testable import Office

/// Somebody who signs in with a one-time password.
@Suite struct FirstSignInTests {
    @Test func sheSeesHerOwnRegionBeforeThePasswordIsChanged() async throws {
        try await withOffice { office in
            let town = try #require(RegionCode(String(office.villages()[0].prefix(9))))
            let made = try await office.house.access.createAccount(
                AccountDraft(signInName: "xin", name: "新来的", roles: ["liaison"], scope: .within([town])),
                actor: .system(reason: "测试"))
            let browser = StaffBrowser(port: office.port)
            _ = try await browser.get("/sign-in")
            let welcome = try await browser.post(
                "/sign-in", ["username": "xin", "password": made.oneTimePassword ?? ""])
            #expect(welcome.location == "/account/password")
            let page = try await browser.get("/account/password")
            #expect(page.text.contains(office.house.registers.regions.fullName(of: town)))
            #expect(!page.text.contains("全部区划"))
        }
    }

    @Test func whoGivesThePasswordIsToldHowLongItLasts() async throws {
        try await withOffice { office in
            let account = try await office.house.access.createAccount(
                AccountDraft(
                    signInName: "xin", name: "新来的", roles: ["liaison"],
                    scope: .within([RegionCode(TestOffice.county)].compactMap { $0 })),
                actor: .system(reason: "测试")
            ).account
            let browser = try await office.browser(role: "system", region: TestOffice.county)
            _ = try await browser.get("/accounts/\(account.id)/password")
            let reset = try await browser.post("/accounts/\(account.id)/password", [:])
            #expect(reset.text.contains("一次性密码 7 天内有效"), "\(reset.status)")
        }
    }
}
