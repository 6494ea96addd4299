import Access
import Base
import FEEL
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// The inputs of a decision as they were filled in. Without rows its address holds them, so an answer can be kept and sent
/// on; rows are too long for an address and are sent as a form.
struct DecisionForm {
    private static let asking = "asked"
    private static let assumed = "if"

    private let model: BoundModel
    private let visit: Visit
    private let day: DateParts
    private let region: String
    private var lists: [DecisionRows]
    private(set) var errors: [FieldError] = []

    /// Whether an answer is wanted, not only more rows.
    var isAsked: Bool { sent(DecisionForm.asking) != nil && !DecisionRows.isChanging(sent) }

    init(_ model: BoundModel, _ visit: Visit) {
        self.model = model
        self.visit = visit
        let sent = DecisionForm.reader(visit)
        let typed = DateParts(field: "on", form: sent)
        day = typed.text.isEmpty && sent(DecisionForm.asking) == nil ? DateParts(visit.today.iso) : typed
        region = DecisionForm.region(visit) ?? RegionChoices.roots(visit).first?.text ?? ""
        lists = model.lists.map { DecisionRows($0, sent: sent) }
        errors = lists.flatMap(\.errors)
    }

    /// The region that was chosen.
    static func region(_ visit: Visit) -> String? { reader(visit)("region") }

    private static func reader(_ visit: Visit) -> (String) -> String? {
        { name in (visit.form[name] ?? visit.query(name)).flatMap { $0.isEmpty ? nil : $0 } }
    }

    private func sent(_ name: String) -> String? { DecisionForm.reader(visit)(name) }

    /// The question, as far as it was filled in; nil when something has to be put right, which `errors` name.
    mutating func question() -> Question? {
        var inputs = Context()
        for field in model.fields {
            let written = written(field)
            guard !written.isEmpty else { continue }
            do throws(ModelField.Mistake) {
                inputs.put(try field.value(written), at: field.path)
            } catch {
                errors.append(FieldError(field: name(field), message: error.message))
            }
        }
        for index in lists.indices {
            if let rows = lists[index].value() { inputs.put(.list(rows), at: lists[index].list.path) }
            errors += lists[index].errors.filter { !errors.contains($0) }
        }
        let asOf = WrittenLines.day(day.text)
        if asOf == nil { errors.append(FieldError(field: "on", message: "请填按哪一天的规定算，写年、月、日。")) }
        let place = RegionCode(region).flatMap { visit.regions[$0]?.code }
        if place == nil { errors.append(FieldError(field: "region", message: "请选择按哪里的规定算。")) }
        checkAssumptions()
        guard errors.isEmpty, let asOf else { return nil }
        return Question(inputs: inputs, day: asOf, region: place, assumptions: assumptions)
    }

    private mutating func checkAssumptions() {
        let book = visit.house.registers.parameters
        for need in model.needs {
            guard let parameter = book[need.parameter], let value = assumed(need, parameter) else { continue }
            if let mistake = model.mistake(in: value, of: need, parameter) {
                errors.append(FieldError(field: assumedName(need), message: mistake))
            }
        }
    }

    mutating func add(_ refusal: NoAnswer) {
        errors += refusal.plain.map { FieldError(field: nil, message: $0) }
    }

    private var assumptions: [Question.Assumption] {
        let book = visit.house.registers.parameters
        return model.needs.compactMap { need in
            book[need.parameter].flatMap { assumed(need, $0) }
                .map { Question.Assumption(parameter: need.path, value: $0) }
        }
    }

    /// What is assumed for a parameter, as it was written; nil where nothing is.
    private func assumed(_ need: ParameterNeed, _ parameter: Parameter) -> String? {
        guard parameter.kind == .date else { return sent(assumedName(need)) }
        let text = DateParts(field: assumedName(need), form: sent).text
        return text.isEmpty ? nil : WrittenLines.day(text)?.iso ?? text
    }

    private func written(_ field: ModelField) -> String {
        guard case .date = field.kind else { return sent(name(field)) ?? "" }
        return DateParts(field: name(field), form: sent).text
    }

    private func name(_ field: ModelField) -> String { field.path.joined(separator: ".") }
    private func assumedName(_ need: ParameterNeed) -> String { "\(DecisionForm.assumed).\(need.path)" }

    // MARK: The form

    var html: HTML {
        lists.isEmpty
            ? getForm(visit.address.path) { fields }
            : postForm(visit.address.path, csrf: visit.csrf) {
                defaultButton("计算")
                fields
            }
    }

    @HTMLBuilder private var fields: HTML {
        hiddenField(DecisionForm.asking, "yes")
        for field in model.fields { control(field) }
        for rows in lists { rows.html(errors) }
        dateField(Field("on", "按哪一天的规定算", errors: errors), day)
        selectField(Field("region", "按哪里的规定算", value: region, errors: errors), RegionChoices.choices(visit))
        if !model.needs.isEmpty { whatIf }
        submitButton("计算")
    }

    private func control(_ field: ModelField) -> HTML {
        let shown = Field(
            name(field), field.title, value: written(field), hint: field.hint, errors: errors)
        switch field.kind {
        case .number(let scale, _, _):
            return textField(shown, scale == 0 ? .integer : field.unit == "元" ? .money : .decimal, unit: field.unit)
        case .boolean: return radioGroup(shown, [Choice("true", "是"), Choice("false", "否")])
        case .choice(let choices): return radioGroup(shown, choices.map { Choice($0, $0) })
        case .date: return dateField(shown, DateParts(field: shown.name, form: sent))
        case .text: return textField(shown)
        }
    }

    /// Parameters that one may assume to be different, to see what would come of it.
    private var whatIf: HTML {
        let book = visit.house.registers.parameters
        return disclosure("假设参数改了，会怎样", isOpen: !assumptions.isEmpty) {
            p("只在这一次计算里用，不保存，也不改现行的值。空着就是不改。")
            for need in model.needs {
                if let parameter = book[need.parameter] { control(need, parameter) }
            }
        }
    }

    private func control(_ need: ParameterNeed, _ parameter: Parameter) -> HTML {
        let range = parameter.range.map { "应\($0)。" } ?? ""
        let field = Field(
            assumedName(need), "假设：\(parameter.title)", value: sent(assumedName(need)) ?? "",
            hint: present(parameter) + range, errors: errors)
        switch parameter.kind {
        case .boolean: return selectField(field, [Choice("true", "是"), Choice("false", "否")])
        case .date: return dateField(field, DateParts(field: field.name, form: sent))
        case .integer: return textField(field, .integer, unit: parameter.unit)
        case .decimal: return textField(field, .decimal, unit: parameter.unit)
        case .money: return textField(field, .money)
        case .text: return textField(field)
        }
    }

    private func present(_ parameter: Parameter) -> String {
        guard let asOf = WrittenLines.day(day.text),
            let entry = try? parameter.value(on: asOf, in: RegionCode(region))
        else { return "这一天没有现行的值。" }
        return "现行 \(ParameterWords.value(entry.value, of: parameter))。"
    }
}
