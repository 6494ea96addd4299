/// What has to be put right in one field: the same words stand in the summary and at the field.
public struct FieldError: Sendable, Equatable {
    /// The name of the field, or `nil` when the message concerns the whole page.
    public var field: String?
    /// What to do, as a sentence: “请输入…”.
    public var message: String
    /// Whether it only asks to look again: what was typed may be saved as it is.
    public var isQuestion: Bool

    /// A message for a field.
    public init(field: String?, message: String, isQuestion: Bool = false) {
        self.field = field
        self.message = message
        self.isQuestion = isQuestion
    }
}

extension [FieldError] {
    /// The first message for a field.
    func first(for field: String) -> FieldError? {
        first { $0.field == field }
    }

    /// Whether nothing is wrong and there are only questions.
    var areQuestions: Bool { !isEmpty && allSatisfy(\.isQuestion) }
}
