import HTML
import Kit
import Plans

/// What the forms of measures and of tasks in annexes share: words, units, deadlines.
struct TaskFields: Sendable {
    var number = ""
    var text = ""
    var units = ""
    var deadlines = ""

    init(number: String?, text: String, units: [PlanUnit], deadlines: [PlanContent.Deadline]) {
        self.number = number ?? ""
        self.text = text
        self.units = WrittenLines.write(units)
        self.deadlines = WrittenLines.write(deadlines)
    }

    init(_ sent: FormData) {
        number = sent.text("number")
        text = sent.text("text")
        units = sent.text("units")
        deadlines = sent.text("deadlines")
    }

    func html(_ errors: [FieldError]) -> HTML {
        HTML {
            textField(Field("number", "序号", value: number, optional: true, errors: errors))
            textArea(Field("text", "内容", value: text, errors: errors), rows: 6)
            textArea(
                Field(
                    "units", "责任单位", value: units, hint: "一行一个，前面写“牵头：”或“配合：”，如“牵头：市残联”。", optional: true,
                    errors: errors),
                rows: 6)
            textArea(
                Field(
                    "deadlines", "期限", value: deadlines,
                    hint: "一行一个：原文 = 日期，如“2027年底前 = 2027-12-31”“每年10月底前 = 每年10-31”；没有日期的只写原文。",
                    optional: true, errors: errors), rows: 3)
        }
    }

    var faults: [FieldError] {
        WrittenLines.optional(text) == nil ? [FieldError(field: "text", message: "请写明内容。")] : []
    }
}

/// The form of a measure.
struct MeasureForm: ItemForm {
    private let action: Int
    private let number: Int?
    private let tools: ItemTools
    private let fields: TaskFields
    private let title: String
    private let path: String

    init(_ action: Int, _ number: Int?, _ content: PlanContent, _ tools: ItemTools) {
        self.action = action
        self.number = number
        self.tools = tools
        let line = content.actions[action - 1]
        let measure = number.map { line.measures[$0 - 1] }
        title = measure?.title ?? ""
        path = measure?.path ?? MeasureForm.freePath(line, content)
        fields = TaskFields(
            number: measure?.number, text: measure?.text ?? "", units: measure?.units ?? [],
            deadlines: measure?.deadlines ?? [])
    }

    init(_ action: Int, _ number: Int?, _ sent: FormData, _ tools: ItemTools) {
        self.action = action
        self.number = number
        self.tools = tools
        title = sent.text("title")
        path = sent.text("path")
        fields = TaskFields(sent)
    }

    func html(_ errors: [FieldError]) -> HTML {
        HTML {
            textField(Field("title", "小标题", value: title, optional: true, errors: errors))
            fields.html(errors)
            textField(
                Field("path", "编号", value: path, hint: "进展按它记录，同一份方案里不能重复。", errors: errors))
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        let line = content.actions[action - 1]
        var measure = number.map { line.measures[$0 - 1] } ?? PlanContent.Measure(path: path, text: "")
        measure.number = WrittenLines.optional(fields.number)
        measure.title = WrittenLines.optional(title)
        measure.path = WrittenLines.trimmed(path)
        measure.text = WrittenLines.trimmed(fields.text)
        measure.units = WrittenLines.units(fields.units, old: measure.units, book: tools.units)
        measure.deadlines = WrittenLines.deadlines(fields.deadlines, old: measure.deadlines)
        if let number {
            content.actions[action - 1].measures[number - 1] = measure
        } else {
            content.actions[action - 1].measures.append(measure)
        }
        return fields.faults
    }

    private static func freePath(_ action: PlanContent.Action, _ content: PlanContent) -> String {
        let taken = Set(content.actions.flatMap(\.measures).map(\.path))
        var number = action.measures.count + 1
        while taken.contains("\(action.path).\(number)") { number += 1 }
        return "\(action.path).\(number)"
    }
}

/// The form of a task in an annex.
struct AnnexTaskForm: ItemForm {
    private let annex: Int
    private let number: Int?
    private let tools: ItemTools
    private let fields: TaskFields
    private let channels: String

    init(_ annex: Int, _ number: Int?, _ content: PlanContent, _ tools: ItemTools) {
        self.annex = annex
        self.number = number
        self.tools = tools
        let task = number.map { content.annexes[annex - 1].tasks[$0 - 1] }
        channels = task?.channels.joined(separator: "\n") ?? ""
        fields = TaskFields(
            number: task?.number, text: task?.text ?? "", units: task?.units ?? [], deadlines: task?.deadlines ?? [])
    }

    init(_ annex: Int, _ number: Int?, _ sent: FormData, _ tools: ItemTools) {
        self.annex = annex
        self.number = number
        self.tools = tools
        channels = sent.text("channels")
        fields = TaskFields(sent)
    }

    func html(_ errors: [FieldError]) -> HTML {
        HTML {
            fields.html(errors)
            textArea(Field("channels", "资金渠道", value: channels, hint: "一行一个。", optional: true, errors: errors), rows: 3)
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        var task = number.map { content.annexes[annex - 1].tasks[$0 - 1] } ?? PlanContent.AnnexTask(text: "")
        task.number = WrittenLines.optional(fields.number)
        task.text = WrittenLines.trimmed(fields.text)
        task.units = WrittenLines.units(fields.units, old: task.units, book: tools.units)
        task.deadlines = WrittenLines.deadlines(fields.deadlines, old: task.deadlines)
        task.channels = WrittenLines.lines(channels)
        if let number {
            content.annexes[annex - 1].tasks[number - 1] = task
        } else {
            content.annexes[annex - 1].tasks.append(task)
        }
        return fields.faults
    }
}
