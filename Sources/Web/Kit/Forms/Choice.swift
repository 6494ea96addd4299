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
