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

    /// A column.
    public init(sql: String, type: FEELType, nullable: Bool = true, scale: Int = 0, digits: Int = 12) {
        (self.sql, self.type, self.nullable) = (sql, type, nullable)
        (self.scale, self.digits) = (scale, digits)
    }
}
