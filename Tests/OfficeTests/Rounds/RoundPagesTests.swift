import Access
import Base
import Exchange
import Foundation
import House
import Registers
import Rounds
import Testing

@testable import Office

/// A round from its opening to a visit, on the pages.
@Suite struct RoundPagesTests {
    static func unemployed(_ office: TestOffice, _ name: String, serial: Int, region: String) async throws -> Int64 {
        let values: FieldValues = [
            "name": .text(name), "citizen_id": .text(TestOffice.citizenID(serial: serial)), "region": .text(region),
            "employment_status": .text("unemployed"), "gender": .text("1"),
        ]
        return try await office.house.registers.write(as: .system(reason: "测试")) { writing in
            try writing.create("person", values, source: .command)
        }
    }

    static let visited = [
        "way": "visit", "found_result": "found", "employment_status": "unemployed", "work_wish": "wants",
    ]

    @Test func aRoundIsOpenedAndVisitsAreRecordedOneAfterTheOther() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let first = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: village)
            let second = try await RoundPagesTests.unemployed(office, "白二", serial: 2, region: village)
            let officer = try await office.browser()
            let check = try await officer.get("/rounds/new/check?round=four_ones&region=\(TestOffice.county)")
            #expect(check.text.contains("2 人"))
            let opened = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            #expect(opened.location == "/rounds/1")
            let again = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            #expect(again.status == 422)
            #expect(again.text.contains("还没有结束"))

            let liaison = try await office.browser(role: "liaison", region: village)
            let empty = try await liaison.get("/rounds/1/members?step=check&state=waiting")
            #expect(!empty.text.contains("/rounds/1/visit/"))
            try await office.assign(first, second, to: "liaison", region: village)
            let list = try await liaison.get("/rounds/1/members?step=check&state=waiting")
            #expect(list.text.contains("/rounds/1/visit/\(first)?step=check"))
            // Every condition that is shown is counted, the region too.
            #expect(list.text.contains("筛选（已选 2 个条件）"))
            let inVillage = try await liaison.get("/rounds/1/members?step=check&state=waiting&region=\(village)")
            #expect(inVillage.text.contains("筛选（已选 3 个条件）"))
            let page = try await liaison.get("/rounds/1/visit/\(first)?step=check")
            #expect(page.text.contains("name=\"found_result\""))
            let missing = try await liaison.post("/rounds/1/visit/\(first)?step=check", ["way": "visit"])
            #expect(missing.status == 422)
            #expect(missing.text.contains("核对结果"))
            let answers = RoundPagesTests.visited.merging(RoundPagesTests.dated(office.house.registers.today)) { $1 }
            let saved = try await liaison.post("/rounds/1/visit/\(first)?step=check", answers)
            #expect(saved.location?.hasPrefix("/rounds/1/visit/\(second)?step=check") == true)
            let last = try await liaison.post("/rounds/1/visit/\(second)?step=check", answers)
            #expect(last.location?.hasPrefix("/rounds/1/members") == true)

            let board = try await officer.get("/rounds/1")
            #expect(board.text.contains("已完成 2 人，共 2 人（100%）"))
            let file = try await office.house.registers.read(as: .system(reason: "测试")) { reading in
                try reading.record("person", first)
            }
            #expect(file?["work_wish"] == .text("wants"))
        }
    }

    @Test func aStepThatCannotBeDoneNeedsAReasonAndCanBeTakenBack() async throws {
        try await withOffice { office in
            let person = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let address = "/rounds/1/not-done/\(person)?step=check"
            #expect(try await officer.get(address).text.contains("联系不上"))
            #expect(try await officer.post(address, [:]).status == 422)
            #expect(try await officer.post(address, ["reason": "not_reached"]).status == 303)
            let list = try await officer.get("/rounds/1/members?step=check&state=not_done")
            #expect(list.text.contains("未能完成：联系不上"))
            #expect(try await officer.post("/rounds/1/not-done/\(person)/undo?step=check", [:]).status == 303)
            #expect(try await officer.get("/rounds/1/members?step=check&state=waiting").text.contains("安一"))
        }
    }

    @Test func theWorksheetOfAVillageComesBackThroughTheImport() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            _ = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: village)
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let upload = try await UploadBrowser(office)
            let sheet = try await upload.download("/rounds/1/worksheet?step=check&region=\(village)")
            let sent = try await upload.send(
                "/imports/new", fields: ["register": "information_check"], fileName: "待办.xlsx", bytes: sheet)
            #expect(sent.location == "/imports/1/columns")
            let run = try await office.house.imports.run(1, as: .system(reason: "测试"))
            #expect(run.columns.first { $0.heading.contains("编号") }?.target?.rawValue == "person.#id")
            _ = try await officer.get("/imports/1/columns")
            #expect(try await officer.post("/imports/1/columns", [:]).location == "/imports/1")
            // Nothing was filled in by hand: the row names the person and is no error.
            let rows = try await officer.get("/imports/1/rows?outcome=blank")
            #expect(rows.text.contains("安一"))
            #expect(try await office.house.imports.run(1, as: .system(reason: "测试")).counts.refused == 0)
            #expect(try await officer.get("/imports/1").text.contains("没有填写"))
        }
    }

    /// The boxes of a day in the form of a check.
    static func dated(_ day: Day) -> [String: String] {
        let parts = day.iso.split(separator: "-").map(String.init)
        return Dictionary(
            uniqueKeysWithValues: zip(["check_date.year", "check_date.month", "check_date.day"], parts))
    }

    @Test func afterTheVillageComesTheRestOfTheListFromWhichOneCame() async throws {
        try await withOffice { office in
            let villages = office.villages()
            let (village, other) = (villages[0], try #require(villages.first { $0.prefix(9) != villages[0].prefix(9) }))
            let first = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: village)
            let second = try await RoundPagesTests.unemployed(office, "白二", serial: 2, region: other)
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let answers = RoundPagesTests.visited.merging(RoundPagesTests.dated(office.house.registers.today)) { $1 }

            let all =
                "/rounds/1/members?step=check&state=waiting".addingPercentEncoding(
                    withAllowedCharacters: .alphanumerics) ?? ""
            let here = try await officer.post("/rounds/1/visit/\(first)?step=check&next=\(all)", answers)
            #expect(here.location?.hasPrefix("/rounds/1/visit/\(second)?step=check") == true, "\(here)")
            let onward = try await officer.get(here.location ?? "")
            #expect(onward.text.contains("的基础信息核对都做完了，接着是"))
            let last = try await officer.post(here.location ?? "", answers)
            #expect(last.location?.hasPrefix("/rounds/1/members") == true)
            #expect(try await officer.get(last.location ?? "").text.contains("没有待办的基础信息核对了"))
        }
    }

    @Test func afterAListOfOneVillageComesTheNextVillageWithPeopleLeft() async throws {
        try await withOffice { office in
            let villages = office.villages()
            let first = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: villages[0])
            let second = try await RoundPagesTests.unemployed(office, "白二", serial: 2, region: villages[1])
            let third = try await RoundPagesTests.unemployed(office, "陈三", serial: 3, region: villages[1])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let answers = RoundPagesTests.visited.merging(RoundPagesTests.dated(office.house.registers.today)) { $1 }
            func list(_ village: String) -> String { "/rounds/1/members?step=check&state=waiting&region=\(village)" }
            func address(_ person: Int64) -> String {
                let next = list(villages[0]).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                return "/rounds/1/visit/\(person)?step=check&next=\(next)"
            }
            let saved = try await officer.post(address(first), answers)
            let onward = saved.location ?? ""
            #expect(onward.hasPrefix("/rounds/1/visit/\(second)?step=check"), "\(onward)")
            let page = try await officer.get(onward)
            #expect(page.text.contains("的基础信息核对都做完了，接着是"))
            // From there the list is that of the village that one came to.
            let there = try await officer.post(onward, answers.merging(["then": "list"]) { $1 })
            #expect(there.location == list(villages[1]))
            let last = try await officer.post(address(third), answers)
            #expect(last.location == list(villages[0]))
            #expect(try await officer.get(list(villages[0])).text.contains("没有待办的基础信息核对了"))
        }
    }

    @Test func theFullFormAsksOfADateBeforeTheRoundToo() async throws {
        try await withOffice { office in
            let person = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let early = office.house.registers.today.adding(days: -1)
            let answers = RoundPagesTests.visited.merging(RoundPagesTests.dated(early)) { $1 }
                .merging(["person": "\(person)", "_step": "save"]) { $1 }
            let asked = try await officer.post("/registers/information_check/new", answers)
            #expect(asked.status == 422)
            #expect(asked.text.contains("f-check-date-error") && asked.text.contains("早于这一轮开始的"))
            #expect(asked.text.contains("name=\"_accept\""))
            let kept = try await officer.post(
                "/registers/information_check/new", answers.merging(["_accept": "yes"]) { $1 })
            #expect(kept.status == 303)
            // A record is changed with the same question; what the date was, and a day of the round, raise none.
            let edit = "/registers/information_check/1/edit"
            let earlier = RoundPagesTests.dated(early.adding(days: -1))
            let changed = try await officer.post(edit, answers.merging(earlier) { $1 })
            #expect(changed.status == 422 && changed.text.contains("早于这一轮开始的"))
            #expect(try await officer.post(edit, answers.merging(["checker": "李红"]) { $1 }).status == 303)
            let today = RoundPagesTests.dated(office.house.registers.today)
            #expect(try await officer.post(edit, answers.merging(today) { $1 }).status == 303)
        }
    }

    @Test func aDateBeforeTheRoundIsAskedAndSaidNotToCount() async throws {
        try await withOffice { office in
            let person = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            _ = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let early = office.house.registers.today.adding(days: -1)
            let answers = RoundPagesTests.visited.merging(RoundPagesTests.dated(early)) { $1 }
            let address = "/rounds/1/visit/\(person)?step=check"
            let asked = try await officer.post(address, answers)
            #expect(asked.status == 422)
            #expect(asked.text.contains("f-check-date-error") && asked.text.contains("请核对："))
            #expect(asked.text.contains("早于这一轮开始的") && asked.text.contains("不算在这一轮里"))
            #expect(asked.text.contains("name=\"accept\""))
            let saved = try await officer.post(address, answers.merging(["accept": "yes"]) { $1 })
            #expect(saved.status == 303)
            let after = try await officer.get(saved.location ?? "")
            #expect(after.text.contains("已保存。日期早于这一轮开始的"))
            #expect(!after.text.contains("都做完了") && !after.text.contains("没有待办的"))
            #expect(after.text.contains("安一"))
        }
    }

    @Test func theDueDatesOfTheStepsAreSeenAndSetWhenARoundIsOpened() async throws {
        try await withOffice { office in
            let person = try await RoundPagesTests.unemployed(office, "安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            let today = office.house.registers.today
            let closes = today.adding(days: 400)
            let check = try await officer.get(
                "/rounds/new/check?round=four_ones&region=\(TestOffice.county)&closes.year=\(closes.iso)")
            #expect(check.text.contains("name=\"due-check.year\"") && check.text.contains("name=\"due-service.day\""))
            let wish = ["round": "four_ones", "region": TestOffice.county, "closes.year": closes.iso]
            for wrong in ["明天", today.adding(days: -1).iso] {
                let refused = try await officer.post("/rounds", wish.merging(["due-check.year": wrong]) { $1 })
                #expect(refused.status == 422 && refused.text.contains("f-due-check-error"), "\(wrong)")
                #expect(refused.text.contains("开启前请核对") && refused.text.contains("value=\"\(closes.iso)\""))
            }
            let due = today.adding(days: 40)
            let opened = try await officer.post("/rounds", wish.merging(["due-check.year": due.iso]) { $1 })
            #expect(opened.location == "/rounds/1")
            let steps = try await office.house.rounds.steps(1, of: [person], as: .system(reason: "测试"))
            #expect(steps[person]?.first { $0.step == "check" }?.due == due)
        }
    }

    @Test func aCountyIsLedToTheRoundOfItsCity() async throws {
        try await withOffice { office in
            let city = try await office.browser(region: String(TestOffice.county.prefix(4)))
            _ = try await city.get("/rounds/new")
            let wish = ["round": "four_ones", "region": String(TestOffice.county.prefix(4))]
            #expect(try await city.post("/rounds", wish).location == "/rounds/1")
            let county = try await office.browser()
            let asked = try await county.get("/rounds/new/check?round=four_ones&region=\(TestOffice.county)")
            #expect(asked.status == 422)
            #expect(asked.text.contains("已经在里面，不用另开") && !asked.text.contains("请先结束"))
            #expect(asked.text.contains("href=\"/rounds/1\""))
        }
    }
}
