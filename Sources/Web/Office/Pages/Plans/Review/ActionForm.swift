import HTML
import Kit
import Plans

/// The form of a line of action.
struct ActionForm: ItemForm {
    private let number: Int?
    private var values: [String: String] = [:]

    init(_ number: Int?, _ content: PlanContent) {
        self.number = number
        let action = number.map { content.actions[$0 - 1] }
        values = [
            "number": action?.number ?? "", "title": action?.title ?? "", "section": action?.section ?? "",
            "kind": (action?.kind ?? .task).rawValue,
        ]
    }

    init(_ number: Int?, _ sent: FormData) {
        self.number = number
        for name in ["number", "title", "section", "kind"] { values[name] = sent.text(name) }
    }

    func html(_ errors: [FieldError]) -> HTML {
        HTML {
            textField(
                Field("number", "序号", value: values["number"] ?? "", hint: "如“（一）”。", optional: true, errors: errors))
            textField(Field("title", "标题", value: values["title"] ?? "", errors: errors))
            textField(
                Field(
                    "section", "在哪一部分", value: values["section"] ?? "", hint: "如“二、主要措施”。", optional: true,
                    errors: errors))
            radioGroup(
                Field("kind", "种类", value: values["kind"] ?? "", errors: errors),
                [Choice("task", "任务"), Choice("safeguard", "保障和要求")])
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        let title = WrittenLines.optional(values["title"])
        let kind = PlanDocument.Action.Kind(rawValue: values["kind"] ?? "") ?? .task
        let fresh = PlanContent.Action(number: nil, title: nil, path: freePath(content), kind: kind)
        var action = number.map { content.actions[$0 - 1] } ?? fresh
        action.number = WrittenLines.optional(values["number"])
        action.title = title
        action.section = WrittenLines.optional(values["section"])
        action.kind = kind
        if let number { content.actions[number - 1] = action } else { content.actions.append(action) }
        return title == nil ? [FieldError(field: "title", message: "请填写行动的标题。")] : []
    }

    /// A way through the headings that no other line of action has.
    private func freePath(_ content: PlanContent) -> String {
        let taken = Set(content.actions.map(\.path))
        var number = content.actions.count + 1
        while taken.contains("补\(number)") { number += 1 }
        return "补\(number)"
    }
}
