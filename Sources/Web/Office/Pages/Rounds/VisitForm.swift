import Base
import HTML
import Kit
import Registers

/// The fields of a register as a short form for a phone: what is needed in view, the rest folded away.
struct VisitForm {
    let register: RegisterDefinition
    let regions: RegionTree
    /// The region of the one whom the record is about; fields of other regions' packs are left out.
    let region: RegionCode?

    /// The fields that are asked first: those that a record needs, always or depending on other answers.
    var first: [FieldDefinition] { asked.filter { $0.required || $0.requiredWhen != nil || $0.shownWhen != nil } }

    /// The fields that few visits need.
    var more: [FieldDefinition] {
        let names = Set(first.map(\.name))
        return asked.filter { !names.contains($0.name) }
    }

    private var asked: [FieldDefinition] {
        register.fields.filter { field in
            field.isEntered && field.isStored && field.name != register.subject && field.name != register.region
                && field.applies(in: region) && ![.reference, .account, .attachment, .region].contains(field.kind)
        }
    }

    // MARK: Values

    /// What the form starts with: today, who visits, and what the file of the one visited says already.
    func start(from subject: Record, on today: Day, by visitor: String) -> FieldValues {
        var values: FieldValues = [:]
        for field in asked where field.startsWithOwnName { values[field.name] = .text(visitor) }
        for (theirs, ours) in register.carries {
            guard let field = register.field(ours), field.kind == .choice || field.kind == .choices else { continue }
            values[ours] = subject[theirs]
        }
        if let when = register.when { values[when] = .day(today) }
        return values
    }

    /// Reads the form; what cannot be read is told at its field.
    func read(_ form: FormData) -> (values: FieldValues, errors: [FieldError]) {
        var values: FieldValues = [:]
        var errors: [FieldError] = []
        for field in asked {
            do throws(FieldFault) {
                values[field.name] = try read(field, form)
            } catch {
                errors.append(FieldError(field: field.name, message: error.message))
            }
        }
        return (values, errors)
    }

    private func read(_ field: FieldDefinition, _ form: FormData) throws(FieldFault) -> FieldValue {
        switch field.kind {
        case .choices:
            let codes = form.values(field.name).filter { !$0.isEmpty }
            return codes.isEmpty ? .null : .list(codes)
        case .date, .month:
            let parts = DateParts(field: field.name) { form[$0] }
            return try FieldText.read(parts.text, as: field, regions: regions)
        default: return try FieldText.read(form[field.name] ?? "", as: field, regions: regions)
        }
    }

    // MARK: Fields

    /// A field with a value, or with what was typed.
    func control(
        _ field: FieldDefinition, _ value: FieldValue, typed form: FormData?, errors: [FieldError]
    ) -> HTML {
        let text = form?[field.name] ?? VisitForm.text(value, field, regions)
        let asked = Field(
            field.name, field.title, value: text, hint: field.hint,
            optional: !field.required && field.requiredWhen == nil,
            errors: errors)
        switch field.kind {
        case .choice: return choice(asked, field)
        case .boolean: return radioGroup(asked, [Choice("是", "是"), Choice("否", "否")])
        case .choices:
            let selected = form.map { Set($0.values(field.name)) } ?? Set(value.list ?? [])
            return checkboxGroup(asked, VisitForm.choices(field), selected: selected)
        case .date, .month:
            let parts = form.map { form in DateParts(field: field.name) { form[$0] } }
            return dateField(asked, parts ?? DateParts(text), precision: field.kind == .month ? .month : .day)
        case .note: return textArea(asked, rows: 3)
        default: return textField(asked, VisitForm.kind(field))
        }
    }

    /// Few answers to a needed question stand in view; a question that may be passed over opens as a list.
    private func choice(_ asked: Field, _ field: FieldDefinition) -> HTML {
        let choices = VisitForm.choices(field)
        let isFirst = field.required || field.requiredWhen != nil
        return isFirst && choices.count <= 12 ? radioGroup(asked, choices) : selectField(asked, choices)
    }

    private static func choices(_ field: FieldDefinition) -> [Choice] {
        field.codes?.entries.map { Choice($0.code, $0.title) } ?? []
    }

    private static func text(_ value: FieldValue, _ field: FieldDefinition, _ regions: RegionTree) -> String {
        field.kind == .choice ? value.text ?? "" : FieldText.write(value, of: field, regions: regions)
    }

    private static func kind(_ field: FieldDefinition) -> TextKind {
        switch field.kind {
        case .integer: .integer
        case .decimal: .decimal
        case .money: .money
        case .percent: .percent
        case .phone: .phone
        case .citizenID: .citizenID
        case .certificateNumber: .certificate
        case .unifiedCode: .creditCode
        case .bankAccount: .bankAccount
        default: .text
        }
    }
}
