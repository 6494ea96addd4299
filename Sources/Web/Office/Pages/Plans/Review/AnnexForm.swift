import HTML
import Kit
import Plans

/// The form of an annex: its title and its table, a row a line, cells apart by ｜.
struct AnnexForm: ItemForm {
    private let number: Int?
    private let title: String
    private let columns: String
    private let rows: String

    init(_ number: Int?, _ content: PlanContent) {
        self.number = number
        let annex = number.map { content.annexes[$0 - 1] }
        title = annex?.title ?? ""
        columns = AnnexForm.write(annex?.columns ?? [])
        rows = AnnexForm.write(annex?.rows ?? [])
    }

    init(_ number: Int?, _ sent: FormData) {
        self.number = number
        title = sent.text("title")
        columns = sent.text("columns")
        rows = sent.text("rows")
    }

    func html(_ errors: [FieldError]) -> HTML {
        HTML {
            textField(Field("title", "附件标题", value: title, errors: errors))
            textArea(Field("columns", "表头", value: columns, hint: "各列用“｜”隔开。", optional: true, errors: errors), rows: 2)
            textArea(
                Field("rows", "各行", value: rows, hint: "一行一条，各格用“｜”隔开。", optional: true, errors: errors), rows: 10)
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        var annex = number.map { content.annexes[$0 - 1] } ?? PlanContent.Annex(title: nil)
        annex.title = WrittenLines.optional(title)
        // What was not touched stays as it was read, whatever its cells hold.
        if WrittenLines.lines(columns) != WrittenLines.lines(AnnexForm.write(annex.columns)) {
            annex.columns = AnnexForm.cells(columns)
        }
        if WrittenLines.lines(rows) != WrittenLines.lines(AnnexForm.write(annex.rows)) {
            annex.rows = WrittenLines.lines(rows).map(AnnexForm.cells)
        }
        if let number { content.annexes[number - 1] = annex } else { content.annexes.append(annex) }
        return annex.title == nil ? [FieldError(field: "title", message: "请填写附件的标题。")] : []
    }

    private static func write(_ cells: [String]) -> String {
        cells.map { WrittenLines.lines($0).joined(separator: " ") }.joined(separator: "｜")
    }

    private static func write(_ rows: [[String]]) -> String { rows.map(write).joined(separator: "\n") }

    private static func cells(_ line: String) -> [String] {
        line.split(separator: "｜", omittingEmptySubsequences: false).map { WrittenLines.trimmed(String($0)) }
    }
}
