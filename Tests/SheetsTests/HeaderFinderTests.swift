import Sheets
import Testing

@Suite("Finding the heading of a table")
struct HeaderFinderTests {
    private let finder = HeaderFinder(known: ["姓名", "身份证号", "残疾类别", "残疾等级", "乡镇", "村", "联系电话"])

    private func rows(_ lines: [[String]], from first: Int = 1) -> [SheetRow] {
        lines.enumerated().compactMap { index, line in
            let cells = line.enumerated().compactMap { column, text in
                text.isEmpty ? nil : SheetCell(text: text, kind: .text, row: first + index, column: column)
            }
            return cells.isEmpty ? nil : SheetRow(number: first + index, cells: cells)
        }
    }

    @Test("title rows merged across and a line with the unit come before the heading")
    func titles() throws {
        let rows = rows([
            ["某县持证残疾人花名册"], ["填报单位：某镇", "", "", "2026年3月"], ["序号", "姓  名", "身份证号*", "残疾\n类别"],
            ["1", "张三", "990101199001011234", "肢体"],
        ])
        let header = try #require(finder.find(in: rows, merges: [MergedRange(rows: 1...1, columns: 0...3)]))
        #expect(header.rows == 3...3)
        #expect(header.titleRows == [1, 2])
        #expect(header.firstDataRow == 4)
        #expect(header.columns.map(\.title) == ["序号", "姓名", "身份证号*", "残疾类别"])
        #expect(header.score == 3)
    }

    @Test("two heading rows with merged groups are joined as group/item")
    func twoRows() throws {
        let rows = rows([
            ["名册"], ["姓名", "残疾情况", "", "家庭住址", ""], ["", "残疾类别", "残疾等级", "乡镇", "村"],
            ["张三", "肢体", "二级", "城关镇", "东村"],
        ])
        let merges = [
            MergedRange(rows: 1...1, columns: 0...4), MergedRange(rows: 2...3, columns: 0...0),
            MergedRange(rows: 2...2, columns: 1...2), MergedRange(rows: 2...2, columns: 3...4),
        ]
        let header = try #require(finder.find(in: rows, merges: merges))
        #expect(header.rows == 2...3)
        #expect(header.columns.map(\.title) == ["姓名", "残疾情况/残疾类别", "残疾情况/残疾等级", "家庭住址/乡镇", "家庭住址/村"])
        #expect(header.columns[3].group == "家庭住址")
        #expect(header.columns[3].item == "乡镇")
        #expect(header.firstDataRow == 4)
    }

    @Test("two heading rows in a text file, where nothing is merged")
    func twoRowsUnmerged() throws {
        let rows = rows([
            ["姓名", "残疾情况", "", "联系电话"], ["", "残疾类别", "残疾等级", ""], ["张三", "肢体", "二级", "13900000000"],
        ])
        let header = try #require(finder.find(in: rows))
        #expect(header.rows == 1...2)
        #expect(header.columns.map(\.title) == ["姓名", "残疾情况/残疾类别", "残疾情况/残疾等级", "联系电话"])
    }

    @Test("a numbering of columns and remarks below the heading are no data")
    func numbering() throws {
        let rows = rows([
            ["姓名", "身份证号", "乡镇", "村"], ["甲", "乙", "1", "2"], ["填写说明：身份证号填 18 位"],
            ["张三", "990101199001011234", "城关", "东"],
        ])
        #expect(finder.find(in: rows)?.firstDataRow == 4)
        let plain = self.rows([["姓名", "身份证号", "乡镇"], ["1", "2", "3"], ["张三", "990101199001011234", "城关"]])
        #expect(finder.find(in: plain)?.firstDataRow == 3)
    }

    @Test("data that looks like headings does not deepen the heading")
    func textData() throws {
        let rows = rows([["姓名", "残疾类别", "乡镇"], ["张三", "肢体", "城关镇"], ["李四", "视力", "东镇"]])
        let header = try #require(finder.find(in: rows))
        #expect(header.rows == 1...1)
        let gaps = self.rows([["姓名", "残疾类别", "", "乡镇"], ["张三", "肢体", "二级"], ["李四", "视力", "", "东镇"]])
        #expect(finder.find(in: gaps)?.rows == 1...1)
    }

    @Test("unknown headings are found by their shape")
    func unknown() throws {
        let strangers = HeaderFinder(known: [])
        let rows = rows([["台账"], ["培训项目", "开班日期", "地点"], ["电商", "2026-03-01", "县城"]])
        #expect(strangers.find(in: rows)?.rows == 2...2)
        #expect(strangers.find(in: []) == nil)
        #expect(strangers.find(in: self.rows([["1", "2"], ["3", "4"]])) == nil)
    }

    @Test("our own column of problems is no column of the table")
    func ownColumn() throws {
        let rows = rows([["姓名", "身份证号", AnnotatedWorkbook.problemColumnTitle], ["张三", "1", "B2：位数不对"]])
        #expect(finder.find(in: rows)?.columns.map(\.title) == ["姓名", "身份证号"])
    }

    @Test("sums, remarks, signatures and repeated headings are told from records")
    func footers() throws {
        let lines = rows([
            ["姓名", "身份证号", "乡镇", "村"], ["张三", "990101199001011234", "城关", "东"], ["合  计", "1", "", ""],
            ["注：以上数据截至三月底"], ["填表人：李四", "", "审核人：王五"], ["姓 名", "身份证号", "乡镇", "村"],
            ["日期", "990101199001011234", "城关", "东"],
        ])
        let header = try #require(finder.find(in: lines))
        #expect(lines.map { header.isFooter($0) } == [false, false, true, true, true, false, false])
        #expect(lines.map { header.isRepeatedHeader($0) } == [true, false, false, false, false, true, false])
    }

    @Test("long explanations in brackets, years as headings, dates within headings")
    func longHeadings() throws {
        let explained = "就业形式（" + (1...12).map { "\($0).某一种就业的形式" }.joined(separator: "；") + "）"
        let rows = rows([
            ["姓名*", explained, "截至2026年3月31日是否就业", "2024", "2025"], ["张三", "1", "是", "1200", "1300"],
        ])
        let header = try #require(finder.find(in: rows))
        #expect(header.rows == 1...1)
        #expect(header.columns.count == 5)
        #expect(header.columns[0].title == "姓名*")
    }

    @Test("a heading below a row of remarks, above records that name the same things")
    func remarkAbove() throws {
        let rows = rows([
            ["说明：本表由村里填写，乡镇汇总"], ["姓名", "乡镇", "村", "备注"], ["张三", "东乡镇", "西村", ""], ["李四", "南乡镇", "北村", "残疾等级待定"],
        ])
        #expect(finder.find(in: rows)?.rows == 2...2)
    }
}
