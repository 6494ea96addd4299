public import FEEL

/// What a decision comes to while some inputs are unknown.
public enum Inquiry: Sendable {
    /// The result, whatever the unknown inputs are.
    case result(Value)
    /// What to ask next, and what else may have to be asked after it.
    case question(NextQuestion, others: [NextQuestion])
}

/// An input, or an entry of one, that is unknown and can matter.
public struct NextQuestion: Sendable {
    /// The input's name.
    public let input: String
    /// The namespace of its model.
    public let namespace: String
    /// The names of the entry within the input; empty for the whole.
    public let path: [String]
    /// What to ask, in Chinese: the input's label, else made of its name and type.
    public let text: String
    /// The description of the input or the entry, if one is written.
    public let help: String?
    /// The type of the answer.
    public let type: FEELType
    /// The answers that the type allows, where it names them all.
    public let allowedAnswers: [Value]?
    /// The unary tests that an answer has to pass, as they are written.
    public let constraint: String?
    let accepts: ItemType

    /// The name with those of the entry, such as `单位.在职职工人数`.
    public var name: String { ([input] + path).joined(separator: ".") }

    /// What a person wrote as an answer; nil where it is none of the type or not allowed.
    public func answer(_ text: String) -> Value? {
        var run = Run(moment: .current)
        let read = Value(text: text, as: type)
        let value = type == .any ? Self.plain(text) : accepts.accept(read, &run)
        return value.isNull ? nil : value
    }

    /// The known values with an answer added.
    public func adding(_ answer: Value, to known: Context) -> Context { Self.set(answer, [input] + path, known) }

    /// Where any value will do, a number or a yes is read as such.
    private static func plain(_ text: String) -> Value {
        for type in [FEELType.number, .boolean, .date] {
            let value = Value(text: text, as: type)
            if value.type == type { return value }
        }
        return .string(text)
    }

    private static func set(_ value: Value, _ path: [String], _ context: Context) -> Context {
        var context = context
        guard let first = path.first else { return context }
        context[first] =
            path.count == 1
            ? value : .context(set(value, Array(path.dropFirst()), context[first]?.context ?? Context()))
        return context
    }
}
