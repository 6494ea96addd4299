import Sheets

/// The messy file as a village fills it in: a title over all columns, a line of notes, two rows of headings, the data, a sum
/// and signatures below.
enum MessyWorkbook {
    static func write(_ rows: [SheetPerson], to path: String) throws {
        let book = try WorkbookWriter(path: path)
        let columns = [ColumnSetup()] + DemoFiles.columns
        let sheet = try book.addSheet("2026年摸底", SheetSetup(columns: columns, landscape: true))
        let last = SheetPerson.headings.count
        try sheet.write([OutCell(.text("云河市残疾人就业状况摸底登记表"), style: .title)])
        sheet.merge(MergedRange(rows: 1...1, columns: 0...last))
        try sheet.write([OutCell(.text("填报单位：云河市残联　　填表说明：身份证号、残疾证号请按证件填写，没有的空着；“意愿”由本人回答。"), style: .faint)])
        sheet.merge(MergedRange(rows: 2...2, columns: 0...last))
        try writeHeadings(sheet)
        for (index, row) in rows.enumerated() {
            try sheet.write([OutCell(.integer(Int64(index + 1)))] + row.cells)
        }
        try sheet.write([.text("合计"), .text("\(rows.count)人")])
        try sheet.write([.text("填表人：云河"), .empty, .empty, .empty, .text("审核人："), .empty, .text("填表日期：2026年10月")])
        try book.close()
    }

    private static func writeHeadings(_ sheet: SheetWriter) throws {
        let groups = [("基本情况", 1, 5), ("残疾人证", 6, 8), ("住址", 9, 10), ("就业", 11, 13)]
        var top = Array(repeating: "", count: SheetPerson.headings.count + 1)
        top[0] = "序号"
        for (title, first, _) in groups { top[first] = title }
        // Headings without a group stand in both rows, merged.
        for column in [14, 15] { top[column] = SheetPerson.headings[column - 1] }
        let below = [""] + SheetPerson.headings.enumerated().map { $0 + 1 >= 14 ? "" : $1 }
        try sheet.header(top)
        for column in [0, 14, 15] { sheet.merge(MergedRange(rows: 3...4, columns: column...column)) }
        for (_, first, last) in groups { sheet.merge(MergedRange(rows: 3...3, columns: first...last)) }
        try sheet.header(below)
    }
}
