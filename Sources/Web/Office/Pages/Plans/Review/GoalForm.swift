import Base
import HTML
import Kit
import Plans

/// The form of a goal.
struct GoalForm: ItemForm {
    private static let names = ["text", "number", "numberTo", "unit", "comparison", "counted", "indicator", "byYear"]
    private let number: Int?
    private let tools: ItemTools
    private var values: [String: String] = [:]
    private var by: DateParts

    init(_ number: Int?, _ content: PlanContent, _ tools: ItemTools) {
        self.number = number
        self.tools = tools
        let goal = number.map { content.goals[$0 - 1] } ?? PlanContent.Goal(text: "")
        values = [
            "text": goal.text, "number": goal.number?.description ?? "", "numberTo": goal.numberTo?.description ?? "",
            "unit": goal.unit ?? "", "comparison": goal.comparison?.rawValue ?? "", "counted": goal.counted ?? "",
            "indicator": goal.indicator ?? "",
            "byYear": goal.byYear.map { "\($0.year) = \($0.number)" }.joined(separator: "\n"),
        ]
        by = goal.by.map { DateParts($0.iso) } ?? DateParts()
    }

    init(_ number: Int?, _ sent: FormData, _ tools: ItemTools) {
        self.number = number
        self.tools = tools
        for name in GoalForm.names { values[name] = sent.text(name) }
        by = DateParts(field: "by") { sent[$0] }
    }

    func html(_ errors: [FieldError]) -> HTML {
        func field(_ name: String, _ label: String, _ hint: String? = nil, optional: Bool = true) -> Field {
            Field(name, label, value: values[name] ?? "", hint: hint, optional: optional, errors: errors)
        }
        return HTML {
            textArea(field("text", "目标的原文", optional: false), rows: 3)
            textField(field("counted", "数的是什么", "如“新增残疾人就业”。"))
            selectField(field("comparison", "怎样算达到"), PlanWords.comparisons, empty: "没有写明")
            textField(field("number", "数字", "没有数字的目标空着。"), .decimal)
            textField(field("numberTo", "到多少", "写的是一个范围时填写。"), .decimal)
            textField(field("unit", "数字的单位", "如“人”“人次”“%”。"))
            dateField(field("by", "到什么时候", "空着就是方案结束的时候。"), by)
            textArea(field("byYear", "分年的数字", "一行一年：2026 = 700。"), rows: 3)
            selectField(
                field("indicator", "按哪个指标算", "选了指标，看板才有这条目标的数字和名单。"), tools.indicators, empty: "不选")
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        var errors: [FieldError] = []
        var goal = number.map { content.goals[$0 - 1] } ?? PlanContent.Goal(text: "")
        goal.text = WrittenLines.optional(values["text"]) ?? ""
        if goal.text.isEmpty { errors.append(FieldError(field: "text", message: "请写明目标的内容。")) }
        goal.number = amount("number", &errors)
        goal.numberTo = amount("numberTo", &errors)
        goal.unit = WrittenLines.optional(values["unit"])
        goal.comparison = values["comparison"].flatMap { PlanDocument.Comparison(rawValue: $0) }
        goal.counted = WrittenLines.optional(values["counted"])
        goal.indicator = WrittenLines.optional(values["indicator"])
        goal.byYear = years(&errors)
        goal.by = nil
        if let written = WrittenLines.optional(by.text) {
            goal.by = WrittenLines.day(written)
            if goal.by == nil { errors.append(FieldError(field: "by", message: "“\(written)”不是日期，请填写年、月、日。")) }
        }
        if let number { content.goals[number - 1] = goal } else { content.goals.append(goal) }
        return errors
    }

    private func amount(_ name: String, _ errors: inout [FieldError]) -> PlanNumber? {
        let written = normalised(values[name] ?? "").filter { $0 != "," && $0 != " " }
        guard !written.isEmpty else { return nil }
        if let number = PlanNumber(written) { return number }
        errors.append(FieldError(field: name, message: "“\(written)”不是数字，请写成 600 或 4.66，单位写在下面一格。"))
        return nil
    }

    private func years(_ errors: inout [FieldError]) -> [PlanContent.Goal.YearShare] {
        WrittenLines.lines(values["byYear"] ?? "").compactMap { line in
            let parts = normalised(line).split(separator: "=").map { WrittenLines.trimmed(String($0)) }
            if parts.count == 2, let year = Int(parts[0].filter(\.isNumber)), let number = PlanNumber(parts[1]) {
                return PlanContent.Goal.YearShare(year: year, number: number)
            }
            errors.append(FieldError(field: "byYear", message: "“\(line)”看不懂，请写成 2026 = 700。"))
            return nil
        }
    }
}
