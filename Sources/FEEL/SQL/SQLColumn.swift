/// A column that holds a field of a record.
public struct SQLColumn: Sendable {
    /// The quoted column, to be put after the alias of its table and a point.
    public let sql: String
    /// What it holds: boolean, number, string, date, or a list of strings kept as JSON text.
    public let type: FEELType
    /// Whether it may be NULL.
    public let nullable: Bool
    /// For a number: the column holds whole units of 10^-scale (fen for yuan is 2).
    public let scale: Int
    /// For a number: how many digits the whole number in the column may have at most; nothing larger may be stored.
    public let digits: Int
    /// Whether the column holds the value encrypted, so that it can only be asked whether there is one.
    public let isSealed: Bool

    /// A column.
    public init(
        sql: String, type: FEELType, nullable: Bool = true, scale: Int = 0, digits: Int = 12, isSealed: Bool = false
    ) {
        (self.sql, self.type, self.nullable) = (sql, type, nullable)
        (self.scale, self.digits, self.isSealed) = (scale, digits, isSealed)
    }
}
