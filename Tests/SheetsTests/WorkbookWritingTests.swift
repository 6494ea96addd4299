import Glibc
import PropertyTesting
import Sheets
import Testing

@Suite("Writing workbooks")
struct WorkbookWritingTests {
    private func written(_ setup: SheetSetup = SheetSetup(), _ fill: (SheetWriter) throws -> Void) throws -> SheetSource
    {
        let folder = try ScratchFolder()
        let path = folder.file("a.xlsx")
        let book = try WorkbookWriter(path: path)
        try fill(try book.addSheet("名单", setup))
        try book.close()
        return try SheetSource.open(bytes: try readBytes(path), fileName: "a.xlsx")
    }

    @Test("values come back as they were written")
    func values() throws {
        let cells = try written { sheet in
            try sheet.header(["证号", "数"])
            try sheet.write([
                .text("990101199001011234"), OutCell(.decimal("9.95")), OutCell(.integer(-42)),
                OutCell(.date("2024-02-29")),
                OutCell(.boolean(true)), .text("=1+1"), .text("+86"), .text("@a"), .text("-5"), .text(" 两端 "),
                .text("a\r\nb"),
                OutCell(.formula("=1+1", cached: "2")), OutCell(.formula("=\"x\"", cached: "字")),
                OutCell(.date("1899-01-01")), OutCell(.decimal("12345678901234567.5")),
                OutCell(.integer(123_456_789_012_345_678)),
                OutCell(.date("2024-02-29 08:30:15")), OutCell(.link(url: "https://example.org/", text: "去看")),
                OutCell(.link(url: "javascript:x", text: "不去")), .text("_x0041_"), .text("a\u{1}b\u{0}c"),
                OutCell(.decimal("x")),
                OutCell(.decimal("0.075"), numberFormat: "0.0%"),
            ])
        }.cells()
        let row = (0...22).map { cells[CellReference.text(row: 2, column: $0)] }
        #expect(
            row.map { $0?.text } == [
                "990101199001011234", "9.95", "-42", "2024-02-29", "TRUE", "=1+1", "+86", "@a", "-5", " 两端 ", "a\nb",
                "2", "字",
                "1899-01-01", "12345678901234567.5", "123456789012345678", "2024-02-29 08:30:15", "去看", "不去", "_x0041_",
                "abc",
                "x", "7.5%",
            ])
        #expect(
            row.map { $0?.kind } == [
                .text, .number, .number, .date, .boolean, .text, .text, .text, .text, .text, .text, .number, .text,
                .text, .text,
                .text, .date, .text, .text, .text, .text, .text, .number,
            ])
    }

    @Test("random sheets come back as they were written", arguments: 1...12)
    func roundTrip(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var expected: [String: String] = [:]
        let source = try written { sheet in
            var number = 0
            for _ in 0..<60 {
                number += Int.random(in: 1...3, using: &random)
                var cells: [OutCell] = []
                for column in 0..<Int.random(in: 1...8, using: &random) {
                    let (cell, text) = Self.randomCell(&random)
                    cells.append(cell)
                    if !text.isEmpty { expected[CellReference.text(row: number, column: column)] = text }
                }
                try sheet.write(cells, at: number)
            }
        }
        #expect(try source.cells().mapValues(\.text) == expected)
    }

    private static func randomCell(_ random: inout SeededRandom) -> (OutCell, String) {
        switch Int.random(in: 0...5, using: &random) {
        case 0: return (.empty, "")
        case 1:
            let number = Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random)
            return (OutCell(.integer(number)), "\(number)")
        case 2:
            let whole = Int.random(in: 0...9_999_999, using: &random)
            let cents = Int.random(in: 1...99, using: &random)
            let text = cents % 10 == 0 ? "\(whole).\(cents / 10)" : "\(whole).\(cents < 10 ? "0" : "")\(cents)"
            return (OutCell(.decimal(text)), text)
        case 3:
            let month = Int.random(in: 1...12, using: &random)
            let day = Int.random(in: 1...28, using: &random)
            let text =
                "\(Int.random(in: 1900...2100, using: &random))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            return (OutCell(.date(text)), text)
        default:
            let alphabet = ["张", "a", "&", "<", ">", "\"", "'", "\n", " ", "_x0", "_", "𠮷", "=", "1", "é", "]]>"]
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? ""
            }
            .joined()
            return (.text(text), text)
        }
    }

    @Test("rows go from the top down; what came before cannot be changed")
    func order() throws {
        _ = try written { sheet in
            try sheet.write(["a"], at: 5)
            #expect(sheet.nextRow == 6)
            #expect(throws: SheetError.self) { try sheet.write(["b"], at: 5) }
            #expect(throws: SheetError.self) { try sheet.write(["b"], at: 1_048_577) }
        }
    }

    @Test("names of sheets are made acceptable and unique")
    func names() throws {
        let folder = try ScratchFolder()
        let book = try WorkbookWriter(path: folder.file("a.xlsx"))
        let names = try [
            "a/b:c", "A/B:C", "", String(repeating: "长", count: 40), String(repeating: "长", count: 40), "'引'", "𠮷",
        ].map { try book.addSheet($0).name }
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        #expect(names[0] == "a_b_c")
        #expect(names.allSatisfy { $0.utf16.count <= 31 && !$0.isEmpty })
        try book.close()
        #expect(try SheetSource.open(path: folder.file("a.xlsx")).sheets.map(\.name) == names)
    }

    @Test("merged cells, several rows high, hidden rows, columns and sheets")
    func layout() throws {
        let folder = try ScratchFolder()
        let path = folder.file("a.xlsx")
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("一", SheetSetup(columns: [ColumnSetup(width: 30), ColumnSetup(hidden: true)]))
        try sheet.write(["标题"])
        try sheet.write(["镇", "x"])
        try sheet.write([.empty, "y"], at: 3, hidden: true)
        sheet.merge(MergedRange(rows: 1...1, columns: 0...3))
        sheet.merge(MergedRange(rows: 2...3, columns: 0...0))
        sheet.merge(MergedRange(rows: 3...4, columns: 0...0))
        sheet.merge(MergedRange(rows: 9...9, columns: 0...0))
        _ = try book.addSheet("二", SheetSetup(hidden: true))
        try book.close()
        let source = try SheetSource.open(path: path)
        let layout = try source.layout()
        #expect(
            Set(layout.merges) == [
                MergedRange(rows: 1...1, columns: 0...3), MergedRange(rows: 2...3, columns: 0...0),
            ])
        #expect(layout.isHidden(column: 1))
        #expect(source.sheets.map(\.hidden) == [false, true])
        let rows = try source.allRows(filling: true)
        #expect(rows[2].hidden)
        #expect(rows[2].text(0) == "镇")
    }

    @Test("text longer than a cell can hold is cut where one can see it")
    func longText() throws {
        let cells = try written { try $0.write([.text(String(repeating: "长", count: 40_000))]) }.cells()
        let text = try #require(cells["A1"]?.text)
        #expect(text.utf16.count == 32_767)
        #expect(text.hasSuffix("后面略去）"))
    }

    @Test("nothing is left behind by a workbook that was not finished")
    func unfinished() throws {
        let folder = try ScratchFolder()
        do {
            let book = try WorkbookWriter(path: folder.file("a.xlsx"))
            try book.addSheet("一").write(["x"])
        }
        #expect(folder.names.isEmpty)
        #expect(throws: SheetError.self) { try WorkbookWriter(path: folder.file("没有/a.xlsx")) }
        let empty = try WorkbookWriter(path: folder.file("b.xlsx"))
        try empty.close()
        #expect(try SheetSource.open(path: folder.file("b.xlsx")).sheets.count == 1)
    }

    @Test("a sheet writer outlives its workbook without harm")
    func lateRow() throws {
        let folder = try ScratchFolder()
        let book = try WorkbookWriter(path: folder.file("a.xlsx"))
        let sheet = try book.addSheet("一")
        try book.close()
        #expect(throws: SheetError.self) { try sheet.write(["x"]) }
    }

    @Test("Chinese characters count as two", arguments: [("abc", 3), ("张三", 4), ("a\n张三b", 5), ("（）", 4), ("", 0)])
    func widths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test(
        "references", arguments: [(1, 0, "A1"), (10, 25, "Z10"), (3, 26, "AA3"), (1, 16_383, "XFD1"), (7, 701, "ZZ7")])
    func references(row: Int, column: Int, text: String) throws {
        #expect(CellReference.text(row: row, column: column) == text)
        let parsed = try #require(CellReference.parse(text))
        #expect(parsed == (row, column))
        #expect(CellReference.parse("$" + text).map { $0.row } == row)
        #expect(CellReference.parse("1A") == nil)
    }
}
