import Base
import Foundation

/// Values as JSON for the history: keys sorted, so that the same values always give the same text.
extension FieldValue {
    /// JSON text of values by field.
    static func json(_ values: FieldValues) -> String {
        var text = "{"
        for (index, key) in values.keys.sorted().enumerated() {
            if index > 0 { text += "," }
            append(string: key, to: &text)
            text += ":"
            (values[key] ?? .null).append(to: &text)
        }
        return text + "}"
    }

    /// JSON text of a list of codes, as a column holds it.
    static func json(_ items: [String]) -> String {
        var text = ""
        FieldValue.list(items).append(to: &text)
        return text
    }

    /// Reads a list of codes out of a column.
    static func list(json: String) -> [String] {
        (try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]) ?? []
    }

    /// Reads what `json` wrote. Dates come back as text: the field's kind says what they are.
    static func values(json: String) -> FieldValues {
        guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
            return [:]
        }
        return object.mapValues(value)
    }

    private func append(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .text(let value): FieldValue.append(string: value, to: &text)
        case .masked(let value): FieldValue.append(string: value, to: &text)
        case .integer(let value): text += String(value)
        case .boolean(let value): text += value ? "true" : "false"
        case .day(let value): FieldValue.append(string: value.iso, to: &text)
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                FieldValue.append(string: item, to: &text)
            }
            text += "]"
        case .rows(let rows):
            text += "[" + rows.map(FieldValue.json).joined(separator: ",") + "]"
        }
    }

    private static func append(string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    private static func value(_ any: Any) -> FieldValue {
        switch any {
        case let text as String: return .text(text)
        case let number as NSNumber:
            // On Linux a JSON boolean arrives as an NSNumber of its own type.
            if String(cString: number.objCType) == "c" { return .boolean(number.boolValue) }
            return .integer(number.int64Value)
        case let list as [String]: return .list(list)
        case let rows as [[String: Any]]: return .rows(rows.map { $0.mapValues(value) })
        default: return .null
        }
    }
}
