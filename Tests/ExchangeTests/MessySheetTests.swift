import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

/// A workbook as it comes from a village: titles above, two rows of headings, merged cells, sums below, wrong numbers.
@Suite struct MessySheetTests {
    @Test(arguments: Store.engines)
    func aMessyWorkbookIsTakenMendedAndTakenAgain(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try MessySheet.write(to: test.path("messy.xlsx"))
            let options = ImportOptions(region: "990101001")
            let run = try await test.checked(try test.file("messy.xlsx"), options: options)
            #expect(run.header?.rows == 3...4)
            #expect(
                run.columns.first { $0.heading.contains("监护人") && $0.heading.contains("电话") }?.target
                    == ColumnTarget("guardian_phone"))
            #expect(run.counts.total == 6)
            #expect(run.counts.new == 3)
            #expect(run.counts.refused == 3)
            let refused = try await test.rows(run, .refused)
            try #require(refused.map(\.row) == [7, 8, 9])
            let digit = try #require(refused[0].faults.first)
            #expect(digit.cell == "C7")
            #expect(digit.message.contains("校验位"))
            #expect(refused[1].faults.contains { $0.message.contains("不存在的村") && $0.cell == "D8" })
            #expect(refused[2].faults.contains { $0.field == "name" })

            let done = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(done.counts.applied == 3)
            let records = try await test.records()
            try #require(records.count == 3)
            #expect(records.map { $0["name"] } == [.text("钱一"), .text("钱二"), .text("钱六")])
            // The village stood in a merged cell.
            #expect(records[1]["region"] == .text("990101001001"))
            #expect(records[0]["guardian_name"] == .text("钱父"))

            try await test.imports.annotated(run.id, to: test.path("annotated.xlsx"), as: test.actor)
            try MessySheet.mend(test.path("annotated.xlsx"), to: test.path("mended.xlsx"))
            let mended = try await test.applied(try test.file("mended.xlsx"), options: options)
            #expect(mended.header?.rows == 3...4)
            #expect(mended.counts.total == 6)
            #expect(mended.counts.same == 3)
            #expect(mended.counts.new == 3)
            #expect(mended.counts.refused == 0)
            #expect(try await test.records().count == 6)
        }
    }
}

enum MessySheet {
    static func good(_ serial: Int) -> String { Nobody.id("1972-02-1\(serial)", serial) }

    static func write(to path: String) throws {
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("2026年摸底")
        try sheet.write([OutCell(.text("云桥街道残疾人就业状况摸底表"), style: .title)])
        sheet.merge(MergedRange(rows: 1...1, columns: 0...6))
        try sheet.write(texts: ["填报单位：云桥街道", "", "", "", "", "", "2026年3月"])
        try sheet.header(["序号", "基本信息", "", "", "", "监护人", ""])
        sheet.merge(MergedRange(rows: 3...4, columns: 0...0))
        sheet.merge(MergedRange(rows: 3...3, columns: 1...4))
        sheet.merge(MergedRange(rows: 3...3, columns: 5...6))
        try sheet.header(["", "姓名", "公民身份号码", "村（社区）", "就业情况", "姓名", "电话"])
        try sheet.write(texts: ["1", "钱一", good(1), "新华社区", "未就业", "钱父", "13000000001"])
        try sheet.write(texts: ["2", "钱二", Nobody.oldID(good(2)), "", "务农", "", ""])
        sheet.merge(MergedRange(rows: 5...6, columns: 3...3))
        try sheet.write(texts: ["3", "钱三", wrong(good(3)), "新华社区", "未就业", "", ""])
        try sheet.write(texts: ["4", "钱四", good(4), "不存在的村", "未就业", "", ""])
        try sheet.write(texts: ["5", "", good(5), "新华社区", "未就业", "", ""])
        try sheet.write(texts: ["6", "钱六", good(6), "朝阳社区", "失业", "", ""])
        try sheet.write(texts: ["合计", "6人", "", "", "", "", ""])
        try sheet.write(texts: ["填表人：钱某", "", "", "", "审核人：", "", ""])
        try book.close()
    }

    /// The last digit wrong.
    private static func wrong(_ id: String) -> String {
        String(id.dropLast()) + (id.last == "1" ? "2" : "1")
    }

    /// What a person does with the annotated file: the three wrong cells, nothing else.
    static func mend(_ path: String, to other: String) throws {
        let source = try SheetSource.open(path: path)
        let layout = try source.layout(sheet: 0)
        let book = try WorkbookWriter(path: other)
        let sheet = try book.addSheet(source.sheets[0].name)
        try source.rows(sheet: 0) { row in
            var texts = (0...layout.lastColumn).map { row.text($0) }
            switch row.number {
            case 7: texts[2] = good(3)
            case 8: texts[3] = "朝阳社区"
            case 9: texts[1] = "钱五"
            default: break
            }
            try sheet.write(texts.map { OutCell.text($0) }, at: row.number)
            return .continue
        }
        for range in layout.merges { sheet.merge(range) }
        let list = try book.addSheet(source.sheets[1].name)
        try source.rows(sheet: 1) { row in
            try list.write(row.cells.map { OutCell.text($0.text) }, at: row.number)
            return .continue
        }
        try book.close()
    }
}
