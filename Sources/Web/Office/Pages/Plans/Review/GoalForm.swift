import Base
import HTML
import Kit
import Plans

/// The form of a goal.
struct GoalForm: ItemForm {
    private static let names = ["text", "number", "numberTo", "unit", "comparison", "counted", "indicator", "byYear"]
    private let number: Int?
    private let tools: ItemTools
    /// The sum about which the person was asked: saved again, it stays as it is.
    private static let asked = "askedSum"
    private var values: [String: String] = [:]
    private var by: DateParts
    /// What the indicator is called that the text names and nobody has chosen yet.
    private var proposed: String?

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
        guard let proposal = tools.proposal(goal) else { return }
        values["indicator"] = proposal.name
        proposed = proposal.title
    }

    init(_ number: Int?, _ sent: FormData, _ tools: ItemTools) {
        self.number = number
        self.tools = tools
        for name in GoalForm.names + [GoalForm.asked] { values[name] = sent.text(name) }
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
            textArea(field("byYear", "分年的数字", "一行一年，先写年份：2026 700。"), rows: 3)
            if let doubt = errors.first(where: { $0.field == "byYear" && $0.isQuestion }) {
                hiddenField(GoalForm.asked, doubt.message)
            }
            selectField(field("indicator", "按哪个指标算", advice), groups: tools.indicators, empty: "不选")
        }
    }

    private var advice: String {
        let use = "选了指标，看板才有这条目标的数字和名单。"
        return proposed.map { "\(use)已经按原文的说法选好“\($0)”，保存才算数；不对请改选。" } ?? use
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
        if let question = question(goal) { errors.append(question) }
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

    private func question(_ goal: PlanContent.Goal) -> FieldError? {
        guard let doubt = goal.sumDoubt else { return nil }
        let words = "\(doubt)。请核对；原文就是这样的，再按一次“保存”。"
        return values[GoalForm.asked] == words ? nil : FieldError(field: "byYear", message: words, isQuestion: true)
    }

    private func years(_ errors: inout [FieldError]) -> [PlanContent.Goal.YearShare] {
        let unit = WrittenLines.optional(values["unit"])
        var shares: [PlanContent.Goal.YearShare] = []
        for line in WrittenLines.lines(values["byYear"] ?? "") {
            guard let written = WrittenLines.year(line) else {
                let words = "“\(line)”看不懂，请一行写一年，先写年份：2026 700。"
                errors.append(FieldError(field: "byYear", message: words))
                continue
            }
            if let own = written.unit, let unit, normalised(own) != normalised(unit) {
                let words = "“\(line)”的单位是“\(own)”，上面写的是“\(unit)”。请改成一样的，或者只写数字。"
                errors.append(FieldError(field: "byYear", message: words))
            }
            if shares.contains(where: { $0.year == written.year }) {
                errors.append(FieldError(field: "byYear", message: "\(written.year) 年写了两次，请只留一行。"))
            }
            shares.append(.init(year: written.year, number: written.number))
        }
        return shares
    }
}
