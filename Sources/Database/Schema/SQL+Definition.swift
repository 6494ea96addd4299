extension SQL {
    /// The text with its values written out. Definitions of tables and indexes cannot have binds.
    func inlined(_ engine: Database.Engine) -> SQL {
        var result = SQL(raw: texts[0])
        result.fault = fault
        for (index, value) in binds.enumerated() {
            result.append(.literal(value, engine))
            result.append(text: texts[index + 1])
        }
        return result
    }

    /// A value as a literal of the engine.
    static func literal(_ value: SQLValue, _ engine: Database.Engine) -> SQL {
        switch value {
        case .null: "NULL"
        case .integer(let number): SQL(raw: String(number))
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        case .text(let text): SQL(raw: "'\(text.replacing("'", with: "''"))'")
        case .blob(let bytes): SQL(raw: engine == .sqlite ? "x'\(hex(bytes))'" : "'\\x\(hex(bytes))'")
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension ColumnDefinition {
    func definition(_ engine: Database.Engine) -> SQL {
        var sql: SQL = "\(name: name) \(raw: type.declaration(engine))"
        if !nullable, type != .identity { sql += " NOT NULL" }
        if unique { sql += " UNIQUE" }
        if let defaultValue { sql += " DEFAULT \(SQL.literal(defaultValue, engine))" }
        if let check = type.check("\(name: name)", engine) {
            sql += " CONSTRAINT \(name: name + "_type") CHECK (\(check))"
        }
        if let references { sql += " \(references.definition)" }
        return sql
    }
}

extension Reference {
    var definition: SQL {
        "REFERENCES \(name: table) (\(names: columns)) ON DELETE \(raw: onDelete.rawValue)"
    }
}

extension TableDefinition {
    func definition(_ engine: Database.Engine, ifNotExists: Bool) -> SQL {
        var lines = columns.map { $0.definition(engine) }
        if !primaryKey.isEmpty { lines.append("PRIMARY KEY (\(names: primaryKey))") }
        lines += unique.map { "UNIQUE (\(names: $0))" }
        lines += foreignKeys.map { "FOREIGN KEY (\(names: $0.columns)) \($0.references.definition)" }
        lines += checks.map { "CHECK (\($0.inlined(engine)))" }
        let guardText: SQL = ifNotExists ? "IF NOT EXISTS " : ""
        return "CREATE TABLE \(guardText)\(name: name) (\(lines.joined(separator: ", ")))\(options(engine))"
    }

    private func options(_ engine: Database.Engine) -> SQL {
        guard engine == .sqlite else { return "" }
        let isKeyed = withoutRowID && !primaryKey.isEmpty
        return isKeyed ? " STRICT, WITHOUT ROWID" : " STRICT"
    }
}

extension IndexDefinition {
    func definition(_ engine: Database.Engine, ifNotExists: Bool) -> SQL {
        let parts = columns.map { SQL.name($0) } + expressions.map { "(\($0.inlined(engine)))" }
        let kind: SQL = unique ? "UNIQUE INDEX" : "INDEX"
        let guardText: SQL = ifNotExists ? "IF NOT EXISTS " : ""
        var sql: SQL =
            "CREATE \(kind) \(guardText)\(name: resolvedName) ON \(name: table) (\(parts.joined(separator: ", ")))"
        if let condition { sql += " WHERE \(condition.inlined(engine))" }
        return sql
    }
}
