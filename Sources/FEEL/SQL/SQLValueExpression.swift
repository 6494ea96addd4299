/// A value as SQL.
public struct SQLValueExpression: Sendable {
    /// The text and its binds.
    public let sql: SQLCondition
    /// The type of the value.
    public let type: FEELType
    /// For a number: the SQL gives whole units of 10^-scale.
    public let scale: Int
}
