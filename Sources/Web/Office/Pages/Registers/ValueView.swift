import Access
import Base
import HTML
import Kit
import Registers

/// Values as pages show them.
struct ValueView: Sendable {
    let actor: Actor
    let regions: RegionTree
    let labels: RecordLabels

    /// A value in a table's cell.
    func cell(_ value: FieldValue, _ field: FieldDefinition) -> HTML {
        if field.kind == .attachment { return HTML(value.list.map { "\($0.count) 个文件" } ?? "") }
        return reference(value, field) ?? HTML(text(value, field))
    }

    /// A value of a record, alone on its line; references lead to their record.
    func html(_ value: FieldValue, _ field: FieldDefinition) -> HTML {
        reference(value, field).map { p($0, .class("link-line")) } ?? HTML(text(value, field))
    }

    /// A link to the record referred to. A family is called by its head: to the ear the link says which of the two it is.
    private func reference(_ value: FieldValue, _ field: FieldDefinition) -> HTML? {
        guard field.kind == .reference, let target = field.target, let id = value.integer, actor.can(.read, target)
        else { return nil }
        return a(.href(RegisterAddress.record(target, id))) {
            labels.name(target, id)
            span("（\(field.title)）", .class("vh"))
        }
    }

    /// A value in words.
    func text(_ value: FieldValue, _ field: FieldDefinition) -> String {
        if field.kind == .reference, let target = field.target, let id = value.integer {
            return labels.name(target, id)
        }
        if field.kind == .account, let id = value.integer { return labels.account(id) }
        if field.secret, actor.secrets == .none { return "不显示" }
        if case .day(let day) = value { return day.chinese }
        return FieldText.write(value, of: field, regions: regions)
    }
}
