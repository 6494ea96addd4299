/// A condition or value as SQL: the binds stand between the fragments, of which there is one more.
public struct SQLCondition: Sendable {
    /// The text between the binds.
    public let fragments: [String]
    /// The values to be bound, in order: texts (`.string`) and dates (`.date`) only; everything else is in the text.
    public let binds: [Value]
}
