import Sheets
import Testing

@Suite("Web pages handed out as .xls")
struct HTMLReadingTests {
    @Test("tables are read with spans, entities, line breaks and unclosed cells")
    func table() throws {
        let page = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style>td {mso-number-format:"\\@";} a<b</style></head>
            <body><!--[if gte mso 9]><xml></xml><![endif]--><TABLE border=1><TR><TH colspan=2>姓名
               与住址</TH><th rowspan="2">备注</th></TR>
            <tr><td>姓名<td>住址</tr><tr><td>张三&nbsp;</td><td>东街<br>1号 &amp; 2号</td><td style='mso-number-format:"\\@"'>350582199001011234</td></tr>
            <tr><td></td></tr></TABLE></body></html>
            """
        let source = try SheetSource.open(bytes: Array(page.utf8), fileName: "导出.xls")
        #expect(source.format == .html)
        let rows = try source.allRows()
        try #require(rows.count == 3)
        #expect(rows[0].cells.map(\.text) == ["姓名 与住址", "备注"])
        #expect(rows[1].cells.map(\.text) == ["姓名", "住址"])
        #expect(rows[0].cells.map(\.column) == [0, 2])
        #expect(rows[2].cells.map(\.text) == ["张三", "东街\n1号 & 2号", "350582199001011234"])
        let filled = try source.allRows(filling: true)
        #expect(filled[1].text(2) == "备注")
        #expect(filled[0].text(1) == filled[0].text(0))
    }

    @Test("a page in GBK, and tables within tables")
    func others() throws {
        var bytes: [UInt8] = Array("<table><tr><td>".utf8)
        bytes += [0xD5, 0xC5, 0xC8, 0xFD]
        bytes += Array("</td></tr></table>".utf8)
        let source = try SheetSource.open(bytes: bytes, fileName: "x.xls")
        #expect(source.encoding == .gb18030)
        #expect(try source.allRows().first?.text(0) == "张三")
        let nested = Array("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>".utf8)
        #expect(try refusal(nested, name: "x.xls")?.kind == .notSpreadsheet)
    }

    @Test("an empty style, a script that never ends, a page cut off")
    func rawElements() throws {
        let page = "<table><style></style><tr><td>甲</td><td>乙</td></tr></table><script>if (a<b) {"
        let source = try SheetSource.open(bytes: Array(page.utf8), fileName: "x.xls")
        #expect(try source.allRows().first?.cells.map(\.text) == ["甲", "乙"])
        let cut = try SheetSource.open(bytes: Array("<table><tr><td>甲</td><td>乙".utf8), fileName: "x.xls")
        #expect(try cut.allRows().first?.cells.map(\.text) == ["甲", "乙"])
    }
}
