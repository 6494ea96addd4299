import Plans
import Testing

@testable import Sheets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Files of every kind give the same text.
@Suite struct LoadTests {
    private let options = ReaderOptions.all
    private let words = "一、任务\n（一）甲事。做好甲事。（责任单位：市残联、人社局）"

    private func units(_ source: SourceText) -> [String] {
        PlanReader.read(source, options: options).document.actions.flatMap(\.measures).flatMap(\.units).map(\.name)
    }

    private let expected = ["市残联", "市人力资源社会保障局"]

    @Test func utf8WithAndWithoutMark() throws {
        #expect(units(try SourceText.load(fileName: "a.txt", bytes: Array(words.utf8))) == expected)
        #expect(
            units(try SourceText.load(fileName: "a.txt", bytes: [0xEF, 0xBB, 0xBF] + Array(words.utf8))) == expected)
    }

    @Test func utf16WithAndWithoutMark() throws {
        let little = words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
            #expect(units(try SourceText.load(fileName: "a.txt", bytes: bytes)) == expected)
        }
    }

    @Test func gb18030() throws {
        // 一、任务\n1.（责任单位：市残联）
        let bytes: [UInt8] = [
            0xD2, 0xBB, 0xA1, 0xA2, 0xC8, 0xCE, 0xCE, 0xF1, 0x0A, 0x31, 0x2E, 0xA3, 0xA8, 0xD4, 0xF0, 0xC8, 0xCE, 0xB5,
            0xA5, 0xCE, 0xBB, 0xA3,
            0xBA, 0xCA, 0xD0, 0xB2, 0xD0, 0xC1, 0xAA, 0xA3, 0xA9,
        ]
        #expect(try SourceText.load(fileName: "a.txt", bytes: bytes).text == "一、任务\n1.（责任单位：市残联）")
    }

    @Test func otherFilesAreRefusedWithAWayOut() {
        for (bytes, word) in [([0x25, 0x50, 0x44, 0x46, 0x2D], "PDF"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], ".docx")]
            as [([UInt8], String)]
        {
            do {
                _ = try SourceText.load(fileName: "某文件", bytes: bytes)
                Issue.record("应当拒绝")
            } catch {
                #expect("\(error)".contains(word))
            }
        }
        #expect(throws: SourceText.LoadError.self) { try SourceText(docx: [0x50, 0x4B, 0x03, 0x04, 1, 2, 3]) }
        #expect(throws: SourceText.LoadError.self) { try SourceText(html: "<html><script>一、</script></html>") }
    }

    @Test func wordFileWithAutomaticNumbersAndMergedCells() throws {
        let document = """
            <?xml version="1.0"?><w:document xmlns:w="w"><w:body>
            <w:p><w:r><w:t>关于印发《甲市乙方案》的通知</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>主要</w:t></w:r><w:r><w:t>任务</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲事。做好甲事。（责任单位：市残联、</w:t></w:r><w:r><w:t xml:space="preserve">人社局）</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>乙事。做好乙事 &amp; 丙事。（责任单位：市民政局）</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>序号</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>任务</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>牵头单位</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>市残联</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>市民政局</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            </w:body></w:document>
            """
        let numbering = """
            <w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
            """
        let bytes = StoredZip.pack([("word/document.xml", document), ("word/numbering.xml", numbering)])
        let source = try SourceText.load(fileName: "a.docx", bytes: bytes)
        #expect(source.format == .docx)
        let plan = PlanReader.read(source, options: options).document
        #expect(plan.actions.map(\.number) == ["（一）", "（二）"])
        #expect(units(source) == expected + ["市民政局"])
        #expect(plan.annexes.first?.rows == [["1", "甲", "市残联"], ["", "乙", "市民政局"]])
        #expect(plan.annexes.first?.tasks.map(\.number) == ["1", "1"])
        #expect(!source.text.contains("删去"))
    }

    /// A heading style bound to a list, a list begun anew, a table in a cell, tracked changes, a footnote, a shape written
    /// twice for old and new readers.
    @Test func wordFileAsOfficesMakeIt() throws {
        func paragraph(_ text: String, _ properties: String = "") -> String {
            "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
        }
        let item = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>"
        let again = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>"
        let document = """
            <w:document><w:body>\(paragraph("关于印发《丙市丁方案》的通知"))\(paragraph("丙残联〔2026〕3号"))
            \(paragraph("主要任务", "<w:pStyle w:val=\"a1\"/>"))
            \(paragraph("甲事", "<w:pStyle w:val=\"a2\"/>"))
            \(paragraph("做好甲一。（责任单位：市残联）", item))\(paragraph("做好甲二。（责任单位：市民政局）", item))
            \(paragraph("乙事", "<w:pStyle w:val=\"a2\"/>"))
            <w:p><w:pPr>\(again)</w:pPr><w:r><w:t>做好乙</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:ins><w:r><w:t>一。</w:t></w:r></w:ins><w:del><w:r><w:delText>二。</w:delText></w:r></w:del><w:r><w:t>（责任单位：市教育\u{AD}局）</w:t></w:r></w:p>
            <w:p><mc:AlternateContent><mc:Choice><w:r><w:t>做好乙二。（责任单位：市财政局）</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>做好乙二。（责任单位：市财政局）</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
            <w:tbl><w:tr><w:tc>\(paragraph("序号"))</w:tc><w:tc>\(paragraph("任务"))</w:tc><w:tc>\(paragraph("牵头单位"))</w:tc></w:tr>
            <w:tr><w:tc>\(paragraph("1"))</w:tc><w:tc>\(paragraph("摸底"))<w:tbl><w:tr><w:tc>\(paragraph("核对率"))</w:tc><w:tc>\(paragraph("100%"))</w:tc></w:tr></w:tbl>\(paragraph("并建档"))</w:tc><w:tc>\(paragraph("市残联"))</w:tc></w:tr></w:tbl>
            </w:body></w:document>
            """
        let numbering = """
            <w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
            <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>
            """
        let styles = """
            <w:styles><w:style w:styleId="a0"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="a1"><w:basedOn w:val="a0"/></w:style>
            <w:style w:styleId="a2"><w:basedOn w:val="a0"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>
            """
        let bytes = StoredZip.pack([
            ("word/document.xml", document), ("word/numbering.xml", numbering), ("word/styles.xml", styles),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ])
        let source = try SourceText.load(fileName: "a.docx", bytes: bytes)
        let plan = PlanReader.read(source, options: options).document
        #expect(plan.actions.map { "\($0.number ?? "-")\($0.title ?? "-")" } == ["（一）甲事", "（二）乙事"])
        let measures = plan.actions.flatMap(\.measures)
        #expect(measures.compactMap(\.number) == ["1", "2", "1", "1"])
        #expect(measures.map { $0.units.map(\.name) } == [["市残联"], ["市民政局"], ["市教育局"], ["市财政局"]])
        #expect(plan.annexes.first?.rows == [["1", "摸底 核对率 100% 并建档", "市残联"]])
        #expect(!source.text.contains("二。（责任单位：市教育") && !source.text.contains("脚注"))
        #expect(source.text.split(separator: "\n").count { $0.contains("做好乙二") } == 1)
    }

    /// A page in GB18030 whose paragraphs are only broken with br.
    @Test func pageInTheNationalCode() throws {
        let html =
            "<html><body><div>关于做好某事的通知<br>丙残联〔2026〕4号<br><br>各县残联：<br>一、任务<br>1．甲事。&#40;责任单位&#65306;市残联&#41;<br>2．乙事。（责任单位：市&shy;民政局）</div></body></html>"
        var bytes: [UInt8] = []
        try TextEncoder(.gb18030).append(html, to: &bytes)
        let plan = PlanReader.read(try SourceText.load(fileName: "a.html", bytes: bytes), options: options).document
        #expect(plan.documentNumber == "丙残联〔2026〕4号")
        #expect(plan.actions.flatMap(\.measures).map { $0.units.map(\.name) } == [["市残联"], ["市民政局"]])
    }

    @Test func theJSONShapeIsStable() throws {
        let document = PlanReader.read(SourceText(plainText: ReadingSamples.opinion), options: options).document
        let data = try JSONEncoder().encode(document)
        let json = String(decoding: data, as: UTF8.self)
        for key in [
            "documentNumber", "title", "issuer", "issuedOn", "printedOn", "period", "parents", "addressees", "goals",
            "actions", "duties", "annexes",
            "copyTo", "notices", "doubts",
        ] {
            #expect(json.contains("\"\(key)\":"), "\(key)")
        }
        #expect(json.contains("\"documentNumber\":null"))
        #expect(json.contains("\"as_written\":"))
        #expect(json.contains("\"number\":\"1.5\""))
        #expect(try JSONDecoder().decode(PlanDocument.self, from: data) == document)
    }
}
