import Glibc
import Sheets
import Testing

/// A Python with openpyxl.
private enum Openpyxl {
    static let python: String? = {
        guard let name = getenv("QIHANG_PYTHON").map({ String(cString: $0) }),
            system("'\(name)' -c 'import openpyxl' 2>/dev/null") == 0
        else { return nil }
        return name
    }()
}

/// What we write opens in openpyxl, and what openpyxl writes opens here. Needs a Python with openpyxl, named by
/// QIHANG_PYTHON.
@Suite(
    "Side by side with openpyxl",
    .enabled(if: Openpyxl.python != nil, "QIHANG_PYTHON does not name a Python with openpyxl"))
struct OpenpyxlTests {
    /// Runs a Python program and returns its output.
    private func python(_ program: String, in folder: ScratchFolder) throws -> String {
        let python = try #require(Openpyxl.python)
        let script = folder.file("p.py")
        let file = try #require(fopen(script, "w"))
        fputs(program, file)
        fclose(file)
        let pipe = try #require(popen("cd '\(folder.path)' && PYTHONIOENCODING=utf-8 '\(python)' p.py 2>&1", "r"))
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = fread(&chunk, 1, chunk.count, pipe)
            if count == 0 { break }
            output += chunk[..<count]
        }
        pclose(pipe)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("a workbook of openpyxl is read")
    func reading() throws {
        let folder = try ScratchFolder()
        let program = """
            import openpyxl, datetime
            from openpyxl.styles import Font
            wb = openpyxl.Workbook()
            ws = wb.active
            ws.title = '花名册'
            ws.append(['残疾人花名册'])
            ws.merge_cells('A1:D1')
            ws.append(['姓名', '残疾情况', None, '入户日期'])
            ws.append([None, '类别', '等级', None])
            ws.merge_cells('A2:A3'); ws.merge_cells('B2:C2'); ws.merge_cells('D2:D3')
            ws.append(['张三', '肢体', 2, datetime.date(2026, 3, 1)])
            ws.append(['李四 & <王>', '视力', 1.5, datetime.datetime(2026, 3, 1, 8, 30)])
            ws['D4'].number_format = 'yyyy"年"m"月"d"日"'
            ws['A6'] = '=1+1'
            ws['B6'] = True
            ws['C6'] = 350582199001011000
            ws.row_dimensions[5].hidden = True
            ws.column_dimensions['C'].hidden = True
            wb.create_sheet('藏').sheet_state = 'hidden'
            wb.save('in.xlsx')
            """
        let output = try python(program, in: folder)
        #expect(output.isEmpty)
        let source = try SheetSource.open(path: folder.file("in.xlsx"))
        #expect(source.sheets.map(\.hidden) == [false, true])
        let cells = try source.cells()
        #expect(cells["D4"]?.text == "2026-03-01")
        #expect(cells["D5"]?.text == "2026-03-01 08:30:00")
        #expect(cells["A5"]?.text == "李四 & <王>")
        #expect(cells["C5"]?.text == "1.5")
        #expect(cells["A6"]?.kind == .damaged(.notCalculated))
        #expect(cells["B6"]?.text == "TRUE")
        #expect(cells["C6"]?.kind == .damaged(.digitsLost))
        #expect(try source.allRows().filter(\.hidden).map(\.number) == [5])
        #expect(try source.layout().isHidden(column: 2))
        let header = try #require(try HeaderFinder(known: ["姓名", "类别"]).find(in: source))
        #expect(header.columns.map(\.title) == ["姓名", "残疾情况/类别", "残疾情况/等级", "入户日期"])
    }

    @Test("openpyxl reads our workbook: values, kinds, drop-downs, notes, protection, print")
    func writing() throws {
        let folder = try ScratchFolder()
        let book = try WorkbookWriter(
            path: folder.file("out.xlsx"), properties: WorkbookProperties(title: "模板", author: "某县残联"))
        let villages = (1...60).map { "第\($0)个村民委员会" }
        let setup = SheetSetup(
            columns: [
                ColumnSetup(kind: .text, prompt: "18 位"), ColumnSetup(choices: ["男", "女"]),
                ColumnSetup(choices: villages),
                ColumnSetup(kind: .date), ColumnSetup(kind: .decimal(places: 2)),
            ], frozenRows: 1, autofilterRow: 1, protected: true, landscape: true, repeatRows: 1...1, fitWidth: true)
        let sheet = try book.addSheet("模板", setup)
        try sheet.header(["证号", "性别", "村", "日期", "金额"])
        try sheet.write([
            OutCell(.text("990101199001011234"), style: .error, note: "校验码不对"), "男", "=SUM(A1)",
            OutCell(.date("2026-03-01")), OutCell(.decimal("12.5")),
        ])
        sheet.merge(MergedRange(rows: 4...6, columns: 0...1))
        try book.close()
        let program = """
            import openpyxl
            wb = openpyxl.load_workbook('out.xlsx')
            ws = wb.worksheets[0]
            print(wb.sheetnames, [w.sheet_state for w in wb.worksheets], wb.properties.title, wb.properties.creator)
            print([c.value for c in ws[1]])
            print(ws['A2'].value, ws['A2'].data_type, ws['A2'].number_format, ws['A2'].comment.text, ws['A2'].fill.bgColor.rgb if ws['A2'].fill.patternType is None else ws['A2'].fill.fgColor.rgb)
            print(ws['C2'].value, ws['C2'].data_type, ws['D2'].value.date(), ws['E2'].value, ws['E2'].number_format)
            print(ws.freeze_panes, ws.auto_filter.ref, ws.page_setup.orientation, ws.print_title_rows, ws.protection.sheet)
            print(ws['A1'].protection.locked, ws['A2'].protection.locked, ws.column_dimensions['A'].width > 18)
            print(ws.merged_cells.ranges)
            for d in ws.data_validations.dataValidation: print(d.type, d.formula1, d.sqref)
            print(wb.defined_names['choices_1'].attr_text, wb['选项']['A60'].value)
            """
        let output = try python(program, in: folder)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "['模板', '选项'] ['visible', 'hidden'] 模板 某县残联", "['证号', '性别', '村', '日期', '金额']",
                "990101199001011234 s @ 校验码不对 FFFFC7CE", "=SUM(A1) s 2026-03-01 12.5 0.00",
                "A2 A1:E2 landscape $1:$1 True",
                "True False True", "{<MergedCellRange A4:B6>}", "None None A2:A5002", "list \"男,女\" B2:B5002",
                "list choices_1 C2:C5002",
                "'选项'!$A$1:$A$60 第60个村民委员会",
            ])
    }

    @Test("openpyxl reads the annotated workbook")
    func annotated() throws {
        let folder = try ScratchFolder()
        let source = try SheetSource.open(bytes: Array("姓名,证号\n张三,99\n李四,98\n".utf8), fileName: "x.csv")
        try AnnotatedWorkbook.write(
            source, marks: [SheetMark(row: 3, column: 1, message: "只有 2 位")], to: folder.file("out.xlsx"))
        let program = """
            import openpyxl
            wb = openpyxl.load_workbook('out.xlsx')
            ws = wb.worksheets[0]
            for r in ws.iter_rows(values_only=True): print(r)
            print(ws['B3'].comment.text, ws['B3'].fill.fgColor.rgb, ws['B2'].comment)
            print(wb.worksheets[1]['D3'].hyperlink.location, wb.worksheets[1]['E3'].value)
            """
        let output = try python(program, in: folder)
        #expect(
            output.split(separator: "\n").map(String.init) == [
                "('姓名', '证号', '\(AnnotatedWorkbook.problemColumnTitle)')", "('张三', '99', None)",
                "('李四', '98', 'B3：只有 2 位')", "只有 2 位 FFFFC7CE None", "'x.csv'!B3 只有 2 位",
            ])
    }
}
