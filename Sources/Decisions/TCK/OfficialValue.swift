import FEEL

/// Values as the official suite writes and compares them.
enum OfficialValue {
    /// The value within an input or an expectation: `value`, `list` or `component`s.
    static func read(_ node: MarkupNode) -> Value {
        if let list = node.child("list") {
            return isNull(list) ? .null : .list(list.children("item").map(read))
        }
        let components = node.children("component")
        if !components.isEmpty {
            if components.count == 1, isNull(components[0]), components[0].attribute("name") == nil { return .null }
            return .context(Context(components.map { ($0.attributes["name"] ?? "", isNull($0) ? .null : read($0)) }))
        }
        guard let value = node.child("value"), !isNull(value) else { return .null }
        return scalar(value.text, type: attribute(value, "type")?.split(separator: ":").last.map(String.init))
    }

    private static func isNull(_ node: MarkupNode) -> Bool { attribute(node, "nil") == "true" }

    /// An attribute of the namespace of XML schema instances, whatever its prefix.
    private static func attribute(_ node: MarkupNode, _ name: String) -> String? {
        node.attributes.first { $0.key.hasSuffix(":\(name)") }?.value
    }

    private static func scalar(_ text: String, type: String?) -> Value {
        switch type {
        case "boolean": return .boolean(text.trimmed == "true" || text.trimmed == "1")
        case "decimal", "double", "integer", "float", "int", "long":
            return Number(text.trimmed).map(Value.number) ?? .string(text)
        case "date": return CivilDate(text.trimmed).map(Value.date) ?? .string(text)
        case "time": return CivilTime(text.trimmed).map(Value.time) ?? .string(text)
        case "dateTime": return CivilDateTime(text.trimmed).map(Value.dateTime) ?? .string(text)
        case "duration":
            let duration = try? Expression.parse("duration(\(Value.quoted(text.trimmed)))", scope: .empty)
            return duration?.evaluate(inputs: [], at: .current) ?? .string(text)
        default: return .string(text)
        }
    }

    /// Equal, numbers to eight digits after the point as the suite's own runners compare them.
    static func same(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)):
            return a.subtracting(b).map { $0.magnitude < Number(1, scale: 8) } ?? false
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.context(let a), .context(let b)):
            return a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in b[entry.name].map { same(entry.value, $0) } ?? false }
        default: return Value.equal(left, right) == true
        }
    }
}
