import Access
import Base
import Database
import Exchange
import House
import Registers
import Testing

/// The attachments of a list, taken from its page.
@Suite struct AttachmentPagesTests {
    @Test func aListGivesOutItsAttachments() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let person = try await office.person("安一", serial: 1, region: village)
            let officer = try await office.browser()
            let address = "/registers/consent/attachments?view=all"
            let none = try await officer.get(address)
            #expect(none.status == 422 && none.text.contains("没有附件"))
            try await office.house.registers.write(as: .system(reason: "测试")) { writing in
                let file = try AttachmentStore().put(
                    Array("同意".utf8), name: "同意书.txt", as: writing.actor, in: writing.connection)
                let register = try #require(writing.catalogue.register("consent"))
                var values: FieldValues = ["person": .integer(person), "proof": .list([file.digest])]
                for field in register.fields where field.required && values[field.name] == nil {
                    values[field.name] =
                        field.kind == .date ? .day(writing.day) : .text(field.codes?.entries.first?.code ?? "某某")
                }
                try writing.create("consent", values, source: .page)
            }
            let list = try await officer.get("/registers/consent?view=all")
            #expect(list.text.contains("下载这份名单的附件") && list.text.contains(address.replacing("&", with: "&amp;")))
            #expect(try await officer.get("/registers/person").text.contains("下载这份名单的附件") == false)
            let upload = try await UploadBrowser(office)
            #expect(try await upload.download(address).starts(with: [0x50, 0x4B, 0x03, 0x04]))
            let file = try await officer.get(address)
            #expect(file.headers["content-type"] == "application/zip")
            let liaison = try await office.browser(role: "liaison")
            #expect(try await liaison.get(address).status == 403)
            #expect(try await liaison.get("/registers/consent").text.contains("下载这份名单的附件") == false)
        }
    }
}
