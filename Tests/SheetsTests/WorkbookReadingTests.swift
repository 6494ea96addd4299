import Sheets
import Testing

@Suite("Reading workbooks of every hand")
struct WorkbookReadingTests {
    @Test("shared, inline and rich texts; phonetic runs are left out; entities and escapes are resolved")
    func texts() throws {
        let strings = """
            <sst count="3" uniqueCount="3"><si><t>张三</t></si><si><r><rPr><b/></rPr><t>李</t></r><r><t xml:space="preserve"> 四</t></r>
            <rPh sb="0" eb="1"><t>リ</t></rPh></si><si><t>a&lt;b&amp;&#x4E2D;&#22269;_x000D_x</t></si><si/></sst>
            """
        let sheet = """
            <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
            <c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c>
            <c r="F1" t="str"><f>A1&amp;"x"</f><v>公式</v></c><c r="G1" t="s"><v>99</v></c><c r="H1" t="inlineStr"><is><t><![CDATA[<x>]]></t></is></c>
            </row></sheetData></worksheet>
            """
        let source = try SheetSource.open(
            bytes: PackageBuilder.workbook(sheet: sheet, strings: strings), fileName: "x.xlsx")
        let cells = try source.cells()
        #expect(cells["A1"]?.text == "张三")
        #expect(cells["B1"]?.text == "李 四")
        #expect(cells["C1"]?.text == "a<b&中国\rx")
        #expect(cells["D1"] == nil)
        #expect(cells["E1"]?.text == "行内")
        #expect(cells["F1"]?.text == "公式")
        #expect(cells["G1"]?.kind == .damaged(.missingText))
        #expect(cells["H1"]?.text == "<x>")
    }

    @Test("prefixed names, missing references, a missing row number, cells out of order")
    func looseXML() throws {
        let sheet = """
            <?xml version="1.0"?><!-- <row> --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">
            <x:sheetData><x:row><x:c t="b"><x:v>1</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row>
            <x:row r='5' hidden='1'><x:c r='C5'><x:v>3</x:v></x:c><x:c r='A5' t='e'><x:v>#N/A</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>
            </x:sheetData></x:worksheet>
            """
        let source = try SheetSource.open(bytes: PackageBuilder.workbook(sheet: sheet), fileName: "x.xlsx")
        let rows = try source.allRows()
        #expect(rows.map(\.number) == [1, 5])
        #expect(rows[0].cells.map(\.text) == ["TRUE", "7"])
        #expect(rows[0].cells.map(\.kind) == [.boolean, .number])
        #expect(rows[1].hidden)
        #expect(rows[1].cells.map(\.reference) == ["A5", "B5", "C5"])
        #expect(rows[1].cells.map(\.text) == ["#N/A", "2", "3"])
        #expect(rows[1][column: 0].kind == .error)
    }

    @Test(
        "numbers stay exact, noise of binary arithmetic goes, long ones are known to be damaged",
        arguments: [
            ("12.50", "12.5", nil), ("0.1", "0.1", nil), ("9.9499999999999993", "9.95", nil), ("1E-3", "0.001", nil),
            ("-0", "0", nil), ("350582199001011", "350582199001011", nil), ("1.5E3", "1500", nil),
            ("0.30000000000000004", "0.3", nil), ("99999.999999999996", "100000", nil),
            ("350582199001011000", "350582199001011000", CellDamage.digitsLost),
            ("3.50582199001011E+17", "350582199001011000", .digitsLost),
            ("6222021234567890000", "6222021234567890000", .digitsLost),
        ] as [(String, String, CellDamage?)])
    func numbers(raw: String, text: String, damage: CellDamage?) throws {
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>\(raw)</v></c></row></sheetData></worksheet>"
        let cells = try SheetSource.open(bytes: PackageBuilder.workbook(sheet: sheet), fileName: "x.xlsx").cells()
        let cell = try #require(cells["A1"])
        #expect(cell.text == text)
        #expect(cell.kind == damage.map { .damaged($0) } ?? .number)
    }

    @Test(
        "number formats: dates in Chinese and foreign dress, times, percent, padding",
        arguments: [
            ("yyyy\"年\"m\"月\"d\"日\"", "45351", "2024-02-29", CellKind.date),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "45351", "2024-02-29", .date),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"", "45352", "2024-03-01", .date),
            ("m/d/yy h:mm", "45351.5", "2024-02-29 12:00:00", .date),
            ("yyyy-mm-dd hh:mm:ss", "45351.99999999", "2024-03-01", .date), ("dd\\-mmm\\-yy", "1", "1900-01-01", .date),
            ("yyyy/mm", "61", "1900-03-01", .date), ("h:mm:ss", "0.5", "12:00:00", .text),
            ("[h]:mm", "0.25", "06:00:00", .text),
            ("上午/下午h\"时\"mm\"分\"", "0.75", "18:00:00", .text), ("0.0%", "0.125", "12.5%", .number),
            ("000000", "350", "000350", .number), ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "1234.5", "1234.5", .number),
            ("0.00E+00", "12", "12", .number), ("General", "45351", "45351", .number), ("G/通用格式", "3", "3", .number),
            ("\"编号day\"0", "3", "3", .number), ("yyyy-mm-dd", "3000000", "3000000", .damaged(.badDate)),
            ("yyyy-mm-dd", "-1", "-1", .damaged(.badDate)), ("@", "12", "12", .number), ("0.00", "5", "5", .number),
        ] as [(String, String, String, CellKind)])
    func formats(code: String, raw: String, text: String, kind: CellKind) throws {
        let escaped = code.replacing("\"", with: "&quot;")
        let styles = """
            <styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="\(escaped)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>
            """
        let sheet =
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(raw)</v></c></row></sheetData></worksheet>"
        let bytes = PackageBuilder.workbook(sheet: sheet, styles: styles)
        let cell = try #require(try SheetSource.open(bytes: bytes, fileName: "x.xlsx").cells()["A1"])
        #expect(cell.text == text)
        #expect(cell.kind == kind)
    }

    @Test("built-in Chinese date formats, the 1904 calendar, dates of strict files")
    func calendars() throws {
        let styles =
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        let sheet = """
            <worksheet><sheetData><row r="1"><c r="A1" s="1"><v>43889</v></c><c r="B1" s="2"><v>0</v></c>
            <c r="C1" t="d"><v>2024-02-29T00:00:00</v></c><c r="D1" t="d"><v>2024-02-29T08:30:00.000</v></c></row></sheetData></worksheet>
            """
        let bytes = PackageBuilder.workbook(sheet: sheet, styles: styles, workbookPr: "<workbookPr date1904=\"1\"/>")
        let cells = try SheetSource.open(bytes: bytes, fileName: "x.xlsx").cells()
        #expect(cells["A1"]?.text == "2024-02-29")
        #expect(cells["B1"]?.text == "1904-01-01")
        #expect(cells["C1"]?.text == "2024-02-29")
        #expect(cells["D1"]?.text == "2024-02-29 08:30:00")
        #expect(cells.values.allSatisfy { $0.kind == .date })
    }

    @Test("a formula without a stored result is said to be so; one with it gives the result")
    func formulas() throws {
        let sheet = """
            <worksheet><sheetData><row r="1"><c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><f>1+1</f><v>2</v></c>
            <c r="C1" t="str"><f>""</f><v></v></c></row></sheetData></worksheet>
            """
        let cells = try SheetSource.open(bytes: PackageBuilder.workbook(sheet: sheet), fileName: "x.xlsx").cells()
        #expect(cells["A1"]?.kind == .damaged(.notCalculated))
        #expect(cells["B1"]?.text == "2")
        #expect(cells["C1"] == nil)
    }

    @Test("merged cells give their value to the cells they cover, on request")
    func merges() throws {
        let sheet = """
            <worksheet><cols><col min="2" max="3" width="12.5" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>城关镇</t></is></c><c r="B2"><v>1</v></c></row>
            <row r="3"><c r="A3" s="1"/><c r="B3"><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c></row>
            </sheetData><mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="A3:B3"/></mergeCells></worksheet>
            """
        let source = try SheetSource.open(bytes: PackageBuilder.workbook(sheet: sheet), fileName: "x.xlsx")
        let plain = try source.cells()
        #expect(plain["A3"] == nil)
        let filled = try source.cells(filling: true)
        #expect(filled["A3"]?.text == "城关镇")
        #expect(filled["A3"]?.isMergedCopy == true)
        #expect(filled["A2"]?.isMergedCopy == false)
        #expect(filled["C1"]?.text == "标题")
        #expect(filled["A4"] == nil)
        #expect(filled["B3"]?.text == "2", "an overlapping range is a fault of the file and changes nothing")
        let layout = try source.layout()
        #expect(layout.merges.first == MergedRange(rows: 1...1, columns: 0...2))
        #expect(layout.columns.map(\.columns) == [1...2])
        #expect(layout.columns.map(\.width) == [12.5])
        #expect(layout.isHidden(column: 2))
        #expect(!layout.isHidden(column: 0))
        #expect(layout.lastRow == 4)
        #expect(layout.lastColumn == 1)
    }

    @Test("several sheets, hidden ones, chart sheets left out, part names in another letter case")
    func sheets() throws {
        var builder = PackageBuilder()
        let types = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        builder.add(
            "xl\\workbook.xml",
            """
            <workbook><sheets><sheet name="甲" sheetId="1" id="a"/><sheet name="图" sheetId="2" id="b"/>
            <sheet name="乙&amp;丙" sheetId="3" state="veryHidden" id="c"/></sheets></workbook>
            """)
        builder.add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="a" Type="\(types)/worksheet" Target="Worksheets/Sheet1.xml"/>
            <Relationship Id="b" Type="\(types)/chartsheet" Target="chartsheets/sheet1.xml"/>
            <Relationship Id="c" Type="\(types)/worksheet" Target="../xl/worksheets/sheet2.xml"/></Relationships>
            """)
        builder.add("xl/worksheets/sheet1.xml", "<worksheet><dimension ref=\"A1:B7\"/><sheetData/></worksheet>")
        builder.add(
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>")
        let source = try SheetSource.open(bytes: builder.bytes(), fileName: "x.xlsx")
        #expect(source.sheets.map(\.name) == ["甲", "乙&丙"])
        #expect(source.sheets.map(\.hidden) == [false, true])
        #expect(source.sheets[0].estimatedRows == 7)
        #expect(try source.allRows(sheet: 0).isEmpty)
        #expect(try source.allRows(sheet: 1).first?.text(0) == "5")
        #expect(throws: SheetError.self) { try source.allRows(sheet: 2) }
    }

    @Test("reading can be stopped, and its progress is told")
    func stopping() throws {
        let rows = (1...50).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
        let bytes = PackageBuilder.workbook(sheet: "<worksheet><sheetData>\(rows)</sheetData></worksheet>")
        let source = try SheetSource.open(bytes: bytes, fileName: "x.xlsx")
        var seen = 0
        var last: SheetProgress?
        try source.rows(progress: { last = $0 }) { row in
            seen += 1
            return row.number == 7 ? .stop : .continue
        }
        #expect(seen == 7)
        #expect(last?.rows == 7)
        let reader = try source.reader()
        while try reader.next() != nil {}
        #expect(reader.progress.fraction == 1)
        #expect(reader.progress.rows == 50)
    }

    @Test("many shared texts of every length are found by their number")
    func manySharedTexts() throws {
        func text(_ number: Int) -> String {
            number % 50 == 3 ? String(repeating: "长\(number)", count: number) : "第\(number)号"
        }
        let numbers = Array(0..<2_000)
        let strings = "<sst>" + numbers.map { "<si><t>\($0 == 7 ? "" : text($0))</t></si>" }.joined() + "</sst>"
        let cells = numbers.reversed().map { "<row r=\"\(2_000 - $0)\"><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
        let bytes = PackageBuilder.workbook(
            sheet: "<worksheet><sheetData>\(cells)</sheetData></worksheet>", strings: strings)
        let rows = try SheetSource.open(bytes: bytes, fileName: "x.xlsx").allRows()
        #expect(rows.count == 1_999)
        #expect(rows.allSatisfy { $0.text(0) == text(2_000 - $0.number) })
    }
}
