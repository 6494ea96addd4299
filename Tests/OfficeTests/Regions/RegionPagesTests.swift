import Base
import Foundation
import House
import Registers
import Testing

@testable import Office

/// A list of towns and villages from the upload to the written regions, on the pages.
@Suite struct RegionPagesTests {
    private static let list = """
        2026年云河市区划代码表,,
        序号,区划代码,名称
        1,990122101901,新设社区
        2,990122101001,换了名的村
        3,9901-22,坏了的
        """

    @Test func aListIsShownAsADifferenceAndWrittenWhenConfirmed() async throws {
        try await withOffice { office in
            let upload = try await UploadBrowser(office)
            let sent = try await upload.send(
                "/regions", fields: [:], fileName: "区划.csv", bytes: Array(RegionPagesTests.list.utf8))
            #expect(sent.location == "/regions/1")
            let before = String(decoding: try await upload.download("/regions/1"), as: UTF8.self)
            #expect(before.contains("新设社区") && before.contains("换了名的村"))
            #expect(before.contains("第 5 行") && !before.contains("第 1 行"))
            let code = try #require(RegionCode("990122101901"))
            #expect(office.house.registers.regions[code] == nil)

            let written = try await upload.send("/regions/1", fields: [:], fileName: "", bytes: [])
            #expect(written.status == 303)
            #expect(office.house.registers.regions.name(of: code) == "新设社区")
            let done = String(decoding: try await upload.download("/regions/1"), as: UTF8.self)
            #expect(done.contains("区划已写入"))
        }
    }

    /// What a file brought by mistake is taken out again; what a pack defines, holds regions or holds people, is not.
    @Test func aRegionAddedByMistakeIsDeleted() async throws {
        try await withOffice { office in
            let upload = try await UploadBrowser(office)
            _ = try await upload.send(
                "/regions", fields: [:], fileName: "区划.csv", bytes: Array(RegionPagesTests.list.utf8))
            _ = try await upload.send("/regions/1", fields: [:], fileName: "", bytes: [])
            let code = try #require(RegionCode("990122101901"))
            let browser = try await office.browser(role: "system")
            let above = try await browser.get("/regions/of/990122101")
            #expect(above.text.contains("新设社区"))
            _ = try await browser.get("/regions/of/\(code.text)")
            let silent = try await browser.post("/regions/of/\(code.text)/remove", ["reason": ""])
            #expect(silent.status == 422 && silent.text.contains("为什么"))
            let full = try await browser.post("/regions/of/990122101/remove", ["reason": "错了"])
            #expect(full.status == 422 && full.text.contains("方案包"))
            #expect(try await browser.post("/regions/of/\(code.text)/remove", ["reason": "错了"]).status == 303)
            #expect(office.house.registers.regions[code] == nil)
            let gone = try await browser.get("/regions/of/\(code.text)")
            #expect(gone.status == 404)
        }
    }

    @Test func whatIsNoListIsRefusedInWords() async throws {
        try await withOffice { office in
            let upload = try await UploadBrowser(office)
            let hostile = try await upload.send(
                "/regions", fields: [:], fileName: "区划.xlsx", bytes: Array("%PDF-1.4".utf8))
            #expect(hostile.status == 422)
            let people = try await upload.send(
                "/regions", fields: [:], fileName: "名单.csv", bytes: Array("姓名,电话\n杨平,1\n".utf8))
            #expect(people.status == 422)
            let liaison = try await office.browser(role: "liaison")
            #expect(try await liaison.get("/regions").status == 403)
            #expect(try await !liaison.get("/").text.contains("\"/regions\""))
        }
    }
}
