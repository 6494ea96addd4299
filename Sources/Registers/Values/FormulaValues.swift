import Base
import FEEL
import Packs

/// Values as FEEL sees them, and back.
enum FormulaValues {
    /// A field's value: money and decimals as exact numbers, dates as dates, rows as lists of contexts.
    static func value(_ value: FieldValue, of field: FieldDefinition) -> Value {
        switch value {
        case .null: .null(because: "“\(field.title)”没有填写")
        case .text(let text), .masked(let text): .string(text)
        case .integer(let number): .number(Number(Int(number), scale: field.scale))
        case .boolean(let flag): .boolean(flag)
        case .day(let day): date(day)
        case .list(let items): .list(items.map { .string($0) })
        case .rows(let rows):
            .list(
                rows.map { row in
                    .context(
                        Context(
                            field.columns.map { column in
                                (column.name, FormulaValues.value(row[column.name] ?? .null, of: column))
                            }))
                })
        }
    }

    /// A date of the calendar.
    static func date(_ day: Day) -> Value {
        CivilDate(dayNumber: day.number).map { .date($0) } ?? .null(because: "日期超出范围")
    }

    /// What a formula gave, as a field of this kind holds it; nil when it does not fit.
    static func fieldValue(_ value: Value, of field: FieldDefinition) -> FieldValue? {
        if value.isNull { return .null }
        switch field.kind {
        case .boolean: return value.boolean.map { .boolean($0) }
        // What is worked out from a date may leave the calendar that columns hold.
        case .date: return value.date.map { Day(number: $0.dayNumber) }.flatMap { $0.isInCalendar ? .day($0) : nil }
        case .choices: return value.list.map { .list($0.compactMap(\.string)) }
        case _ where field.kind.isInteger:
            return value.number.flatMap { $0.scaled(by: field.scale) }.map { .integer(Int64($0)) }
        default: return value.string.map { .text($0) } ?? value.number.map { .text($0.description) }
        }
    }

    /// A parameter's value.
    static func value(_ entry: Parameter.Entry, kind: Parameter.Kind) -> Value {
        switch kind {
        case .integer, .decimal, .money: Number(entry.value).map { .number($0) } ?? .null
        case .text: .string(entry.value)
        case .boolean: .boolean(entry.value == "true")
        case .date: Day(iso: entry.value).map(date) ?? .null
        }
    }
}
