import Access
import Exchange
import Foundation
import House
import Registers
import Sheets
import Testing

@testable import Office

/// A file from the upload to the mended rows, on the pages.
@Suite struct ImportPagesTests {
    /// A workbook as a town sends it: a title above, full-width digits, a wrong check digit, no village, a known person.
    static func workbook(_ office: TestOffice, mended: Bool = false) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let village = office.villages()[0]
        let wide = String(
            TestOffice.citizenID(serial: 1).map { $0.wholeNumberValue.map { Array("０１２３４５６７８９")[$0] } ?? $0 })
        let right = TestOffice.citizenID(serial: 2)
        let wrong = String(right.dropLast()) + (right.last == "1" ? "2" : "1")
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("花名册")
        try sheet.write(texts: ["某镇残疾人花名册"])
        try sheet.write(texts: ["姓名", "身份证号码", "所在村（社区）", "联系电话"])
        try sheet.write(texts: ["安一", wide, village, "13800000001"])
        try sheet.write(texts: ["白二", mended ? right : wrong, village, ""])
        try sheet.write(texts: ["常三", TestOffice.citizenID(serial: 3), village, "13800000003"])
        try book.close()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test func aFileWithNothingNewEndsByItself() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            _ = try await office.person("安一", serial: 1, region: village)
            let upload = try await UploadBrowser(office)
            let browser = try await office.browser()
            let text = "姓名,身份证号码,所在村（社区）\n安一,\(TestOffice.citizenID(serial: 1)),\(village)\n"
            _ = try await upload.send(
                "/imports/new", fields: ["register": "person"], fileName: "没变.csv", bytes: Array(text.utf8))
            _ = try await browser.get("/imports/1/columns")
            _ = try await browser.post("/imports/1/columns", [:])
            let result = try await browser.get("/imports/1", until: "没有要写入的")
            #expect(result.text.contains("台账里都已经有了，没有要写入台账的，这次导入已经结束"))
            #expect(!result.text.contains("下一步：导入") && !result.text.contains("放弃这次导入"))
            #expect(try await browser.get("/imports").text.contains("没有要写入的，已结束"))
            #expect(try await !browser.get("/").text.contains("没有做完的导入"))
            // Read in another way it may still go in.
            #expect(try await browser.get("/imports/1/columns").status == 200)
        }
    }

    @Test func aMessyWorkbookIsCheckedAppliedMendedAndSentAgain() async throws {
        try await withOffice { office in
            let known = try await office.person("常三", serial: 3, region: office.villages()[0])
            let upload = try await UploadBrowser(office)
            let browser = try await office.browser()
            let sent = try await upload.send(
                "/imports/new", fields: ["register": "person"], fileName: "花名册.xlsx",
                bytes: try ImportPagesTests.workbook(office))
            #expect(sent.location == "/imports/1/columns")
            let columns = try await browser.get("/imports/1/columns")
            #expect(columns.text.contains("“姓名”对应"))
            #expect(columns.text.contains("第 2 行"))

            #expect(try await browser.post("/imports/1/columns", [:]).location == "/imports/1")
            let result = try await browser.get("/imports/1", until: "核对结果")
            #expect(result.text.contains("核对结果"))
            let refused = try await browser.get("/imports/1/rows?outcome=refused")
            #expect(refused.text.contains("第 4 行"))
            #expect(refused.text.contains("B4"))
            let changed = try await browser.get("/imports/1/rows?outcome=changed")
            #expect(changed.text.contains("/registers/person/\(known)\""))
            #expect(try await upload.download("/imports/1/annotated").starts(with: [0x50, 0x4B]))

            _ = try await browser.get("/imports/1/apply")
            let all = try await browser.post("/imports/1/apply", ["mode": "everything"])
            #expect(all.status == 422)
            #expect(try await browser.post("/imports/1/apply", ["mode": "good_rows"]).location == "/imports/1")
            let done = try await browser.get("/imports/1", until: "导入完成")
            #expect(done.text.contains("导入完成"))
            #expect(done.text.contains("写入了 2 条记录"))
            #expect(done.text.contains("建立了新记录") && done.text.contains("修改了已有的记录"))
            #expect(!done.text.contains("会建立") && !done.text.contains("会修改"))

            _ = try await upload.send(
                "/imports/new", fields: ["register": "person"], fileName: "花名册.xlsx",
                bytes: try ImportPagesTests.workbook(office, mended: true))
            _ = try await browser.get("/imports/2/columns")
            _ = try await browser.post("/imports/2/columns", [:])
            _ = try await browser.get("/imports/2", until: "核对结果")
            let second = try await office.house.imports.run(2, as: .system(reason: "测试"))
            #expect(second.counts.new == 1)
            #expect(second.counts.same == 2)
            #expect(second.counts.refused == 0)
        }
    }

    @Test func anUploadWithoutAFileSaysWhatIsMissing() async throws {
        try await withOffice { office in
            let upload = try await UploadBrowser(office)
            let none = try await upload.send("/imports/new", fields: ["register": ""], fileName: "", bytes: [])
            #expect(none.status == 422)
            let noTable = try await upload.send(
                "/imports/new", fields: ["register": "person"], fileName: "a.xlsx", bytes: Array("%PDF-1.4".utf8))
            #expect(noTable.status == 422)
        }
    }

    @Test func aSearchForDuplicatesIsStartedFollowedAndLeadsToWhatItFound() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            _ = try await office.person("安一", serial: 1, region: village)
            _ = try await office.person("安一", serial: 2, region: village)
            let browser = try await office.browser()
            #expect(try await browser.get("/duplicates").text.contains("查找重复"))
            let started = try await browser.post("/duplicate-sweeps", ["register": "person"])
            #expect(started.location == "/duplicate-sweeps/1")
            let done = try await browser.get("/duplicate-sweeps/1", until: "等人认定")
            #expect(done.text.contains("找到 1 对新的疑似重复"))
            #expect(done.text.contains("/duplicates?register=person\""))
            #expect(try await browser.get("/duplicates").text.contains("/duplicate-sweeps/1\""))
            #expect(try await browser.post("/duplicate-sweeps", ["register": "assessment"]).status == 422)

            let stranger = try await office.browser(role: "liaison", region: "990101001")
            #expect(try await stranger.get("/duplicate-sweeps/1").status != 200)
        }
    }

    @Test func aDecisionOnARowThatIsWrittenIsNotOfferedToBeUndone() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            _ = try await office.person("安一", serial: 1, region: village)
            let (imports, system) = (office.house.imports, Access.Actor.system(reason: "测试"))
            let heading = "姓名,身份证号码,所在村（社区）"
            let rows = [("安一", 2), ("白二", 3)].map { "\($0),\(TestOffice.citizenID(serial: $1)),\(village)" }
            let text = ([heading] + rows).joined(separator: "\n") + "\n"
            let run = try await imports.upload(
                bytes: Array(text.utf8), fileName: "一行.csv", register: "person", as: system)
            _ = try await imports.map(run.id, as: system)
            try #require(try await imports.check(run.id, as: system).counts.doubtful == 1)
            let browser = try await office.browser()
            let pair = try #require(
                try await office.house.duplicates.pairs(register: "person", as: system).pairs.first)
            let address = "/duplicates/\(pair.id)"
            _ = try await browser.get(address)
            #expect(try await browser.post(address, ["decision": "different"]).status == 303)
            #expect(try await browser.get(address).text.contains("撤销认定"))

            _ = try await imports.apply(run.id, .goodRows, as: system)
            let page = try await browser.get(address)
            #expect(page.status == 200 && !page.text.contains("撤销认定"))
            #expect(page.text.contains("这个认定不能撤销了。这一行已经写入台账。"))
            // Somebody still has the page from before.
            let late = try await browser.post("\(address)/undo", ["reason": "认错了"])
            #expect(late.status == 422 && late.text.contains("这一行已经写入台账"))
        }
    }

    /// Both sides are named as they were, what is taken of the row is chosen, and the notice says what became of it.
    @Test func aRowIsTakenAsChosen() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let record = try await office.person("马虹琴", serial: 1, region: village)
            let (imports, system) = (office.house.imports, Access.Actor.system(reason: "测试"))
            let text =
                "姓名,身份证号码,所在村（社区）,联系电话\n马红琴,\(TestOffice.citizenID(serial: 2)),\(village),13800000009\n"
            let run = try await imports.upload(
                bytes: Array(text.utf8), fileName: "一行.csv", register: "person", as: system)
            _ = try await imports.map(run.id, as: system)
            try #require(try await imports.check(run.id, as: system).counts.doubtful == 1)
            _ = try await imports.apply(run.id, .goodRows, as: system)
            let browser = try await office.browser()
            let pair = try #require(
                try await office.house.duplicates.pairs(register: "person", as: system).pairs.first)
            let page = try await browser.get("/duplicates/\(pair.id)")
            #expect(page.text.contains("文件里的“马红琴”") && page.text.contains("记录里的“马虹琴”"))
            #expect(page.text.contains("选好的内容马上写进记录") && page.text.contains("不是同一人，另建一条记录"))
            let sent = try await browser.post(
                "/duplicates/\(pair.id)", ["decision": "same", "field-name": "left", "note": "看过身份证"])
            #expect(sent.status == 303)
            let notice = try await browser.get(try #require(sent.location)).text
            #expect(notice.contains("文件里的“马红琴”和台账里的“马虹琴”已认定为同一人。"))
            #expect(notice.contains("记录已经改了：姓名、"))
            let held = try await office.house.registers.read(as: system) { try $0.plain("person", record) }
            #expect(held["name"] == .text("马红琴"))
            _ = try await browser.get("/duplicates/\(pair.id)")
            #expect(try await browser.post("/duplicates/\(pair.id)/undo", ["reason": "认错了"]).status == 303)
            let back = try await office.house.registers.read(as: system) { try $0.plain("person", record) }
            #expect(back["name"] == .text("马虹琴"))
        }
    }

    @Test func doubtfulPairsAreDecidedAndTheDecisionIsTakenBack() async throws {
        try await withOffice { office in
            let village = office.villages()[0]
            let first = try await office.person("安一", serial: 1, region: village)
            let second = try await office.person("安一", serial: 2, region: village)
            let found = try await office.house.duplicates.sweep(register: "person", as: .system(reason: "测试"))
            try #require(found == 1)
            let browser = try await office.browser()
            let list = try await browser.get("/duplicates")
            #expect(list.text.contains("/duplicates/1\""))
            let page = try await browser.get("/duplicates/1")
            #expect(page.text.contains("/registers/person/\(first)\""))
            #expect(page.text.contains("/registers/person/\(second)\""))
            let merged = try await browser.post("/duplicates/1", ["decision": "same", "keep": "left", "note": "问过本人"])
            #expect(merged.location == "/duplicates")
            // The address of the record that is gone leads to the one that stands for it.
            let gone = try await browser.get("/registers/person/\(second)")
            #expect(gone.location?.hasPrefix("/registers/person/\(first)") == true)
            let kept = try await browser.get(gone.location ?? "")
            #expect(kept.status == 200 && kept.text.contains("（编号 \(second)）已经合并到这一条"))
            let people = {
                try await office.house.registers.read(as: .system(reason: "测试")) { reading in
                    try reading.count(ListQuery(register: "person"))
                }
            }
            #expect(try await people() == 1)
            _ = try await browser.get("/duplicates/1")
            #expect(try await browser.post("/duplicates/1/undo", [:]).status == 422)
            #expect(try await browser.post("/duplicates/1/undo", ["reason": "是两个人"]).status == 303)
            #expect(try await people() == 2)
            #expect(try await browser.post("/duplicates/1", ["decision": "different"]).status == 303)
            #expect(try await browser.get("/duplicates?state=different").text.contains("/duplicates/1\""))
        }
    }

    @Test func aFileWithHeadingsAloneIsNotSaidToBeKnown() async throws {
        try await withOffice { office in
            let upload = try await UploadBrowser(office)
            let browser = try await office.browser()
            _ = try await upload.send(
                "/imports/new", fields: ["register": "person"], fileName: "空.csv",
                bytes: Array("姓名,身份证号,所在村（社区）\n".utf8))
            _ = try await browser.get("/imports/1/columns")
            _ = try await browser.post("/imports/1/columns", [:])
            let result = try await browser.get("/imports/1", until: "核对结果")
            #expect(result.text.contains("文件里只有表头，下面没有一行内容"))
            #expect(!result.text.contains("都已经有了"))
        }
    }
}
