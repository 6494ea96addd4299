/// Answers that belong together, in a list that opens.
public struct ChoiceGroup: Sendable, Equatable {
    /// What they are called together.
    public var label: String
    /// The answers.
    public var choices: [Choice]

    /// Answers under a heading.
    public init(_ label: String, _ choices: [Choice]) {
        self.label = label
        self.choices = choices
    }
}

/// One of the answers of a question.
public struct Choice: Sendable, Equatable {
    /// What is sent.
    public var value: String
    /// What is shown.
    public var label: String
    /// A few words more.
    public var hint: String?

    /// An answer.
    public init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}
