public import Base
public import FEEL

extension Value {
    /// Reads JSON: numbers exactly as written, objects as contexts.
    ///
    /// - Throws: `Diagnostic` with line and column.
    public init(json bytes: [UInt8], file: String) throws(Diagnostic) {
        var reader = JSONReader(bytes, file: file)
        self = try reader.whole()
    }

    /// The value with texts read as dates, numbers and so on where a type asks for them; a text that cannot be read so
    /// stays a text, which the type then refuses.
    public func read(as type: FEELType) -> Value {
        switch (self, type) {
        case (.string(let text), _): return Value(text: text, as: type)
        case (.list(let items), .list(let item)): return .list(items.map { $0.read(as: item) })
        case (.context(let context), .context(let fields)):
            var result = context
            for field in fields {
                if let value = context[field.name] { result[field.name] = value.read(as: field.type) }
            }
            return .context(result)
        default: return self
        }
    }

    /// What a person wrote for a value of a type; an empty text is null unless a text is wanted.
    public init(text: String, as type: FEELType) {
        let bare = text.trimmed
        if bare.isEmpty, type != .string, type != .any {
            self = .null(because: "是空的")
            return
        }
        switch type {
        case .number: self = Number(bare).map(Value.number) ?? .string(text)
        case .boolean:
            let known: [String: Bool] = ["true": true, "false": false, "是": true, "否": false]
            self = known[bare].map(Value.boolean) ?? .string(text)
        case .date: self = CivilDate(bare).map(Value.date) ?? .string(text)
        case .time: self = CivilTime(bare).map(Value.time) ?? .string(text)
        case .dateTime: self = CivilDateTime(bare).map(Value.dateTime) ?? .string(text)
        case .daysTime, .yearsMonths: self = Value.duration(bare) ?? .string(text)
        default: self = .string(text)
        }
    }

    private static func duration(_ text: String) -> Value? {
        let expression = try? Expression.parse("duration(\(Value.quoted(text)))", scope: .empty)
        guard let value = expression?.evaluate(inputs: [], at: .current), !value.isNull else { return nil }
        return value
    }
}
