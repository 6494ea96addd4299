import Access
import Base
import Database
import House
import Registers
import Testing

/// What somebody who deals with their own people only meets on the pages, and how others give people to them.
@Suite struct CaseloadPagesTests {
    @Test func whoHasNobodyYetIsToldOfOnBothDesksAndWhenTheAccountIsMade() async throws {
        try await withOffice { office in
            let officer = try await office.browser()
            #expect(try await !officer.get("/").text.contains("还没有分到人的账号"))
            let village = office.villages()[0]
            let person = try await office.person("安一", serial: 1, region: village)
            _ = try await officer.get("/accounts/new")
            let made = try await officer.post(
                "/accounts/new", ["name": "李红", "signInName": "lihong", "roles": "liaison", "scope": village])
            #expect(made.text.contains("还没有残疾人分给李红"))
            #expect(made.text.contains("href=\"/registers/person?view=unassigned\""))
            let unit = try await officer.post(
                "/accounts/new",
                ["name": "王强", "signInName": "wq", "roles": "unit", "scope": village, "unit": "市残联"])
            #expect(unit.text.contains("一次性密码") && !unit.text.contains("分给王强"))

            let liaison = try await office.browser(role: "liaison")
            #expect(try await liaison.get("/").text.contains("还没有残疾人分给您"))
            let desk = try await officer.get("/").text
            #expect(desk.contains("还没有分到人的账号，2 个") && desk.contains("李红（专职委员）"))
            #expect(desk.contains("href=\"/registers/person?view=unassigned\""))
            try await office.assign(person, to: "liaison")
            #expect(try await !liaison.get("/").text.contains("分给您"))
            #expect(try await officer.get("/").text.contains("还没有分到人的账号，1 个"))
            let other = try await office.browser(role: "officer", region: "990121")
            #expect(try await !other.get("/").text.contains("还没有分到人的账号"))
        }
    }

    @Test func aLiaisonSeesTheirOwnPeopleAndRegistersNewOnes() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let mine = try await office.person("安一", serial: 1, region: village)
            let other = try await office.person("白二", serial: 2, region: village)
            let liaison = try await office.browser(role: "liaison")
            try await office.assign(mine, to: "liaison")
            let list = try await liaison.get("/registers/person")
            #expect(list.text.contains("安一") && !list.text.contains("白二"))
            #expect(try await liaison.get("/registers/person/\(mine)").status == 200)
            for part in ["", "/facts", "/related", "/history", "/edit", "/remove"] {
                #expect(try await liaison.get("/registers/person/\(other)\(part)").status == 404, "\(part)")
            }
            #expect(try await liaison.get("/registers/consent/new?person=\(other)").text.contains("白二") == false)

            // The number is known, the person is not theirs: it is said so, and nothing of the file is shown.
            _ = try await liaison.get("/registers/person/new")
            let known = try await liaison.post(
                "/registers/person/new",
                ["_step": "find", "name": "白二", "citizen_id": TestOffice.citizenID(serial: 2)])
            #expect(known.text.contains("已经登记"))
            #expect(!known.text.contains("/registers/person/\(other)\""))
            #expect(!known.text.contains("继续新建"))

            let form: [String: String] = [
                "_step": "start", "name": "程三", "citizen_id": TestOffice.citizenID(serial: 3), "region": village,
            ]
            let page = try await liaison.post("/registers/person/new", form)
            #expect(!page.text.contains(#"name="liaison""#) && !page.text.contains(#"name="counsellor""#))
            let saved = try await liaison.post("/registers/person/new", form.merging(["_step": "save"]) { $1 })
            #expect(saved.status == 303, "\(saved.text.prefix(3_000))")
            let file = try await liaison.get("\(saved.location ?? "")/facts")
            #expect(file.status == 200)
            #expect(file.text.contains("专职委员") && file.text.contains("测试员"))
            // A field that is not on the form is not taken from one that was made up.
            let own = try #require(saved.location)
            _ = try await liaison.get("\(own)/edit")
            _ = try await liaison.post("\(own)/edit?section=7", ["_version": "1", "liaison": "", "remark": "x"])
            #expect(try await liaison.get(own).status == 200)
        }
    }

    @Test func anOfficerGivesPeopleToColleagues() async throws {
        try await withOffice { office in
            let id = try await office.person("安一", serial: 1, region: office.villages()[0])
            let liaison = try await office.browser(role: "liaison", name: "weijuan")
            let officer = try await office.browser()
            let number = try #require(
                try await office.house.access.account(named: "weijuan", actor: .system(reason: "测试"))?.id)
            #expect(try await liaison.get("/registers/person/\(id)").status == 404)
            #expect(try await officer.get("/registers/person?view=unassigned").text.contains("安一"))
            let edit = "/registers/person/\(id)/edit?section=7"
            let form = try await officer.get(edit)
            #expect(form.text.contains(##"<option value="#\##(number)">weijuan</option>"##), "\(form.text)")
            let saved = try await officer.post(edit, ["_version": "1", "liaison": "#\(number)", "counsellor": ""])
            #expect(saved.status == 303, "\(saved.text.prefix(3_000))")
            #expect(try await liaison.get("/registers/person/\(id)").status == 200)
            let history = try await officer.get("/registers/person/\(id)/history")
            #expect(history.text.contains("专职委员：空 改为 weijuan"))
            let filtered = try await officer.get("/registers/person?f.liaison=%23\(number)")
            #expect(filtered.text.contains("安一") && filtered.text.contains("专职委员：weijuan"))
            #expect(try await officer.get("/registers/person?f.liaison=%2399").text.contains("安一") == false)
            let file = try await officer.get("/registers/person/export?format=csv&column=name&column=liaison")
            #expect(file.text.contains("安一,weijuan"))
        }
    }
}
