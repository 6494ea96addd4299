import Access
import Registers
import Testing

@testable import Office

/// What people see when something cannot be done.
@Suite struct ErrorPageTests {
    @Test func aFormThatIsTooLargeGetsAPageThatSaysSo() async throws {
        try await withOffice { office in
            let browser = try await office.browser()
            _ = try await browser.get("/account/password")
            let answer = try await browser.post(
                "/account/password", ["old": String(repeating: "长", count: FormReader.textLimit / 3 + 1)])
            #expect(answer.status == 413)
            #expect(answer.text.contains("<h1>文件太大</h1>"))
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test func aFormSentAfterTheSessionEndedIsKeptThroughSigningIn() async throws {
        try await withOffice { office in
            let browser = try await office.browser()
            let sent = ["household_number": "77", "head_name": "欧阳秀英", "region": office.villages()[0]]
            _ = try await browser.get("/registers/household/new")
            await browser.forget("qihang_session")
            let late = try await browser.post("/registers/household/new", sent)
            #expect(late.status == 403)
            #expect(late.text.contains("<h1>请重新登录</h1>"))
            let kept = await browser.hidden(in: late)
            let account = ["username": "tofficer\(TestOffice.county)", "password": TestOffice.password]
            let again = try await browser.post("/sign-in", kept.merging(account) { $1 })
            #expect(again.text.contains("name=\"head_name\" value=\"欧阳秀英\""))
            let saved = try await browser.post("/registers/household/new", await browser.hidden(in: again))
            #expect(saved.location?.hasPrefix("/registers/household/") == true)

            // On a shared machine nobody sends what somebody else typed, or reads it in the page.
            await browser.forget("qihang_session")
            let other = try await browser.post("/registers/household/new", sent)
            #expect(!other.text.contains("欧阳秀英"))
            _ = try await office.browser(role: "liaison")
            let liaison = ["username": "tliaison\(TestOffice.county)", "password": TestOffice.password]
            let refused = try await browser.post("/sign-in", await browser.hidden(in: other).merging(liaison) { $1 })
            #expect(refused.location == "/")

            // A form of another site carries no cookie of ours, and nothing of it is read or kept.
            await browser.forget("qihang_session")
            await browser.forget("qihang_author")
            #expect(try await browser.post("/registers/household/new", sent).location == "/sign-in")
        }
    }

    @Test(arguments: [
        "//elsewhere.cn", "/\t/elsewhere.cn", "/\n/elsewhere.cn", "/\\elsewhere.cn", "https://elsewhere.cn", "",
        "/\u{7F}/elsewhere.cn", " /registers",
    ])
    func nobodyIsLedElsewhereAfterSigningIn(_ next: String) {
        #expect(SignInRoutes.safe(next) == "/")
        #expect(SignInRoutes.safe("/registers/person?q=王") == "/registers/person?q=王")
    }

    @Test func formsAreNamedByWhatTheyDo() async throws {
        try await withOffice { office in
            let person = try await office.person("欧阳秀英", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let file = try await browser.get("/registers/person/\(person)")
            #expect(file.text.contains(">登记一次就业</a>"))
            let form = try await browser.get("/registers/employment/new?person=\(person)")
            #expect(form.text.contains("<h1>登记一次就业</h1>"))
        }
    }

    @Test func theTrailLeadsToTheRoundThatWasOpened() async throws {
        try await withOffice { office in
            _ = try await office.person("欧阳秀英", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            #expect(try await officer.get("/trail").text.contains("<a href=\"/rounds/1\">轮次 编号 1</a>"))
        }
    }
}
