/// What has to be put right in one field: the same words stand in the summary and at the field.
public struct FieldError: Sendable, Equatable {
    /// The name of the field, or `nil` when the message concerns the whole page.
    public var field: String?
    /// What to do, as a sentence: “请输入…”.
    public var message: String

    /// A message for a field.
    public init(field: String?, message: String) {
        self.field = field
        self.message = message
    }
}

extension [FieldError] {
    /// The first message for a field.
    public func message(for field: String) -> String? {
        first { $0.field == field }?.message
    }
}
