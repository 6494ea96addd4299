import Access
import Base
import Database
import House
import Registers
import Testing

/// Saving a list under a name, on the pages.
@Suite struct SavedViewPagesTests {
    @Test func aListIsSavedOpenedSharedRenamedAndDeleted() async throws {
        try await withOffice { office in
            _ = try await office.person("安一", serial: 1, region: office.villages()[0])
            _ = try await office.person("白二", serial: 2, region: office.villages()[0])
            let officer = try await office.browser()
            let below = try await office.browser(role: "readonly", region: "990122001")
            let state = "view=all&f.birth_date.from=1980-01-01&column=name&column=region&sort=-name"
            let list = try await officer.get("/registers/person?\(state)")
            let link = "/registers/person/views/new?\(state)".replacing("&", with: "&amp;")
            #expect(list.text.contains(link))
            let new = "/registers/person/views/new?\(state)"
            let form = try await officer.get(new)
            #expect(form.text.contains("出生日期：从 1980-01-01 起"))
            #expect(try await officer.post(new, ["title": ""]).status == 422)
            #expect(try await officer.post(new, ["title": "给 13800000001"]).status == 422)
            let saved = try await officer.post(new, ["title": "八零后"])
            #expect(
                saved.location
                    == "/registers/person?saved=1&view=all&f.birth_date.from=1980-01-01&column=name&column=region&sort=-name"
            )
            let opened = try await officer.get(saved.location ?? "")
            #expect(opened.text.contains("名单已存为“八零后”"))
            #expect(opened.text.contains("我的：八零后"))
            // The number alone leads to all of it.
            #expect(try await officer.get("/registers/person?saved=1").location == saved.location)
            #expect(!(try await below.get("/registers/person").text.contains("八零后")))

            _ = try await officer.get("/registers/person/views/1")
            let changed = try await officer.post("/registers/person/views/1", ["title": "生于八零后", "shared": "yes"])
            #expect(changed.location == "/registers/person/views")
            let theirs = try await below.get("/registers/person")
            #expect(theirs.text.contains("测试员分享：生于八零后"))
            #expect(try await below.get("/registers/person/views/1").status == 404)
            _ = try await below.get("/registers/person/views/new?view=all")
            #expect(!(try await below.get("/registers/person/views/new?view=all").text.contains(#"name="shared""#)))
            #expect(try await below.post("/registers/person/views/1/remove", [:]).status == 404)

            _ = try await officer.get("/registers/person/views/1")
            #expect(try await officer.post("/registers/person/views/1/remove", [:]).status == 303)
            #expect(try await officer.get("/registers/person/views").text.contains("已删除"))
            #expect(!(try await officer.get("/registers/person/views").text.contains("生于八零后")))
            #expect(!(try await below.get("/registers/person").text.contains("生于八零后")))
        }
    }

    @Test func aSavedListOutlivesAChangedDefinition() async throws {
        try await withOffice { office in
            _ = try await office.person("安一", serial: 1, region: office.villages()[0])
            let officer = try await office.browser()
            _ = try await officer.get("/registers/person/views/new")
            _ = try await officer.post(
                "/registers/person/views/new?view=unemployed&f.gender=1&column=name&column=age", ["title": "旧名单"])
            // What another definition had and this one has not.
            try await office.house.database.write { connection in
                let content = try connection.first("SELECT content FROM saved_view")?.text(0) ?? ""
                let other = content.replacing(#""age""#, with: #""shoe_size""#).replacing("\"gender\"", with: "\"sex\"")
                try connection.run("UPDATE saved_view SET content = \(other)")
            }
            let opened = try await officer.get("/registers/person?saved=1")
            let page = try await officer.get(opened.location ?? "")
            #expect(page.status == 200)
            #expect(page.text.contains("现在没有这些内容了") && page.text.contains("列“年龄”"))
            #expect(page.text.contains("条件“性别”"))
        }
    }
}
