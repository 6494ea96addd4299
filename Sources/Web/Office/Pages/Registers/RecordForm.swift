import Access
import Base
import FEEL
import HTML
import Kit
import Registers

/// The fields of a register as a form, section by section, each with the component of its kind.
struct RecordForm {
    let typed: TypedRecord
    let errors: [FieldError]
    let context: FormContext
    /// The record that is changed; nil for a new one.
    let existing: Record?

    private var register: RegisterDefinition { typed.register }

    /// All sections with a field on the page.
    var sections: HTML {
        HTML {
            for (index, section) in register.sections.enumerated() {
                let names = Set(section.fields)
                let fields = typed.fields.filter { names.contains($0.name) && $0.isEntered }
                if !fields.isEmpty {
                    panel(section.title, id: "section-\(index + 1)") {
                        for field in fields { control(field) }
                    }
                }
            }
        }
    }

    /// Everything typed, sent along unseen.
    var hidden: HTML {
        HTML {
            for item in typed.data.items { hiddenField(item.name, item.value) }
        }
    }

    /// Everything typed in words, for a last look before it is saved.
    func answers(_ values: FieldValues) -> HTML {
        HTML {
            for section in register.sections {
                let fields = section.fields.compactMap(register.field).filter { field in
                    field.isEntered && typed.fields.contains { $0.name == field.name }
                        && !(values[field.name] ?? .null).isNull
                }
                if !fields.isEmpty {
                    panel(section.title) {
                        summaryList(fields.map { SummaryRow($0.title, context.words(values[$0.name] ?? .null, $0)) })
                    }
                }
            }
        }
    }

    // MARK: Fields

    private func control(_ field: FieldDefinition) -> HTML {
        if field.kind == .rows { return rows(field) }
        if field.kind == .attachment { return attachments(field) }
        if field.kind == .reference { return reference(field) }
        let control = Field(
            field.name, field.title, value: typed.text(field.name), hint: hint(field), optional: isOptional(field),
            errors: errors)
        if field.kind == .account { return account(field, control) }
        let box = entry(field, control, name: field.name)
        guard field.secret, isOptional(field), let existing, !existing[field.name].isNull else { return box }
        return HTML {
            box
            checkbox(
                Field(
                    TypedRecord.clearName(field), "清空\(field.title)", value: typed.text(TypedRecord.clearName(field)),
                    hint: "勾选后保存，原来的\(field.title)就不再留在这条记录上。", errors: errors))
        }
    }

    private func account(_ field: FieldDefinition, _ control: Field) -> HTML {
        if let options = context.options[field.name] {
            return selectField(control, options, empty: isOptional(field) ? "不指派" : "请选择")
        }
        var control = control
        control.value = context.accountName(control.value)
        control.hint = [control.hint, "写姓名或登录名，保存时会去找。"].compactMap { $0 }.joined()
        return textField(control, .name)
    }

    private func entry(_ field: FieldDefinition, _ control: Field, name: String) -> HTML {
        switch field.kind {
        case .note: textArea(control, rows: 3, limit: field.max.map { Int($0) })
        case .integer: textField(control, .integer)
        case .decimal: textField(control, .decimal)
        case .money: textField(control, .money)
        case .percent: textField(control, .percent)
        case .date: dateField(control, typed.parts(name))
        case .month: dateField(control, typed.parts(name), precision: .month)
        case .boolean: radioGroup(control, [Choice("是", "是"), Choice("否", "否")] + blank(field))
        case .choice: choice(field, control)
        case .choices:
            checkboxGroup(
                control, field.codes?.entries.map { Choice($0.code, $0.title) } ?? [],
                selected: Set(typed.texts(name)))
        case .region: region(field, control)
        case .citizenID: textField(control, .citizenID)
        case .certificateNumber: textField(control, .certificate)
        case .unifiedCode: textField(control, .creditCode)
        case .phone: textField(control, .phone)
        case .bankAccount: textField(control, .bankAccount)
        case .text, .reference, .account, .attachment, .rows: textField(control, field.searchable ? .name : .text)
        }
    }

    private func blank(_ field: FieldDefinition) -> [Choice] {
        isOptional(field) ? [Choice("", "不填")] : []
    }

    private func choice(_ field: FieldDefinition, _ control: Field) -> HTML {
        let choices = field.codes?.entries.map { Choice($0.code, $0.title) } ?? []
        if choices.count <= 7 { return radioGroup(control, choices + blank(field)) }
        return selectField(control, choices, empty: isOptional(field) ? "不填" : "请选择")
    }

    private func region(_ field: FieldDefinition, _ control: Field) -> HTML {
        let choices = context.regionChoices(lowest: field.regionLevel)
        if !choices.isEmpty { return selectField(control, choices, empty: isOptional(field) ? "不填" : "请选择") }
        var control = control
        // A code out of the record is shown as the name that people know.
        if let code = RegionCode(control.value), context.regions[code] != nil {
            control.value = context.regions.fullName(of: code)
        }
        control.hint = [control.hint, "写乡镇和村名，例如“某某镇某某村”，或写区划代码。"].compactMap { $0 }.joined()
        return textField(control)
    }

    private func reference(_ field: FieldDefinition) -> HTML {
        let text = typed.text(field.name)
        var control = Field(
            field.name, field.title, value: text, hint: hint(field), optional: isOptional(field), errors: errors)
        if field.name == register.subject, let name = context.name(field, text) {
            return HTML {
                summaryList([SummaryRow(field.title, name, action: context.otherSubject(field))])
                hiddenField(field.name, text)
            }
        }
        if let options = context.options[field.name] {
            return selectField(control, options, empty: options.isEmpty ? "还没有可选的记录" : "不填")
        }
        if let name = context.name(field, text), let id = Int64(text), name != RecordLabels.number(id) {
            control.value = WrittenReference.text(name, id)
        }
        control.hint = [control.hint, "写名称或编号，保存时会去找。"].compactMap { $0 }.joined()
        return textField(control)
    }

    private func attachments(_ field: FieldDefinition) -> HTML {
        let kept = typed.texts(field.name)
        return HTML {
            if !kept.isEmpty {
                checkboxGroup(
                    Field(field.name, "\(field.title)：保留哪些文件", hint: "去掉勾选的文件不再附在这条记录上。"),
                    kept.map { Choice($0, context.files[$0]?.name ?? "文件") }, selected: Set(kept))
            }
            fileField(
                Field(
                    "\(field.name).file", kept.isEmpty ? field.title : "\(field.title)：再加一个文件",
                    hint: hint(field), optional: isOptional(field) || !kept.isEmpty, errors: errors),
                accept: ".pdf,.ofd,.jpg,.jpeg,.png,.docx,.xlsx,.txt",
                formats: "PDF、OFD、JPG、PNG、Word、Excel、文本，最大 20 MB")
        }
    }

    private func rows(_ field: FieldDefinition) -> HTML {
        let count = typed.rowCount(field)
        return HTML {
            for index in 0..<count {
                fieldGroup("\(field.title)：第 \(index + 1) 行", hint: index == 0 ? "整行留空就是没有这一行。" : nil) {
                    for column in field.columns {
                        let name = "\(field.name).\(index).\(column.name)"
                        entry(
                            column,
                            Field(
                                name, "\(column.title)（第 \(index + 1) 行）", value: typed.text(name),
                                hint: column.hint, errors: errors), name: name)
                    }
                }
            }
            hiddenField("\(field.name).count", String(count))
            buttonRow {
                submitButton("\(field.title)再加一行", .secondary, name: FormStep.name, value: FormStep.add(field.name))
            }
        }
    }

    // MARK: Words

    private func isOptional(_ field: FieldDefinition) -> Bool {
        !field.required && field.requiredWhen == nil
    }

    private func hint(_ field: FieldDefinition) -> String? {
        var words = [field.hint]
        if field.secret, let existing, let held = shown(existing[field.name]) {
            words.append("现在是 \(held)，不改就留空。")
        }
        if let shown = field.shownWhen { words.append("按“\(titles(shown))”的情况填，不适用就留空。") }
        if let needed = field.requiredWhen { words.append("是否必填，看“\(titles(needed))”。") }
        if field.kind == .text, let max = field.max, max < 20 { words.append("最多 \(max) 字。") }
        let text = words.compactMap { $0 }.joined()
        return text.isEmpty ? nil : text
    }

    private func shown(_ value: FieldValue) -> String? {
        if case .masked(let text) = value { text } else { nil }
    }

    private func titles(_ formula: Formula) -> String {
        let names = formula.expression.referencedNames
        return register.fields.filter { names.contains($0.name) }.map(\.title).joined(separator: "”和“")
    }
}

/// What the buttons of a form say; sent under `_step`.
enum FormStep {
    static let name = "_step"
    static let find = "find"
    static let start = "start"
    static let check = "check"
    static let change = "change"
    static let save = "save"

    static func add(_ field: String) -> String { "add:\(field)" }

    /// The field to which a line is added.
    static func added(_ step: String) -> String? {
        step.hasPrefix("add:") ? String(step.dropFirst(4)) : nil
    }
}
