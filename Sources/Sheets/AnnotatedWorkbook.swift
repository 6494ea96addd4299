/// Gives a file back with its faults marked: the same sheets, rows and values, the cells at fault coloured and with a
/// note, a last column with the row's faults, and a sheet that lists them all.
///
/// It is a new workbook: values, kinds (text, number, date), merged cells, widths, hidden rows, columns and sheets are
/// kept; fonts, colours, charts, pictures, formulas (their results stay) and validations of the original are not. A text
/// table comes back as a workbook. When the mended file is read again, the column and the sheet are known by their
/// titles and left out.
public enum AnnotatedWorkbook {
    /// The heading of the column that is added; imports leave it out.
    public static let problemColumnTitle = "问题（系统填写，再次上传时不读）"
    /// The name of the sheet that is added.
    public static let problemSheetName = "问题清单"
    /// The first text of that sheet, by which it is known again.
    static let problemListTitle = "需要改正的内容（系统生成，再次上传时不读）"

    /// Writes the annotated workbook to the path. `headerRows` gives for a sheet (from 0) the last row of its headings
    /// (from 1); without it the heading is looked for.
    /// - Throws: `SheetError` when the source cannot be read or the file cannot be written.
    public static func write(
        _ source: SheetSource, marks: [SheetMark], headerRows: [Int: Int] = [:], to path: String
    ) throws {
        let book = try WorkbookWriter(path: path)
        var names: [Int: String] = [:]
        for info in source.sheets where !info.isProblemList {
            let copy = AnnotatedSheet(
                source: source, info: info, marks: marks.filter { $0.sheet == info.index },
                headerRow: headerRows[info.index])
            names[info.index] = try copy.write(to: book)
        }
        try writeList(marks, names: names, to: book)
        try book.close()
    }

    private static func writeList(_ marks: [SheetMark], names: [Int: String], to book: WorkbookWriter) throws {
        let columns = [8.0, 18, 8, 10, 70, 10].map { ColumnSetup(width: $0) }
        let list = try book.addSheet(
            problemSheetName,
            SheetSetup(
                columns: columns, frozenRows: 2, autofilterRow: 2, landscape: true, repeatRows: 2...2, fitWidth: true))
        try list.write([OutCell(.text(problemListTitle), style: .title)])
        list.merge(MergedRange(rows: 1...1, columns: 0...5))
        try list.header(["序号", "工作表", "行", "单元格", "问题和改法", "程度"])
        for (index, mark) in marks.sorted(by: {
            ($0.sheet, $0.row, $0.column ?? -1) < ($1.sheet, $1.row, $1.column ?? -1)
        })
        .enumerated() {
            let name = names[mark.sheet] ?? ""
            let reference = mark.column.map { CellReference.text(row: mark.row, column: $0) }
            let target = "internal:\(SheetName.quoted(name))!\(reference ?? "A\(mark.row)")"
            let isError = mark.severity == .error
            try list.write([
                OutCell(.integer(Int64(index + 1))), .text(name), OutCell(.integer(Int64(mark.row))),
                OutCell(.link(url: target, text: reference ?? "第 \(mark.row) 行")), .text(mark.message),
                OutCell(.text(isError ? "必须改" : "请核对"), style: isError ? .error : .warning),
            ])
        }
    }
}
