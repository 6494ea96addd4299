/// Another table, and how its rows belong to a record.
public struct SQLTable: Sendable {
    /// The quoted name of the table.
    public let sql: String
    /// The condition that ties a row of this table to the record: both are given by the aliases under which they
    /// stand (`{ "\($0).\"person\" = \($1).\"id\"" }`).
    public let link: @Sendable (_ alias: String, _ owner: String) -> String
    /// The names of its rows' fields.
    public let fields: [String: SQLField]

    /// A table.
    public init(
        sql: String, fields: [String: SQLField], link: @escaping @Sendable (_ alias: String, _ owner: String) -> String
    ) {
        (self.sql, self.fields, self.link) = (sql, fields, link)
    }
}
