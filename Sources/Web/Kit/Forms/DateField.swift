public import HTML

/// How exact a date is asked.
public enum DatePrecision: Sendable {
    /// 年月日
    case day
    /// 年月
    case month
}

/// A date in three boxes (or two), sent as `name.year`, `name.month`, `name.day`; read it with `DateParts(field:form:)`.
/// A whole date typed into the first box is as good.
///
/// - Parameter parts: what was typed; without it, the field's value is split.
public func dateField(_ field: Field, _ parts: DateParts? = nil, precision: DatePrecision = .day) -> HTML {
    let parts = parts ?? DateParts(field.value)
    return field.grouped(
        div(.class("date-boxes")) {
            box(field, "year", "年", parts.year, id: field.id, size: "w-year")
            box(field, "month", "月", parts.month, id: "\(field.id)-month", size: "w-day")
            if precision == .day { box(field, "day", "日", parts.day, id: "\(field.id)-day", size: "w-day") }
        })
}

private func box(_ field: Field, _ part: String, _ label: String, _ value: String, id: String, size: String) -> HTML {
    div(.class("date-box")) {
        input(
            attributes: [
                .type("text"), .id(id), .name("\(field.name).\(part)"), .class(size), .value(value),
                Attribute("inputmode", part == "year" ? nil : "numeric"), .autocomplete("off"),
            ] + (part == "year" ? field.ties : []))
        HTML.label(label, for: id)
    }
}
