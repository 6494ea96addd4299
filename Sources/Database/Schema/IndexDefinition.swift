/// An index to be made.
public struct IndexDefinition: Sendable {
    /// Lower case letters, digits and underscores; made from table and columns when it is not given.
    public var name: String?
    /// The table.
    public var table: String
    /// The columns in order.
    public var columns: [String]
    /// Expressions behind the columns.
    public var expressions: [SQL]
    /// Whether the values together may stand in one row only.
    public var unique: Bool
    /// Only rows that keep this condition are in the index. Values in it are written into the definition.
    public var condition: SQL?

    /// An index.
    public init(
        _ name: String? = nil, on table: String, columns: [String] = [], expressions: [SQL] = [], unique: Bool = false,
        where condition: SQL? = nil
    ) {
        self.name = name
        self.table = table
        self.columns = columns
        self.expressions = expressions
        self.unique = unique
        self.condition = condition
    }

    /// The given name, or one made from table and columns, cut to what PostgreSQL keeps and made unlike by a hash.
    public var resolvedName: String {
        if let name { return name }
        let parts = [table] + columns + (expressions.isEmpty && condition == nil ? [] : [fingerprint])
        let full = parts.joined(separator: "_") + (unique ? "_key" : "_idx")
        guard full.utf8.count > 63 else { return full }
        return "\(full.prefix(50))_\(String(Database.lockKey(full) % 0x1_0000_0000, radix: 16))"
    }

    private var fingerprint: String {
        let text = (expressions + [condition ?? .empty]).map(\.inlinedForNames).joined(separator: ";")
        return String(Database.lockKey(text) % 0x1_0000_0000, radix: 16)
    }
}

extension SQL {
    fileprivate var inlinedForNames: String { inlined(.sqlite).text }
}
