import Access
import Base
import Database
import House
import Registers
import Testing

/// What is done with one record on the pages: steps, removal, warnings, secrets, files, two people at once.
@Suite struct RecordPagesTests {
    /// A plan for a person, as a draft.
    private func plan(_ office: TestOffice, person: Int64, agreed: Bool) async throws -> Int64 {
        try await office.house.registers.write(as: .system(reason: "测试")) { writing in
            var values: FieldValues = [
                "person": .integer(person), "goal": .text("employment"), "track": .text("training"),
                "start_date": .day(writing.day), "end_date": .day(writing.day.adding(days: 90)),
                "counsellor": .text("许志远"),
            ]
            if agreed { values["agreed_on"] = .day(writing.day) }
            return try writing.create("case_plan", values, source: .command)
        }
    }

    private func record(_ office: TestOffice, _ register: String, _ id: Int64) async throws -> Record {
        try await office.house.registers.read(as: .system(reason: "测试")) { try $0.plain(register, id) }
    }

    @Test func stepsAreOfferedToTheirRolesAndAskForConditionAndNote() async throws {
        try await withOffice { office in
            let person = try await office.person("安一", serial: 1, region: office.villages()[0])
            let id = try await plan(office, person: person, agreed: false)
            let officer = try await office.browser()
            let reader = try await office.browser(role: "readonly")
            let counsellor = try await office.browser(role: "counsellor")
            try await office.assign(person, to: "counsellor")
            let path = "/registers/case_plan/\(id)"
            #expect(try await officer.get(path).text.contains("\(path)/steps/start"))
            #expect(!(try await reader.get(path).text.contains("\(path)/steps/start")))
            #expect(!(try await officer.get(path).text.contains("\(path)/steps/close")))
            #expect(try await officer.get("\(path)/steps/close").status == 404)
            // The condition is told by the title of what must be filled in.
            let unmet = try await officer.get("\(path)/steps/start")
            #expect(unmet.text.contains("请先填好“本人同意日期”"))
            #expect(try await officer.post("\(path)/steps/start", ["version": "1"]).status == 422)
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                try writing.update(
                    "case_plan", id, version: nil, ["agreed_on": .day(writing.day)], source: .command)
            }
            _ = try await counsellor.get("\(path)/steps/start")
            #expect(try await counsellor.post("\(path)/steps/start", ["version": "1"]).status == 409)
            #expect(try await counsellor.post("\(path)/steps/start", ["version": "2"]).status == 303)
            #expect(try await record(office, "case_plan", id).state == "active")
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                try writing.update(
                    "case_plan", id, version: nil,
                    ["closed_on": .day(writing.day), "reached": .boolean(true)], source: .command)
                try writing.transition("case_plan", id, version: nil, "close", note: nil, source: .command)
            }
            #expect(try await counsellor.get("\(path)/steps/reopen").status == 404)
            _ = try await officer.get("\(path)/steps/reopen")
            let silent = try await officer.post("\(path)/steps/reopen", [:])
            #expect(silent.status == 422 && silent.text.contains("f-note-error"))
            #expect(try await officer.post("\(path)/steps/reopen", ["note": "又失业了"]).status == 303)
            let history = try await officer.get("\(path)/history")
            #expect(history.text.contains("状态：已结束 改为 实施中") && history.text.contains("又失业了"))
        }
    }

    @Test func aRecordIsRemovedForAReasonAndBroughtBack() async throws {
        try await withOffice { office in
            let id = try await office.person("安一", serial: 1, region: office.villages()[0])
            let (one, two) = (try await office.browser(), try await office.browser(name: "second"))
            let path = "/registers/person/\(id)"
            _ = try await one.get("\(path)/remove")
            #expect(try await one.post("\(path)/remove", ["version": "1", "reason": " "]).status == 422)
            // Somebody changed it since the page was opened: what is removed must be what was seen.
            _ = try await two.get("\(path)/edit")
            _ = try await two.post("\(path)/edit?section=3", ["_version": "1", "region": office.villages()[1]])
            #expect(try await one.post("\(path)/remove", ["version": "1", "reason": "误登"]).status == 409)
            #expect(try await one.post("\(path)/remove", ["version": "2", "reason": "误登"]).status == 303)
            let gone = try await one.get(path)
            #expect(!(try await one.get("/registers/person").text.contains("安一")))
            #expect(try await one.get("\(path)/edit").status == 404)
            _ = try await one.get(path)
            #expect(gone.text.contains("删除，不再出现在名单里"))
            #expect(try await one.post("\(path)/restore", ["reason": "没有重复"]).status == 303)
            #expect(try await one.get("/registers/person").text.contains("安一"))
            #expect(try await one.get("\(path)/history").text.contains("没有重复"))
        }
    }

    @Test func aRuleThatOnlyAsksIsPassedOverByATickAlone() async throws {
        try await withOffice { office in
            let id = try await office.person("安一", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let edit = "/registers/person/\(id)/edit?section=1"
            _ = try await browser.get(edit)
            // The id says 1 January; the form says the second.
            let form = [
                "_version": "1", "name": "安一", "birth_date.year": "1980", "birth_date.month": "1",
                "birth_date.day": "2",
            ]
            let asked = try await browser.post(edit, form)
            #expect(asked.status == 422)
            #expect(asked.text.contains("出生日期与身份证号里的不一致"))
            #expect(asked.text.contains(#"name="_accept""#))
            #expect(try await record(office, "person", id).version == 1)
            // The tick does not carry over what is simply wrong.
            let wrong = try await browser.post(edit, form.merging(["_accept": "yes", "name": ""]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains("请填写“姓名”"))
            #expect(try await browser.post(edit, form.merging(["_accept": "yes"]) { $1 }).status == 303)
            #expect(try await record(office, "person", id)["birth_date"] == .day(try #require(Day(iso: "1980-01-02"))))
        }
    }

    @Test func aSecretIsEmptiedByATickAndLeavesItsTrace() async throws {
        try await withOffice { office in
            let id = try await office.person("安一", serial: 1, region: office.villages()[0])
            let number = TestOffice.citizenID(serial: 1) + "44"
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                try writing.update(
                    "person", id, version: nil, ["certificate_number": .text(number)], source: .command)
            }
            let browser = try await office.browser()
            let edit = "/registers/person/\(id)/edit"
            let form = try await browser.get("\(edit)?section=2")
            #expect(form.text.contains("清空残疾人证号"))
            // What a record cannot do without cannot be emptied.
            #expect(!(try await browser.get("\(edit)?section=1").text.contains("清空身份证号")))
            _ = try await browser.post("\(edit)?section=2", ["_version": "2", "certificate_state": "valid"])
            #expect(try await record(office, "person", id)["certificate_number"] == .text(number))
            let both = try await browser.post(
                "\(edit)?section=2",
                ["_version": "3", "certificate_number": number, "certificate_number.clear": "yes"])
            #expect(both.status == 422 && both.text.contains("请只留一样"))
            let emptied = try await browser.post(
                "\(edit)?section=2", ["_version": "3", "certificate_number.clear": "yes", "_reason": "证已注销"])
            #expect(emptied.status == 303, "\(emptied.text.prefix(3_000))")
            #expect(try await record(office, "person", id)["certificate_number"] == .null)
            _ = try await browser.get("/registers/person")
            let found = try await browser.post("/registers/person", ["q": number])
            #expect(found.text.contains("没有找到这个号码"))
            let history = try await browser.get("/registers/person/\(id)/history")
            #expect(history.text.contains(/残疾人证号：9901\*+\d{2,4} 改为 空/) && history.text.contains("证已注销"))
            #expect(!history.text.contains(number))
            // Whatever the form says, a number that is needed stays.
            let needed = try await browser.post(
                "\(edit)?section=1", ["_version": "4", "name": "安一", "citizen_id.clear": "yes"])
            #expect(needed.status == 422)
        }
    }

    @Test func filesAreCheckedByContentKeptOnceAndHandedOutAsDownloads() async throws {
        try await withOffice { office in
            let person = try await office.person("安一", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let new = "/registers/consent/new"
            _ = try await browser.get("\(new)?person=\(person)")
            let today = office.house.registers.today
            let form = [
                "_step": "save", "person": String(person), "purpose": "contact", "way": "written",
                "given_on.year": String(today.year), "given_on.month": String(today.month),
                "given_on.day": String(today.day),
            ]
            let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 5_000)
            func send(_ name: String, _ bytes: [UInt8], _ more: [String: String] = [:]) async throws
                -> StaffBrowser.Answer
            {
                try await browser.upload(
                    new, form.merging(more) { $1 }, .init(field: "proof.file", name: name, bytes: bytes))
            }
            // A program that calls itself a picture is no picture.
            let program = try await send("合影.png", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0])
            #expect(program.status == 422)
            #expect(program.text.contains("不是可以收的类型") && program.text.contains("f-proof-file-error"))
            let large = try await send("大图.png", png + Array(repeating: 0, count: AttachmentStore.limit))
            #expect(large.status == 413 || large.text.contains("超过 20 MB"))
            let saved = try await send("C:\\扫描\\同意书.pdf", png)
            #expect(saved.status == 303, "\(saved.text.prefix(3_000))")
            let again = try await send("另一份.png", png, ["purpose": "job_match"])
            #expect(again.status == 303)
            let kept = try await office.house.database.read { connection in
                try connection.first("SELECT COUNT(*) FROM attachment")?.int(0)
            }
            #expect(kept == 1)
            let digest = try #require(try await record(office, "consent", 1)["proof"].list?.first)
            let page = try await browser.get("/registers/consent/1")
            #expect(page.text.contains("同意书.pdf（图片"))
            let file = try await browser.get("/registers/consent/1/files/\(digest)")
            #expect(file.status == 200)
            #expect(file.headers["content-type"] == "image/png")
            #expect(file.headers["x-content-type-options"] == "nosniff")
            #expect(file.headers["cache-control"] == "no-store")
            #expect(file.headers["content-security-policy"]?.isEmpty == false)
            #expect(file.headers["content-disposition"]?.hasPrefix("attachment; filename*=UTF-8''") == true)
            #expect(file.headers["content-length"] == String(png.count))
            // Who does not see the record does not get its files, nor a file that is another record's.
            #expect(try await browser.get("/registers/person/\(person)/files/\(digest)").status == 404)
            let elsewhere = try await office.browser(region: "990101")
            #expect(try await elsewhere.get("/registers/consent/1/files/\(digest)").status == 404)
        }
    }

    @Test func ofTwoPeopleAtOnceTheSecondIsShownBothContents() async throws {
        try await withOffice { office in
            let id = try await office.person("安一", serial: 1, region: office.villages()[0])
            let (one, two) = (try await office.browser(), try await office.browser(name: "second"))
            let edit = "/registers/person/\(id)/edit?section=3"
            for browser in [one, two] {
                #expect(try await browser.get(edit).text.contains(#"name="_version" value="1""#))
            }
            func form(_ address: String, version: Int = 1) -> [String: String] {
                ["_version": String(version), "region": office.villages()[0], "residence_address": address]
            }
            #expect(try await one.post(edit, form("老街 1 号")).status == 303)
            let stale = try await two.post(edit, form("新街 2 号"))
            #expect(stale.status == 409)
            #expect(stale.text.contains("老街 1 号") && stale.text.contains("新街 2 号"))
            #expect(try await record(office, "person", id)["residence_address"] == .text("老街 1 号"))
            // While the second one reads, the first one is at it again: nothing is overwritten unseen.
            #expect(try await one.post(edit, form("老街 3 号", version: 2)).status == 303)
            #expect(try await two.post(edit, form("新街 2 号", version: 2)).status == 409)
            #expect(try await two.post(edit, form("新街 2 号", version: 3)).status == 303)
            #expect(try await record(office, "person", id)["residence_address"] == .text("新街 2 号"))
        }
    }

    @Test func aReferenceIsShownByNameAndKeptByNumber() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let person = try await office.person("王秀兰", serial: 1, region: village)
            let (first, second) = try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                func make(_ number: String) throws -> Int64 {
                    try writing.create(
                        "household",
                        ["household_number": .text(number), "head_name": .text("王大"), "region": .text(village)],
                        source: .command)
                }
                let (first, second) = (try make("H1"), try make("H2"))
                try writing.update(
                    "person", person, version: nil, ["household": .integer(second)], source: .command)
                return (first, second)
            }
            func household() async throws -> FieldValue? {
                try await office.house.registers.read(as: .system(reason: "测试")) { reading in
                    try reading.record("person", person)?["household"]
                }
            }
            let browser = try await office.browser()
            let edit = "/registers/person/\(person)/edit?section=3"
            let form = try await browser.get(edit)
            #expect(form.text.contains("value=\"王大（编号 \(second)）\""))
            let version = try #require(form.text.firstMatch(of: /name="_version" value="(\d+)"/)?.1)
            let kept = ["_version": String(version), "region": village, "household": "王大（编号 \(second)）"]
            #expect(try await browser.post(edit, kept).status == 303)
            #expect(try await household() == .integer(second))
            // Another name before the number is looked for, and the number does not stand for it.
            let other = ["_version": String(version), "region": village, "household": "李四（编号 \(first)）"]
            let refused = try await browser.post(edit, other)
            #expect(refused.status == 422 && refused.text.contains("f-household-error"))
            #expect(try await household() == .integer(second))
        }
    }
}
