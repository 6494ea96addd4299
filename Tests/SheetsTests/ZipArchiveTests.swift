import Sheets
import Testing

@Suite("ZIP packages and their guards")
struct ZipArchiveTests {
    @Test("entries are listed and read, whole and in pieces")
    func reading() throws {
        var builder = PackageBuilder()
        let text = String(repeating: "残疾人就业", count: 20_000)
        builder.add("word/document.xml", text)
        builder.add("空.txt", "")
        let archive = try ZipArchive(bytes: builder.bytes())
        #expect(archive.entries.map(\.name) == ["word/document.xml", "空.txt"])
        #expect(archive.entry(named: "/WORD/Document.xml")?.size == text.utf8.count)
        #expect(String(decoding: try archive.read("word/document.xml"), as: UTF8.self) == text)
        #expect(try archive.read("空.txt").isEmpty)
        let stream = try archive.stream("word/document.xml")
        var piece = [UInt8](repeating: 0, count: 7)
        let count = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
        #expect(count == 7)
        #expect(stream.bytesTaken == 7)
        #expect(throws: SheetError.self) { try archive.read("没有.xml") }
    }

    @Test("too many entries, too much in all, too much for its packed size")
    func guards() throws {
        var many = PackageBuilder()
        for number in 0..<30 { many.add("f\(number)", "x") }
        #expect(throws: SheetError.self) { try ZipArchive(bytes: many.bytes(), limits: SheetLimits(maxEntries: 20)) }
        var big = PackageBuilder()
        big.add("a", String(repeating: "x", count: 5_000))
        #expect(throws: SheetError.self) {
            try ZipArchive(bytes: big.bytes(), limits: SheetLimits(maxInflatedBytes: 4_000))
        }
        let folder = try ScratchFolder()
        let path = folder.file("bomb.xlsx")
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("一")
        let row = [OutCell](repeating: .text(String(repeating: "同", count: 10_000)), count: 60)
        for _ in 0..<10 { try sheet.write(row) }
        try book.close()
        do {
            _ = try ZipArchive(path: path, limits: SheetLimits(maxRatio: 50))
            Issue.record("a package that unfolds far beyond its packed size was opened")
        } catch let error as SheetError {
            #expect(error.kind == .tooLarge)
        }
    }

    @Test("too many rows or columns, and cells too large, are refused")
    func sheetBounds() throws {
        let wide = "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>"
        #expect(try refusal(PackageBuilder.workbook(sheet: wide))?.kind == .tooLarge)
        let empty = "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\" s=\"1\"/></row></sheetData></worksheet>"
        #expect(try refusal(PackageBuilder.workbook(sheet: empty)) == nil)
        let low = "<worksheet><sheetData><row r=\"1048577\"><c><v>1</v></c></row></sheetData></worksheet>"
        #expect(try refusal(PackageBuilder.workbook(sheet: low))?.kind == .damaged)
        let long = String(repeating: "长", count: 400)
        let cell =
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row></sheetData></worksheet>"
        #expect(
            try refusal(PackageBuilder.workbook(sheet: cell), limits: SheetLimits(maxFieldBytes: 1_000))?.kind
                == .tooLarge)
    }
}
