import Access
import Base
import HTML
import House
import Kit
import Packs
import Registers

/// A new value of a parameter as it was typed.
struct ParameterForm: Sendable {
    private let parameter: Parameter
    private var typed: [String: String] = [:]
    private var from = DateParts()
    private var to = DateParts()
    private var date = DateParts()
    private(set) var errors: [FieldError] = []

    private static let everywhere = "*"
    private static let fromTitle = "从哪天起执行"
    private static let toTitle = "执行到哪天"
    private static let fields = ["value", "region", "document", "article", "address", "words"]

    init(_ parameter: Parameter) {
        self.parameter = parameter
    }

    init(_ parameter: Parameter, _ form: FormData) {
        self.parameter = parameter
        for field in ParameterForm.fields { typed[field] = form[field] }
        from = DateParts(field: "from") { form[$0] }
        to = DateParts(field: "to") { form[$0] }
        date = DateParts(field: "value") { form[$0] }
    }

    func html(_ visit: Visit) -> HTML {
        postForm(ParameterAddress.parameter(parameter.name), csrf: visit.csrf) {
            value
            selectField(field("region", "在哪里执行"), places(visit))
            dateField(field("from", ParameterForm.fromTitle, hint: "按文件写的施行日期。"), from)
            dateField(field("to", ParameterForm.toTitle, hint: "文件写了有效期的才填。", optional: true), to)
            textField(field("document", "依据的文件", hint: "文件名和文号。"))
            textField(field("article", "第几条", optional: true))
            textArea(field("words", "条文原话", hint: "照抄规定这个数的那一句，便于核对。", optional: true), rows: 3, limit: 1_000)
            textField(field("address", "原文网址", optional: true))
            submitButton("提出，请同事核对")
        }
    }

    private var value: HTML {
        switch parameter.kind {
        case .boolean: radioGroup(field("value", "新的值"), [Choice("true", "是"), Choice("false", "否")])
        case .date: dateField(field("value", "新的值"), date)
        case .integer: textField(field("value", "新的值", hint: range), .integer, unit: parameter.unit)
        case .decimal: textField(field("value", "新的值", hint: range), .decimal, unit: parameter.unit)
        case .money: textField(field("value", "新的值", hint: range), .money)
        case .text: textField(field("value", "新的值"))
        }
    }

    private var range: String? {
        let words = [parameter.kind == .integer ? "整数" : nil, parameter.range].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: "，") + "。"
    }

    private func field(_ name: String, _ label: String, hint: String? = nil, optional: Bool = false) -> Field {
        Field(name, label, value: typed[name] ?? "", hint: hint, optional: optional, errors: errors)
    }

    private func places(_ visit: Visit) -> [Choice] {
        let all = visit.actor.scope.contains(nil) ? [Choice(ParameterForm.everywhere, "全部区划")] : []
        return all + RegionChoices.choices(visit)
    }

    /// Proposes the value.
    /// - Returns: its number; nil when it was not taken, and `errors` say why.
    mutating func send(_ visit: Visit) async throws -> Int64? {
        // What cannot be read is named once, as what it is.
        let unread = unread
        let faults = visit.house.registers.faults(of: draft, as: visit.actor)
            .filter { fault in !unread.contains { $0.field == fault.field } }
        errors = unread + faults.map { FieldError(field: $0.field, message: $0.message) }
        guard errors.isEmpty else { return nil }
        return try await visit.house.registers.propose(draft, as: visit.actor)
    }

    /// What cannot be taken for a date or a place.
    private var unread: [FieldError] {
        var errors: [FieldError] = []
        for (name, title, parts) in [
            ("from", ParameterForm.fromTitle, from), ("to", ParameterForm.toTitle, to),
            ("value", parameter.title, date),
        ] where !parts.text.isEmpty && WrittenDate.day(parts.text) == nil {
            errors.append(FieldError(field: name, message: WrittenDate.fault(title, parts.text)))
        }
        if (typed["region"] ?? "").isEmpty { errors.append(FieldError(field: "region", message: "请选择在哪里执行。")) }
        return errors
    }

    private var draft: ParameterDraft {
        func text(_ name: String) -> String? {
            let text = normalised(typed[name] ?? "")
            return text.isEmpty ? nil : text
        }
        let written = text("value").map { parameter.kind.isNumber ? FieldText.digits($0) : $0 }
        let value = parameter.kind == .date ? WrittenDate.day(date.text)?.iso : written
        return ParameterDraft(
            parameter: parameter.name, region: text("region").flatMap { RegionCode($0) },
            from: WrittenDate.day(from.text), to: WrittenDate.day(to.text), value: value ?? "",
            citation: Citation(
                document: text("document"), article: text("article"), address: text("address"), text: text("words")))
    }
}
