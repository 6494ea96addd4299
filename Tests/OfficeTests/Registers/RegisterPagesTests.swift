import Access
import Base
import House
import Registers
import Testing

@Suite struct RegisterPagesTests {
    @Test func strangersAreLedToSignIn() async throws {
        try await withOffice { office in
            let answer = try await StaffBrowser(port: office.port).get("/registers/person")
            #expect(answer.status == 303)
            #expect(answer.location == "/sign-in?next=%2Fregisters%2Fperson")
        }
    }

    @Test func listFindsByPinyinAndStaysInScope() async throws {
        try await withOffice { office in
            let inside = try await office.person("欧阳秀英", serial: 1, region: office.villages()[0])
            let outside = try await office.person("欧阳建国", serial: 2, region: office.villages(of: "990101")[0])
            let browser = try await office.browser()
            let initials = try await browser.get("/registers/person?q=oyxy")
            #expect(initials.status == 200)
            #expect(initials.text.contains("/registers/person/\(inside)\""))
            let all = try await browser.get("/registers/person?q=ouyang")
            #expect(!all.text.contains("/registers/person/\(outside)\""))
            #expect(try await browser.get("/registers/person/\(outside)").status == 404)
            #expect(try await browser.get("/registers/person/\(outside)/edit").status == 404)
            #expect(try await browser.get("/registers/nowhere").status == 404)
        }
    }

    @Test func filtersNarrowTheListAndFaultsAreSaidAtTheField() async throws {
        try await withOffice { office in
            let villages = office.villages()
            let first = try await office.person("张一", serial: 1, region: villages[0])
            let second = try await office.person("张二", serial: 2, region: villages[1])
            let browser = try await office.browser()
            let one = try await browser.get("/registers/person?f.region=\(villages[1])")
            #expect(one.text.contains("/registers/person/\(second)\""))
            #expect(!one.text.contains("/registers/person/\(first)\""))
            #expect(one.text.contains("去掉条件"))
            let fault = try await browser.get("/registers/person?f.certificate_valid_to.from=soon")
            #expect(fault.text.contains("不是日期"))
        }
    }

    @Test func aNewPersonIsLookedUpFilledInCheckedAndSaved() async throws {
        try await withOffice { office in
            let known = try await office.person("王秀兰", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let new = "/registers/person/new"
            _ = try await browser.get(new)
            let same = try await browser.post(
                new, ["_step": "find", "name": "王秀兰", "citizen_id": TestOffice.citizenID(serial: 1)])
            #expect(same.text.contains("已经登记过"))
            #expect(same.text.contains("/registers/person/\(known)\""))
            #expect(!same.text.contains("继续登记"))
            let similar = try await browser.post(
                new, ["_step": "find", "name": "王秀", "citizen_id": TestOffice.citizenID(serial: 2)])
            #expect(similar.text.contains("都不是，继续登记"))
            // All that is wrong is said at once, at the fields, and what was typed stays.
            let wrong = try await browser.post(
                new, ["_step": "check", "name": "李四方", "citizen_id": "990101198001010019", "phone": "12"])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("f-citizen-id-error"))
            #expect(wrong.text.contains("f-phone-error"))
            #expect(wrong.text.contains("请填写“所在村（社区）”。"))
            #expect(wrong.text.contains(#"value="李四方""#))
            var form = [
                "_step": "check", "name": "李四方", "citizen_id": TestOffice.citizenID(serial: 2),
                "region": office.villages()[0], "certificate_issued_on.year": "2020",
                "certificate_issued_on.month": "5",
                "certificate_issued_on.day": "1",
            ]
            let check = try await browser.post(new, form)
            #expect(check.status == 200)
            #expect(check.text.contains("检查后保存"))
            #expect(check.text.contains("2020年5月1日"))
            form["_step"] = "save"
            let saved = try await browser.post(new, form)
            #expect(saved.status == 303)
            let page = try await browser.get(saved.location ?? "")
            #expect(page.text.contains("李四方"))
            #expect(page.text.contains("保存"))
        }
    }

    @Test func aStaleEditIsShownBesideTheOtherAndNothingIsLost() async throws {
        try await withOffice { office in
            let id = try await office.person("张三", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let edit = "/registers/person/\(id)/edit?section=3"
            _ = try await browser.get(edit)
            let region = office.villages()[0]
            let mine = ["_version": "1", "region": region, "residence_address": "新街 2 号", "phone": ""]
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                _ = try writing.update(
                    "person", id, version: 1, ["residence_address": .text("老街 1 号")], source: .command)
            }
            let stale = try await browser.post(edit, mine)
            #expect(stale.status == 409)
            #expect(stale.text.contains("老街 1 号") && stale.text.contains("新街 2 号"))
            let again = try await browser.post(edit, mine.merging(["_version": "2", "_reason": "搬家"]) { $1 })
            #expect(again.status == 303)
            let history = try await browser.get("/registers/person/\(id)/history")
            #expect(history.text.contains("现住址：老街 1 号 改为 新街 2 号"))
            #expect(history.text.contains("搬家"))
            // A section that was not on the page is untouched, and so is the secret that was left empty.
            let facts = try await browser.get("/registers/person/\(id)/facts")
            #expect(facts.text.contains("张三") && facts.text.contains("9901**********"))
        }
    }

    @Test func aSecretIsShownForAReasonAndLeavesATrace() async throws {
        try await withOffice { office in
            let id = try await office.person("张三", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let path = "/registers/person/\(id)/reveal/citizen_id"
            let asked = try await browser.get(path)
            #expect(!asked.text.contains(TestOffice.citizenID(serial: 1)))
            #expect(try await browser.post(path, ["reason": ""]).status == 422)
            let shown = try await browser.post(path, ["reason": "核对补贴申请"])
            #expect(shown.text.contains(TestOffice.citizenID(serial: 1)))
            let trail = try await browser.get("/trail?kind=secret_seen")
            #expect(trail.text.contains("核对补贴申请"))
            let liaison = try await office.browser(role: "liaison")
            try await office.assign(id, to: "liaison")
            #expect(try await liaison.get(path).status == 403)
            #expect(try await liaison.get("/trail").status == 403)
        }
    }

    @Test func aFormWithoutTheSessionsTokenChangesNothing() async throws {
        try await withOffice { office in
            let id = try await office.person("张三", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            _ = try await browser.get("/registers/person/\(id)/remove")
            let answer = try await browser.post("/registers/person/\(id)/remove", ["reason": "误登"], token: "made-up")
            #expect(answer.status == 403)
            let record = try await office.house.registers.read(as: .system(reason: "测试")) {
                try $0.record("person", id)
            }
            #expect(record?.removedAt == nil)
            _ = try await browser.get("/registers/person/\(id)/remove")
            #expect(try await browser.post("/registers/person/\(id)/remove", ["reason": "误登"]).status == 303)
            #expect(try await browser.get("/registers/person/\(id)").text.contains("恢复这条记录"))
        }
    }

    @Test func aRecordAboutAPersonIsMadeFromTheFileAndStandsInIt() async throws {
        try await withOffice { office in
            let id = try await office.person("张三", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let file = try await browser.get("/registers/person/\(id)")
            #expect(file.text.contains("/registers/information_check/new?person=\(id)"))
            let picked = try await browser.get("/registers/information_check/new")
            #expect(picked.location == "/registers/person/pick?for=information_check")
            let path = "/registers/information_check/new"
            let form = try await browser.get("\(path)?person=\(id)")
            #expect(form.text.contains("张三"))
            let empty = try await browser.post(path, ["_step": "save", "person": String(id)])
            #expect(empty.status == 422)
            let today = office.house.registers.today
            let saved = try await browser.post(
                path,
                [
                    "_step": "save", "person": String(id), "check_date.year": String(today.year),
                    "check_date.month": String(today.month), "check_date.day": String(today.day), "way": "visit",
                    "found_result": "not_reached", "checker": "李红",
                ])
            #expect(saved.status == 303, "\(saved.text.prefix(4_000))")
            #expect(saved.location == "/registers/person/\(id)")
            let later = try await browser.get("/registers/person/\(id)")
            #expect(later.text.contains("打开这条信息核对"))
        }
    }

    @Test func listsAreGivenOutAsFilesWithSecretsMasked() async throws {
        try await withOffice { office in
            _ = try await office.person("张三", serial: 1, region: office.villages()[0])
            let browser = try await office.browser()
            let file = try await browser.get("/registers/person/export?format=csv&column=name&column=citizen_id")
            #expect(file.status == 200)
            #expect(file.text.contains("张三") && file.text.contains("9901**********"))
            #expect(!file.text.contains(TestOffice.citizenID(serial: 1)))
            let reader = try await office.browser(role: "readonly")
            #expect(try await reader.get("/registers/person/export?format=csv").status == 403)
        }
    }

    @Test func accountsAreMadeWithAPasswordShownOnceAndTakenOutOfUse() async throws {
        try await withOffice { office in
            let browser = try await office.browser()
            _ = try await browser.get("/accounts/new")
            let wrong = try await browser.post("/accounts/new", ["name": "李红", "signInName": "lihong", "scope": ""])
            #expect(wrong.status == 422)
            let account = ["name": "李红", "signInName": "lihong", "roles": "liaison", "scope": office.villages()[0]]
            let made = try await browser.post("/accounts/new", account)
            #expect(made.text.contains("一次性密码"))
            // Nobody gives out more than they have.
            let outside = try await browser.post(
                "/accounts/new", account.merging(["signInName": "lihong2", "scope": "990101"]) { $1 })
            #expect(outside.status == 422)
            let list = try await browser.get("/accounts?q=lihong")
            let id = try #require(list.text.firstMatch(of: /\/accounts\/(\d+)"/)).1
            _ = try await browser.get("/accounts/\(id)/state")
            #expect(try await browser.post("/accounts/\(id)/state", ["reason": ""]).status == 422)
            #expect(try await browser.post("/accounts/\(id)/state", ["reason": "调离"]).status == 303)
            #expect(try await browser.get("/accounts").text.contains("已停用：调离"))
        }
    }

    /// An officer sees the accounts of their county, but changes only those whose roles they may give.
    @Test func whatMayNotBeDoneToAnAccountIsNotOffered() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            _ = try await office.browser(role: "auditor")
            _ = try await office.browser(role: "liaison")
            func account(_ role: String) async throws -> String {
                let found = try await office.house.access.account(
                    named: TestOffice.signInName(role, TestOffice.county), actor: .system(reason: "测试"))
                return "/accounts/\(try #require(found).id)"
            }
            let auditor = try await account("auditor")
            let seen = try await officer.get(auditor)
            #expect(seen.status == 200 && seen.text.contains("这个账号您只能看") && seen.text.contains("审核"))
            for words in ["重设密码", "停用账号", "保存修改"] { #expect(!seen.text.contains(words), "\(words)") }
            for part in ["/password", "/state"] {
                #expect(try await officer.get(auditor + part).status == 403, "\(part)")
            }
            #expect(try await officer.get(try await account("officer")).text.contains("这个账号您只能看"))
            let liaison = try await officer.get(try await account("liaison"))
            for words in ["重设密码", "停用账号", "保存修改"] { #expect(liaison.text.contains(words), "\(words)") }
        }
    }
}
