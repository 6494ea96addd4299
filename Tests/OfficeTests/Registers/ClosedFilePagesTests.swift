import Access
import Base
import Exchange
import Foundation
import House
import Registers
import Testing

@testable import Office

/// The file of somebody who died, and what the pages say of who left a round.
@Suite struct ClosedFilePagesTests {
    private static func died(_ office: TestOffice, _ person: Int64, on left: Day) async throws -> Int64 {
        try await office.house.registers.write(as: .system(reason: "测试")) { writing in
            try writing.create(
                "information_check",
                [
                    "person": .integer(person), "check_date": .day(writing.day), "way": .text("visit"),
                    "found_result": .text("died"), "left_on": .day(left),
                ], source: .page)
        }
    }

    @Test func theFileOffersNothingToRegisterAndSaysWhereToCorrectIt() async throws {
        try await withOffice { office in
            let person = try await office.person("安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            let path = "/registers/person/\(person)"
            #expect(try await officer.get(path).text.contains("/registers/service/new?person=\(person)"))
            let left = office.house.registers.today.adding(days: -3)
            let check = try await ClosedFilePagesTests.died(office, person, on: left)
            for page in [path, path + "/related"] {
                #expect(!(try await officer.get(page).text.contains("/new?")), "\(page)")
            }
            let file = try await officer.get(path).text
            #expect(file.contains("死亡日期是 \(left.chinese)，不再登记新的情况"))
            #expect(file.contains("/registers/information_check/\(check)\""))
            // Who comes to a form by another way is told at the date.
            let date = office.house.registers.today
            let refused = try await officer.post(
                "/registers/service/new",
                [
                    "person": "\(person)", "service_date.year": date.iso, "service_kind": "guidance", "_step": "save",
                ])
            #expect(refused.status == 422 && refused.text.contains("f-service-date-error"))
            #expect(refused.text.contains("本人已于 \(left.chinese) 死亡") && !refused.text.contains("name=\"_accept\""))
        }
    }

    @Test func theListOfTheRoundSaysWhoLeftAndTheVisitIsRefused() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let person = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: village)
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let today = office.house.registers.today
            let answers = RoundPagesTests.dated(today).merging(["way": "visit", "found_result": "died"]) { $1 }
            let address = "/rounds/1/visit/\(person)?step=check"
            let early = try await officer.post(address, answers.merging(["left_on.year": "1970-01-01"]) { $1 })
            #expect(early.status == 422 && early.text.contains("f-left-on-error"))
            #expect(early.text.contains("不应早于本人的出生日期"))
            let saved = try await officer.post(address, answers.merging(["left_on.year": today.iso]) { $1 })
            #expect(saved.status == 303)
            let list = try await officer.get("/rounds/1/members").text
            #expect(list.contains("安一") && list.contains("已死亡，已完成"))
            let file = try await officer.get("/registers/person/\(person)").text
            #expect(!file.contains("需要办理"))
        }
    }

    @Test func theQuestionSaysHowTheValueIsKept() async throws {
        try await withOffice { office in
            let person = try await office.person("安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            let path = "/registers/person/\(person)/edit"
            _ = try await officer.get(path)
            let asked = try await officer.post(
                path,
                ["name": "安一", "region": office.villages()[0], "phone": "12345678", "_step": "save"])
            #expect(asked.status == 422 && asked.text.contains("我核对过了，没有填错”，再保存一次，就按填的存"))
        }
    }

    @Test func mergedRecordsOfOneNameHaveTitlesOfTheirOwn() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let kept = try await office.person("安一", serial: 1, region: village)
            let other = try await office.person("安一", serial: 2, region: village)
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                _ = try writing.merge("person", keep: kept, other: other, values: [:], reason: "同一人")
            }
            let officer = try await office.browser()
            func title(_ id: Int64) async throws -> String {
                let text = try await officer.get("/registers/person/\(id)/facts").text
                let match = try #require(text.firstMatch(of: /<title>(.*?)<\/title>/))
                return String(match.1)
            }
            let titles = try await [title(kept), title(other)]
            #expect(titles[0] != titles[1] && titles[1].contains("编号 \(other)，已合并"))
        }
    }

    @Test func aWorksheetWithADayBeforeTheRoundIsAskedAboutAtTheImport() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            _ = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: village)
            _ = try await RoundPagesTests.unemployed(office, "白二", serial: 2, region: village)
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let today = office.house.registers.today
            let lines = [
                "身份证号,核对日期,核对方式,核对结果,就业状况,就业意愿",
                "\(TestOffice.citizenID(serial: 1)),\(today.adding(days: -1).iso),入户,见到本人,未就业,有就业意愿",
                "\(TestOffice.citizenID(serial: 2)),\(today.iso),入户,见到本人,未就业,有就业意愿",
            ]
            let (imports, actor) = (office.house.imports, Actor.system(reason: "测试"))
            let run = try await imports.upload(
                bytes: Array(lines.joined(separator: "\n").utf8), fileName: "核对.csv", register: "information_check",
                as: actor)
            _ = try await imports.map(run.id, as: actor)
            let checked = try await imports.check(run.id, as: actor)
            #expect(checked.counts.new == 2, "\(checked.faultCounts)")
            let rows = try await imports.rows(run.id, as: actor).rows
            let asked = rows.filter { row in row.faults.contains { $0.message.contains("早于这一轮开始的") } }
            #expect(asked.map(\.row) == [2])
            #expect(asked.first?.faults.allSatisfy { !$0.isError } == true)
        }
    }
}
