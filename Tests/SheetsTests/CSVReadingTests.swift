import PropertyTesting
import Sheets
import Testing

@Suite("Reading text tables")
struct CSVReadingTests {
    private func open(_ text: String) throws -> SheetSource {
        try SheetSource.open(bytes: Array(text.utf8), fileName: "名单.csv")
    }

    private func texts(_ source: SheetSource) throws -> [[String]] {
        try source.allRows().map { row in (0...(row.cells.last?.column ?? 0)).map { row.text($0) } }
    }

    @Test("quotes, doubled quotes, line ends within quotes, mixed line ends, a missing last line end")
    func quoting() throws {
        let source = try open("姓名,住址\r\n张三,\"东街,1号\"\n李四,\"他说\"\"好\"\"\r\n两行\"\r王五,5\"屏\r\n\r\n赵六,")
        #expect(
            try texts(source) == [
                ["姓名", "住址"], ["张三", "东街,1号"], ["李四", "他说\"好\"\r\n两行"], ["王五", "5\"屏"], ["赵六"],
            ])
        #expect(try source.allRows().map(\.number) == [1, 2, 3, 4, 6])
    }

    @Test(
        "the separator is guessed and shown",
        arguments: [
            ("a,b;c,d\n1,2;3,4\n", ",", "逗号"), ("a\tb\tc\n1,5\t2\t3\n", "\t", "制表符"), ("a;b;c\n1,5;2;3\n", ";", "分号"),
            ("a|b\n1|2\n", "|", "竖线"), ("姓名，年龄\n张三，30\n", "，", "中文逗号"), ("只有一列\n张三\n", ",", "逗号"),
            ("\"x;y;z\",b\n\"p;q;r\",d\n", ",", "逗号"),
        ])
    func separators(text: String, separator: String, title: String) throws {
        let source = try open(text)
        #expect(source.separator == separator)
        #expect(source.formatText.contains(title))
        #expect(source.formatText.contains("UTF-8"))
    }

    @Test("full-width commas split fields; Excel's sep= line is a hint and no row; the user's choice wins")
    func separatorUse() throws {
        #expect(try texts(open("姓名，年龄\n张三，30\n李，，四\n"))[1] == ["张三", "30"])
        let hinted = try open("sep=|\na|b,c\n")
        #expect(try texts(hinted) == [["a", "b,c"]])
        #expect(try hinted.allRows().map(\.number) == [1])
        let chosen = try SheetSource.open(bytes: Array("a;b,c\n".utf8), fileName: "x", separator: ";")
        #expect(try texts(chosen) == [["a", "b,c"]])
    }

    @Test("guards that programs put around ids come off")
    func guards() throws {
        let source = try open(
            "=\"350582199001011234\",'350582199001011234,\"=\"\"007\"\"\",'名,'=1+1\n=1+1,=\"\",it's,',3.50582E+17\n")
        let rows = try source.allRows()
        #expect(rows[0].cells.map(\.text) == ["350582199001011234", "350582199001011234", "007", "'名", "=1+1"])
        #expect(rows[1].text(0) == "=1+1")
        #expect(rows[1][column: 1].kind == .empty)
        #expect(rows[1].text(2) == "it's")
        #expect(rows[1].text(3) == "'")
        #expect(rows[1][column: 4].kind == .damaged(.scientific))
    }

    @Test("a quote that never closes is refused with its row")
    func openQuote() throws {
        let error = try #require(try refusal(Array("a,b\n1,\"2\n3,4\n".utf8), name: "x.csv"))
        #expect(error.message.contains("第 2 行"))
        #expect(error.message.contains("双引号"))
    }

    @Test("NUL bytes are dropped")
    func nulBytes() throws {
        #expect(try texts(open("姓\u{0}名,\"住\u{0}址\"\n张三三,东街十一号\n")).first == ["姓名", "住址"])
    }

    @Test("encodings are told by mark, by validity, and shown", arguments: TextEncoding.allCases)
    func encodings(encoding: TextEncoding) throws {
        var bytes: [UInt8] = []
        let writer = try CSVWriter(encoding: encoding, sink: { bytes += $0 })
        try writer.write(["姓名", "生僻字"])
        for number in 0..<3_000 { try writer.write(["张三\(number)", "䶮㛃𠮷喆"]) }
        try writer.finish()
        let source = try SheetSource.open(bytes: bytes, fileName: "x.csv")
        #expect(source.encoding == encoding)
        #expect(source.formatText.contains(encoding.title))
        let rows = try source.allRows()
        #expect(rows.count == 3_001)
        #expect(rows[3_000].cells.map(\.text) == ["张三2999", "䶮㛃𠮷喆"])
    }

    @Test("broken characters are marked in their cell, the rest is read; the chosen encoding wins")
    func brokenCharacters() throws {
        // 张三 in GBK, then a lone lead byte before the line end.
        let gbk: [UInt8] = [0xD5, 0xC5, 0xC8, 0xFD, 0x2C, 0x61, 0xFF, 0x0A, 0xC0, 0xEE, 0x2C, 0x62, 0x0A]
        let rows = try SheetSource.open(bytes: gbk, fileName: "x.csv", encoding: .gb18030).allRows()
        #expect(rows[0].text(0) == "张三")
        #expect(rows[0][column: 1].kind == .damaged(.badEncoding))
        #expect(rows[1].cells.map(\.text) == ["李", "b"])
        #expect(try SheetSource.open(bytes: gbk, fileName: "x.csv").encoding == .gb18030)
        var utf8 = Array(String(repeating: "中文内容很多，", count: 100).utf8)
        utf8.removeLast(1)
        #expect(try SheetSource.open(bytes: utf8, fileName: "x.csv").encoding == .utf8)
    }

    @Test("UTF-16 without a mark is known by its zero bytes")
    func bareWide() throws {
        let bytes = "name,age\r\nzhang,30\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let source = try SheetSource.open(bytes: bytes, fileName: "x.csv")
        #expect(source.encoding == .utf16LE)
        #expect(try texts(source) == [["name", "age"], ["zhang", "30"]])
    }

    @Test("a text table under the name .xlsx is read as what it is")
    func disguised() throws {
        let source = try SheetSource.open(bytes: Array("a,b\n1,2\n".utf8), fileName: "名单.xlsx")
        #expect(source.format == .csv)
        #expect(try texts(source) == [["a", "b"], ["1", "2"]])
    }

    @Test("random fields come back as they were written", arguments: [TextEncoding.utf8BOM, .utf8, .gb18030, .utf16LE])
    func roundTrip(encoding: TextEncoding) throws {
        let alphabet = ["a", "张", "\"", ",", "\n", "\r\n", " ", ";", "𠮷", "，", "\t", "é", "1", "　"]
        for seed in 1...40 {
            var random = SeededRandom(seed: UInt64(seed))
            let width = Int.random(in: 2...6, using: &random)
            var rows: [[String]] = [(0..<width).map { "列\($0)" }]
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                rows.append(
                    (0..<width).map { _ in
                        (0..<Int.random(in: 0...6, using: &random)).map { _ in
                            alphabet.randomElement(using: &random) ?? ""
                        }
                        .joined()
                    })
            }
            var bytes: [UInt8] = []
            let writer = try CSVWriter(encoding: encoding, sink: { bytes += $0 })
            for row in rows { try writer.write(row) }
            try writer.finish()
            let source = try SheetSource.open(bytes: bytes, fileName: "x.csv", encoding: encoding, separator: ",")
            var read = rows.map { $0.map { _ in "" } }
            for row in try source.allRows() {
                for cell in row.cells { read[row.number - 1][cell.column] = cell.text }
            }
            #expect(read == rows, "seed \(seed)")
        }
    }

    @Test("formulas are guarded only when asked, and the guard comes off again")
    func formulaGuard() throws {
        let row = ["=1+1", "+86", "-5", "@x", "\t=1", "张三"]
        var plain: [UInt8] = []
        let first = try CSVWriter(encoding: .utf8, sink: { plain += $0 })
        try first.write(row)
        try first.finish()
        #expect(String(decoding: plain, as: UTF8.self).hasPrefix("=1+1,+86"))
        var guarded: [UInt8] = []
        let second = try CSVWriter(encoding: .utf8, guardFormulas: true, sink: { guarded += $0 })
        try second.write(row)
        try second.finish()
        #expect(String(decoding: guarded, as: UTF8.self).hasPrefix("'=1+1,'+86,'-5,'@x,"))
        #expect(try SheetSource.open(bytes: guarded, fileName: "x.csv").allRows()[0].cells.map(\.text) == row)
    }

    @Test("a file stands at its path only when it is whole")
    func wholeFiles() throws {
        let folder = try ScratchFolder()
        let writer = try CSVWriter(path: folder.file("a.csv"))
        try writer.write(["a"])
        #expect(!folder.names.contains("a.csv"))
        try writer.finish()
        #expect(folder.names == ["a.csv"])
        #expect(throws: SheetError.self) { try CSVWriter(path: folder.file("没有/a.csv")) }
    }
}
