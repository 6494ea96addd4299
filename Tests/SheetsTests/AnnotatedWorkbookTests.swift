import Sheets
import Testing

@Suite("The file given back with its faults marked")
struct AnnotatedWorkbookTests {
    private func original(_ folder: ScratchFolder) throws -> String {
        let path = folder.file("原.xlsx")
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("名单", SheetSetup(columns: [ColumnSetup(width: 22)]))
        try sheet.write([OutCell(.text("花名册"), style: .title)])
        sheet.merge(MergedRange(rows: 1...1, columns: 0...2))
        try sheet.header(["证号", "出生日期", "收入"])
        try sheet.write([.text("990101199001011234"), OutCell(.date("1990-01-01")), OutCell(.decimal("1200.5"))])
        try sheet.write([
            .text("99010119900101"), OutCell(.date("1990-02-03")), OutCell(.decimal("0.125"), numberFormat: "0.0%"),
        ])
        try sheet.write([.text("x")], at: 9)
        try book.addSheet("码表", SheetSetup(hidden: true)).write(["男"])
        try book.close()
        return path
    }

    @Test("values, kinds, merged cells and sheets stay; marks, the column and the list come on top")
    func marks() throws {
        let folder = try ScratchFolder()
        let source = try SheetSource.open(path: try original(folder))
        let out = folder.file("批注.xlsx")
        try AnnotatedWorkbook.write(
            source,
            marks: [
                SheetMark(row: 4, column: 0, message: "身份证号只有 14 位，请补全"),
                SheetMark(row: 4, column: 2, message: "请核对收入", severity: .warning),
                SheetMark(row: 6, message: "这一行是空的"),
            ], to: out)
        let result = try SheetSource.open(path: out)
        #expect(result.sheets.map(\.name) == ["名单", "码表", "问题清单"])
        #expect(result.sheets.map(\.hidden) == [false, true, false])
        #expect(result.sheets.map(\.isProblemList) == [false, false, true])
        let before = try source.cells()
        let after = try result.cells()
        for (reference, cell) in before {
            #expect(after[reference]?.text == cell.text)
            #expect(after[reference]?.kind == cell.kind)
        }
        #expect(after["D2"]?.text == AnnotatedWorkbook.problemColumnTitle)
        #expect(after["D4"]?.text == "A4：身份证号只有 14 位，请补全；C4：请核对收入")
        #expect(after["D6"]?.text == "这一行是空的")
        #expect(after.count == before.count + 3)
        #expect(try result.layout().merges == [MergedRange(rows: 1...1, columns: 0...2)])
        let list = try result.allRows(sheet: 2)
        #expect(list.count == 5)
        #expect(list[2].text(3) == "A4")
        #expect(list[4].text(3) == "第 6 行")
        let header = try #require(try HeaderFinder(known: ["证号"]).find(in: result))
        #expect(header.columns.map(\.title) == ["证号", "出生日期", "收入"])
    }

    @Test("marking the marked file again replaces column and list")
    func again() throws {
        let folder = try ScratchFolder()
        let source = try SheetSource.open(path: try original(folder))
        let first = folder.file("1.xlsx")
        try AnnotatedWorkbook.write(
            source, marks: [SheetMark(row: 3, column: 0, message: "一")], headerRows: [0: 2], to: first)
        let second = folder.file("2.xlsx")
        try AnnotatedWorkbook.write(
            try SheetSource.open(path: first), marks: [SheetMark(row: 4, column: 1, message: "二")], to: second)
        let result = try SheetSource.open(path: second)
        #expect(result.sheets.map(\.name) == ["名单", "码表", "问题清单"])
        let cells = try result.cells()
        #expect(cells["D3"] == nil)
        #expect(cells["D4"]?.text == "B4：二")
        #expect(cells["E2"] == nil)
        #expect(try result.allRows(sheet: 2).count == 3)
    }

    @Test("a text file comes back as a workbook in which ids stay text")
    func fromCSV() throws {
        let folder = try ScratchFolder()
        let source = try SheetSource.open(bytes: Array("姓名,证号\n张三,990101199001011234\n".utf8), fileName: "名单.csv")
        let out = folder.file("批注.xlsx")
        try AnnotatedWorkbook.write(source, marks: [SheetMark(row: 2, column: 1, message: "校验码不对")], to: out)
        let cells = try SheetSource.open(path: out).cells()
        #expect(cells["B2"]?.text == "990101199001011234")
        #expect(cells["B2"]?.kind == .text)
        #expect(cells["C2"]?.text == "B2：校验码不对")
        #expect(cells["C1"]?.text == AnnotatedWorkbook.problemColumnTitle)
    }

    @Test("without marks the file comes back as it was, with an empty list")
    func noMarks() throws {
        let folder = try ScratchFolder()
        let source = try SheetSource.open(path: try original(folder))
        let out = folder.file("无.xlsx")
        try AnnotatedWorkbook.write(source, marks: [], to: out)
        let result = try SheetSource.open(path: out)
        #expect(try result.cells().mapValues(\.text) == source.cells().mapValues(\.text))
        #expect(try result.allRows(sheet: 2).count == 2)
    }
}
