extension Value: CustomStringConvertible {
    /// The value as FEEL writes it: texts in quotes, dates as `date("…")`.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): Self.quoted(value)
        case .date(let value): "date(\"\(value)\")"
        case .time(let value): "time(\"\(value)\")"
        case .dateTime(let value): "date and time(\"\(value)\")"
        case .daysTime(let value): "duration(\"\(value)\")"
        case .yearsMonths(let value): "duration(\"\(value)\")"
        case .list(let items): "[\(items.map(\.description).joined(separator: ", "))]"
        case .context(let context):
            "{\(context.entries.map { "\(Self.key($0.name)): \($0.value)" }.joined(separator: ", "))}"
        case .range(let range): Self.text(of: range) { $0.description }
        case .function(let function): "function(\(function.parameters.joined(separator: ", ")))"
        }
    }

    /// The value as `string()` gives it: a text bare at the top, quoted within lists and contexts; `nil` for null.
    var asText: String? {
        switch self {
        case .null: nil
        case .string(let value): value
        default: nestedText
        }
    }

    private var nestedText: String {
        switch self {
        case .null: "null"
        case .boolean, .number, .string, .function: description
        case .date(let value): value.description
        case .time(let value): value.description
        case .dateTime(let value): value.description
        case .daysTime(let value): value.description
        case .yearsMonths(let value): value.description
        case .list(let items): "[\(items.map(\.nestedText).joined(separator: ", "))]"
        case .context(let context):
            "{\(context.entries.map { "\(Self.key($0.name)): \($0.value.nestedText)" }.joined(separator: ", "))}"
        case .range(let range): Self.text(of: range) { $0.nestedText }
        }
    }

    private static func text(of range: RangeValue, _ write: (Value) -> String) -> String {
        if let comparison = range.comparison {
            return "(\(comparison.rawValue) \(write(range.low.isNull ? range.high : range.low)))"
        }
        let low = range.low.isNull ? "null" : write(range.low)
        let high = range.high.isNull ? "null" : write(range.high)
        return "\(range.includesLow ? "[" : "(")\(low)..\(high)\(range.includesHigh ? "]" : ")")"
    }

    /// A text in quotes, with the characters escaped that FEEL needs escaped.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func key(_ name: String) -> String {
        let simple = name.unicodeScalars.allSatisfy { $0.isNamePart } && name.unicodeScalars.first?.isNameStart == true
        return simple ? name : quoted(name)
    }
}
