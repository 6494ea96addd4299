/// The fields of the record that a condition is about.
public struct SQLScope: Sendable {
    /// The alias under which the record's table stands in the query, quoted where needed.
    public let alias: String
    /// The names of its fields.
    public let fields: [String: SQLField]

    /// A scope.
    public init(alias: String, fields: [String: SQLField]) {
        (self.alias, self.fields) = (alias, fields)
    }

    /// The names and types as an expression sees them, in the order of the names.
    public var feelFields: [FEELType.Field] { Self.feelFields(fields) }

    private static func feelFields(_ fields: [String: SQLField]) -> [FEELType.Field] {
        fields.sorted { $0.key < $1.key }.map { name, field in
            switch field {
            case .column(let column): FEELType.Field(name, column.type)
            case .children(let table): FEELType.Field(name, .list(.context(feelFields(table.fields))))
            case .reference(let table): FEELType.Field(name, .context(feelFields(table.fields)))
            }
        }
    }
}
