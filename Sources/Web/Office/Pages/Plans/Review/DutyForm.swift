import HTML
import Kit
import Plans

/// The form of a duty to report, to evaluate, to publish.
struct DutyForm: ItemForm {
    private static let names = ["what", "who", "to", "cadence", "due", "dueAsWritten", "kind"]
    private let number: Int?
    private var values: [String: String] = [:]

    private static let kinds: [(PlanDocument.Duty.Kind, String)] = [
        (.report, "报送"), (.file, "备案"), (.evaluate, "评估或总结"), (.hear, "听取汇报"), (.publish, "公布"), (.draw, "制定办法或方案"),
    ]

    init(_ number: Int?, _ content: PlanContent) {
        self.number = number
        let duty = number.map { content.duties[$0 - 1] }
        values = [
            "what": duty?.what ?? "", "who": duty?.who ?? "", "to": duty?.to ?? "", "cadence": duty?.cadence ?? "",
            "due": duty?.due.map(WrittenLines.shown) ?? "", "dueAsWritten": duty?.dueAsWritten ?? "",
            "kind": (duty?.kind ?? .report).rawValue,
        ]
    }

    init(_ number: Int?, _ sent: FormData) {
        self.number = number
        for name in DutyForm.names { values[name] = sent.text(name) }
    }

    func html(_ errors: [FieldError]) -> HTML {
        func field(_ name: String, _ label: String, _ hint: String? = nil, optional: Bool = true) -> Field {
            Field(name, label, value: values[name] ?? "", hint: hint, optional: optional, errors: errors)
        }
        return HTML {
            textArea(field("what", "事项", optional: false), rows: 3)
            radioGroup(field("kind", "种类", optional: false), DutyForm.kinds.map { Choice($0.0.rawValue, $0.1) })
            textField(field("who", "谁来做"))
            textField(field("to", "报给谁"))
            textField(field("cadence", "多久一次", "如“每年”“每季度”“一次”。"))
            textField(field("due", "哪一天", "2028-12-15，或者每年10-31。"))
            textField(field("dueAsWritten", "原文怎么写时间"))
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        let kind = PlanDocument.Duty.Kind(rawValue: values["kind"] ?? "") ?? .report
        var duty = number.map { content.duties[$0 - 1] } ?? PlanContent.Duty(what: "", kind: kind)
        duty.kind = kind
        duty.what = WrittenLines.trimmed(values["what"] ?? "")
        duty.who = WrittenLines.optional(values["who"])
        duty.to = WrittenLines.optional(values["to"])
        duty.cadence = WrittenLines.optional(values["cadence"])
        duty.due = WrittenLines.optional(values["due"]).map(WrittenLines.date)
        duty.dueAsWritten = WrittenLines.optional(values["dueAsWritten"])
        if let number { content.duties[number - 1] = duty } else { content.duties.append(duty) }
        return duty.what.isEmpty ? [FieldError(field: "what", message: "请写明事项。")] : []
    }
}
