import FEEL

/// The columns of a register's table as conditions see them.
enum RegisterColumns {
    static func scope(_ register: RegisterDefinition, alias: String) -> SQLScope {
        SQLScope(alias: "\"\(alias)\"", fields: fields(register))
    }

    private static func fields(_ register: RegisterDefinition) -> [String: SQLField] {
        var fields: [String: SQLField] = [
            "id": .column(SQLColumn(sql: "\"id\"", type: .number, nullable: false, digits: 18)),
            "state": .column(SQLColumn(sql: "\"state\"", type: .string)),
            "state_due": .column(SQLColumn(sql: "\"state_due\"", type: .date)),
        ]
        for field in register.storedFields { fields[field.name] = .column(column(field)) }
        for field in register.fields where field.kind == .rows {
            fields[field.name] = .children(childTable(register, field))
        }
        return fields
    }

    private static func column(_ field: FieldDefinition) -> SQLColumn {
        SQLColumn(
            sql: "\"\(field.name)\"", type: FormulaScope.type(field.kind), nullable: true, scale: field.scale,
            digits: 15, isSealed: field.secret)
    }

    private static func childTable(_ register: RegisterDefinition, _ field: FieldDefinition) -> SQLTable {
        let columns = field.columns.map { ($0.name, SQLField.column(column($0))) }
        return SQLTable(
            sql: "\"\(RegisterSchema.rowsTable(register, field))\"",
            fields: Dictionary(columns, uniquingKeysWith: { first, _ in first })
        ) { alias, owner in "\(alias).\"parent\" = \(owner).\"id\"" }
    }
}
