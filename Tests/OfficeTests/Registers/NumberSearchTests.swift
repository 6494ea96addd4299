import Access
import Base
import Database
import House
import Registers
import Testing

/// A whole number of somebody is looked for without ever standing in an address.
@Suite struct NumberSearchTests {
    /// Every address in a page.
    private func addresses(_ page: String) -> [Substring] {
        page.matches(of: /(?:href|action)="([^"]*)"/).map(\.1)
    }

    @Test func aNumberLeadsToTheRecordAndWordsToTheList() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let id = try await office.person("欧阳秀英", serial: 1, region: village)
            _ = try await office.person("欧阳秀兰", serial: 2, region: village)
            let outside = office.villages(of: "990101")[0]
            _ = try await office.person("外县人", serial: 3, region: outside)
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                try writing.update(
                    "person", id, version: nil, ["phone": .text("15400000001")], source: .command)
            }
            let browser = try await office.browser()
            let list = try await browser.get("/registers/person?view=unemployed")
            #expect(list.text.contains(#"method="post""#))
            for written in [
                TestOffice.citizenID(serial: 1), "９９０１０１ 19800101 \(TestOffice.citizenID(serial: 1).suffix(4))",
                "154-0000-0001",
            ] {
                let found = try await browser.post("/registers/person", ["q": written])
                #expect(found.status == 303, "\(written)")
                #expect(found.location == "/registers/person/\(id)", "\(written)")
            }
            // Nobody, somebody out of scope, and a number with a wrong digit: an answer, and no trace in any address.
            for written in [TestOffice.citizenID(serial: 9), TestOffice.citizenID(serial: 3), "990101198001019999"] {
                _ = try await browser.get("/registers/person")
                let none = try await browser.post("/registers/person?view=all", ["q": written])
                #expect(none.status == 200)
                #expect(none.text.contains("没有找到这个号码"))
                #expect(addresses(none.text).allSatisfy { !$0.contains(written) })
                #expect(!none.text.contains("外县人"))
            }
            let words = try await browser.post("/registers/person?view=all&f.gender=2", ["q": "oyxy"])
            #expect(words.location == "/registers/person?view=all&f.gender=2&q=oyxy")
        }
    }

    @Test func anAddressWithANumberIsNotAnswered() async throws {
        try await withOffice { office in
            _ = try await office.person("欧阳秀英", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let number = TestOffice.citizenID(serial: 1)
            for path in [
                "/registers/person?view=all&q=\(number)", "/registers/person/pick?for=consent&q=\(number)",
                "/registers/person/export?q=\(number)", "/accounts?q=13800000001",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == 303, "\(path)")
                #expect(answer.location?.contains("q=") == false, "\(path)")
            }
            let told = try await browser.get("/registers/person?view=all")
            #expect(told.text.contains("号码不放在网址里"))
            // A telephone is no condition of a list either: conditions stand in addresses.
            let all = try await browser.get("/registers/person?f.phone=15400000001")
            #expect(all.text.contains("欧阳秀英"))
            #expect(!all.text.contains("去掉条件"))
        }
    }

    @Test func whoIsChosenOrOnAListIsFoundByNumberToo() async throws {
        try await withOffice { office in
            let id = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            _ = try await RoundPagesTests.unemployed(office, "白二", serial: 2, region: office.villages()[0])
            let browser = try await office.browser()
            let number = TestOffice.citizenID(serial: 1)
            _ = try await browser.get("/registers/person/pick?for=consent")
            let picked = try await browser.post("/registers/person/pick?for=consent", ["q": number])
            #expect(picked.text.contains("/registers/consent/new?person=\(id)\""))
            #expect(addresses(picked.text).allSatisfy { !$0.contains(number) })
            _ = try await browser.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            _ = try await browser.get("/rounds/1/members")
            let members = try await browser.post("/rounds/1/members?step=check", ["q": number])
            #expect(members.text.contains("安一") && !members.text.contains("白二"))
            #expect(addresses(members.text).allSatisfy { !$0.contains(number) })
            let words = try await browser.post("/rounds/1/members?step=check", ["q": "an"])
            #expect(words.location == "/rounds/1/members?step=check&q=an")
        }
    }
}
