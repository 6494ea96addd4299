import FEEL
import HTML
import Kit
import Reasons

/// The rows of a list as they were filled in, pasted, added and taken away.
struct DecisionRows {
    /// How many rows the page shows at most; larger lists are for the command.
    private static let most = 200
    private static let action = "rows"

    let list: ModelList
    /// The cells of each row as they were sent.
    private(set) var cells: [[String]] = []
    /// Whether there is no row at all, which is an answer, too.
    private(set) var isNone: Bool
    /// What stands in the box for pasting, where it could not be taken over.
    private(set) var pasted = ""
    private(set) var errors: [FieldError] = []

    init(_ list: ModelList, sent: (String) -> String?) {
        self.list = list
        isNone = sent("\(list.name).none") != nil
        let count = min(sent("\(list.name).rows").flatMap { Int($0) } ?? 0, DecisionRows.most)
        for row in 0..<max(count, 0) {
            cells.append(list.fields.map { Self.cell($0, self.name(row, $0), sent) })
        }
        let wish = sent(DecisionRows.action) ?? ""
        if let row = cells.indices.first(where: { wish == "remove \($0) \(list.name)" }) { cells.remove(at: row) }
        if wish == "add \(list.name)", cells.count < DecisionRows.most { cells.append(list.fields.map { _ in "" }) }
        paste(sent("\(list.name).paste") ?? "")
        if cells.isEmpty { cells = [list.fields.map { _ in "" }] }
    }

    /// Whether the form was sent to add rows or take one away, not for an answer.
    static func isChanging(_ sent: (String) -> String?) -> Bool { sent(action) != nil }

    private static func cell(_ field: ModelField, _ name: String, _ sent: (String) -> String?) -> String {
        guard case .date = field.kind else { return sent(name) ?? "" }
        return DateParts(field: name, form: sent).text
    }

    private mutating func paste(_ text: String) {
        guard !text.isEmpty else { return }
        do throws(ModelField.Mistake) {
            let more = try list.cells(pasted: text)
            let kept = cells.filter { !$0.allSatisfy(\.isEmpty) }
            guard kept.count + more.count <= DecisionRows.most else {
                return refuse(text, "网页上最多填 \(DecisionRows.most) 行，更多的请用命令 qihang decide run。")
            }
            cells = kept + more
        } catch {
            refuse(text, error.message)
        }
    }

    private mutating func refuse(_ text: String, _ message: String) {
        pasted = text
        errors.append(FieldError(field: "\(list.name).paste", message: message))
    }

    private func name(_ row: Int, _ field: ModelField) -> String {
        ([list.name, String(row + 1)] + field.path).joined(separator: ".")
    }

    /// The rows as a value; nil where nothing was filled in, or where something has to be put right.
    mutating func value() -> [Value]? {
        if isNone { return [] }
        let filled = cells.indices.filter { !cells[$0].allSatisfy(\.isEmpty) }
        guard !filled.isEmpty else { return nil }
        var rows: [Value] = []
        for row in filled {
            var values: [Value] = []
            for (field, written) in zip(list.fields, cells[row]) {
                do throws(ModelField.Mistake) {
                    values.append(try field.value(written))
                } catch {
                    errors.append(FieldError(field: name(row, field), message: "第 \(row + 1) 行：\(error.message)"))
                }
            }
            rows.append(list.row(values))
        }
        return errors.isEmpty ? rows : nil
    }

    // MARK: The form

    func html(_ errors: [FieldError]) -> HTML {
        fieldset(.class("group"), .id(Field(list.name, "").id)) {
            legend(list.title)
            if let hint = list.hint { p(hint, .class("hint")) }
            hiddenField("\(list.name).rows", String(cells.count))
            if list.fields.contains(where: { $0.hint != nil }) { hints }
            for (row, written) in cells.enumerated() {
                rowFields("第 \(row + 1) 行", actions: remove(row)) {
                    for (field, value) in zip(list.fields, written) { control(field, name(row, field), value, errors) }
                }
            }
            buttonRow { submitButton("再加一行", .secondary, name: DecisionRows.action, value: "add \(list.name)") }
            checkbox(Field("\(list.name).none", "没有，一行也没有", value: isNone ? "yes" : ""))
            disclosure("从表格粘贴", isOpen: !pasted.isEmpty) {
                textArea(
                    Field(
                        "\(list.name).paste", "粘贴“\(list.title)”", value: pasted,
                        hint: "在表格里选中、复制，贴在这里。一行一人；列的次序：\(list.fields.map(\.title).joined(separator: "、"))，或连表头一起复制。",
                        errors: errors), rows: 4)
                submitButton("把粘贴的行放进来", .secondary, name: DecisionRows.action, value: "paste \(list.name)")
            }
        }
    }

    private var hints: HTML {
        disclosure("每一栏怎么填") {
            summaryList(list.fields.compactMap { field in field.hint.map { SummaryRow(field.title, $0) } })
        }
    }

    private func remove(_ row: Int) -> HTML {
        submitButton(
            "去掉第 \(row + 1) 行", .secondary, name: DecisionRows.action, value: "remove \(row) \(list.name)")
    }

    private func control(_ field: ModelField, _ name: String, _ value: String, _ errors: [FieldError]) -> HTML {
        let shown = Field(name, field.title, value: value, errors: errors)
        switch field.kind {
        case .boolean: return selectField(shown, [Choice("true", "是"), Choice("false", "否")])
        case .choice(let choices): return selectField(shown, choices.map { Choice($0, $0) })
        case .date: return dateField(shown, DateParts(value))
        case .number(let scale, _, _):
            return textField(shown, scale == 0 ? .integer : field.unit == "元" ? .money : .decimal, unit: field.unit)
        case .text: return textField(shown)
        }
    }
}
