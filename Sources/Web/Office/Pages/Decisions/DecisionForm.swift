import Access
import Base
import FEEL
import HTML
import House
import Kit
import Reasons
import Registers

/// The inputs of a decision as they were filled in: its address holds them, so an answer can be kept and sent on.
struct DecisionForm {
    private static let asking = "asked"

    private let model: BoundModel
    private let visit: Visit
    private let day: DateParts
    private let region: String
    private(set) var errors: [FieldError] = []

    /// Whether the form was sent.
    var isAsked: Bool { visit.query(DecisionForm.asking) != nil }

    init(_ model: BoundModel, _ visit: Visit) {
        (self.model, self.visit) = (model, visit)
        let typed = DateParts(field: "on") { visit.query($0) }
        day = typed.text.isEmpty && visit.query(DecisionForm.asking) == nil ? DateParts(visit.today.iso) : typed
        region = visit.query("region") ?? RegionChoices.roots(visit).first?.text ?? ""
    }

    /// The question; nil when something has to be put right, which `errors` name.
    mutating func question() -> Question? {
        var inputs = Context()
        for field in model.fields {
            do throws(ModelField.Mistake) {
                put(try field.value(visit.query(name(field)) ?? ""), field.path[...], into: &inputs)
            } catch {
                errors.append(FieldError(field: name(field), message: error.message))
            }
        }
        let asOf = WrittenLines.day(day.text)
        if asOf == nil { errors.append(FieldError(field: "on", message: "请填按哪一天的规定算，写年、月、日。")) }
        let place = RegionCode(region).flatMap { visit.regions[$0]?.code }
        if place == nil { errors.append(FieldError(field: "region", message: "请选择按哪里的规定算。")) }
        guard errors.isEmpty, let asOf else { return nil }
        return Question(inputs: inputs, day: asOf, region: place)
    }

    mutating func add(_ refusal: NoAnswer) {
        errors += refusal.reasons.map { FieldError(field: nil, message: $0) }
    }

    private func put(_ value: Value, _ path: ArraySlice<String>, into context: inout Context) {
        guard let first = path.first else { return }
        guard path.count > 1 else {
            context[first] = value
            return
        }
        var inner = context[first]?.context ?? Context()
        put(value, path.dropFirst(), into: &inner)
        context[first] = .context(inner)
    }

    private func name(_ field: ModelField) -> String { field.path.joined(separator: ".") }

    // MARK: The form

    var html: HTML {
        getForm(visit.address.path) {
            hiddenField(DecisionForm.asking, "yes")
            for field in model.fields { control(field) }
            dateField(Field("on", "按哪一天的规定算", errors: errors), day)
            selectField(
                Field("region", "按哪里的规定算", value: region, errors: errors), RegionChoices.choices(visit))
            submitButton("计算")
        }
    }

    private func control(_ field: ModelField) -> HTML {
        let shown = Field(
            name(field), field.title, value: visit.query(name(field)) ?? "", hint: field.hint, errors: errors)
        switch field.kind {
        case .number(let scale, _, _):
            return textField(shown, scale == 0 ? .integer : field.unit == "元" ? .money : .decimal, unit: field.unit)
        case .boolean: return radioGroup(shown, [Choice("true", "是"), Choice("false", "否")])
        case .choice(let choices): return radioGroup(shown, choices.map { Choice($0, $0) })
        case .date: return dateField(shown, DateParts(field: shown.name) { visit.query($0) })
        case .text: return textField(shown)
        }
    }
}
