import Base
import Database
import FEEL
import Secrets

/// The tables that follow from definitions. A changed definition only adds.
enum RegisterSchema {
    /// The tables of this room that no register may take.
    static let tables: Set<String> = [
        "record_counter", "change_head", "change", "search_term", "region", "record_merge", "attachment", "saved_view",
        "parameter_amendment",
    ]

    /// Tables of the house that do not depend on definitions.
    static let migrations: [Migration] = [
        Migration(id: "2026-11-21-1000-registers") { connection in
            try connection.createTable(
                TableDefinition(
                    "record_counter",
                    columns: [ColumnDefinition("register", .text), ColumnDefinition("last", .integer)],
                    primaryKey: ["register"]))
            try connection.createTable(
                TableDefinition(
                    "change_head",
                    columns: [
                        ColumnDefinition("register", .text), ColumnDefinition("seq", .integer),
                        ColumnDefinition("hash", .blob),
                    ], primaryKey: ["register"]))
            try connection.createTable(changeTable)
            try connection.createIndex(IndexDefinition(on: "change", columns: ["register", "record", "seq"]))
            try connection.createTable(
                TableDefinition(
                    "search_term",
                    columns: [
                        ColumnDefinition("register", .text), ColumnDefinition("term", .text),
                        ColumnDefinition("record", .integer),
                    ], primaryKey: ["register", "term", "record"], withoutRowID: true))
            try connection.createIndex(IndexDefinition(on: "search_term", columns: ["register", "record"]))
            try connection.createTable(
                TableDefinition(
                    "region",
                    columns: [
                        ColumnDefinition("code", .text), ColumnDefinition("name", .text),
                        ColumnDefinition("kind", .text, nullable: true), ColumnDefinition("source", .text),
                    ], primaryKey: ["code"]))
            try connection.createTable(mergeTable)
        }
    ]

    private static var changeTable: TableDefinition {
        TableDefinition(
            "change",
            columns: [
                ColumnDefinition("register", .text), ColumnDefinition("seq", .integer),
                ColumnDefinition("record", .integer), ColumnDefinition("version", .integer),
                ColumnDefinition("at", .timestamp), ColumnDefinition("account", .integer, nullable: true),
                ColumnDefinition("actor", .text), ColumnDefinition("kind", .text),
                ColumnDefinition("reason", .text, nullable: true), ColumnDefinition("channel", .text),
                ColumnDefinition("note", .text, nullable: true), ColumnDefinition("before_values", .json),
                ColumnDefinition("after_values", .json), ColumnDefinition("hash", .blob),
            ], primaryKey: ["register", "seq"])
    }

    private static var mergeTable: TableDefinition {
        TableDefinition(
            "record_merge",
            columns: [
                ColumnDefinition("id", .identity), ColumnDefinition("register", .text),
                ColumnDefinition("kept", .integer), ColumnDefinition("other", .integer),
                ColumnDefinition("before_values", .json), ColumnDefinition("merged_values", .json),
                ColumnDefinition("moved", .json), ColumnDefinition("reason", .text),
                ColumnDefinition("at", .timestamp), ColumnDefinition("actor", .text),
                ColumnDefinition("undone_at", .timestamp, nullable: true),
            ])
    }

    /// Brings a register's table up to its definition: creates it, or adds the columns that are new. A column whose field
    /// is now kept in another way is set aside under another name, so that nothing in it is lost.
    static func prepare(_ register: RegisterDefinition, of catalogue: Catalogue, in connection: Connection) throws {
        let columns = self.columns(of: register)
        let known = Dictionary(
            try connection.tableColumns(register.name).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let indexes = self.indexes(of: register) + caseloadIndexes(of: register, catalogue)
        if known.isEmpty {
            try connection.createTable(TableDefinition(register.name, columns: columns, primaryKey: ["id"]))
        } else {
            for column in columns {
                if let info = known[column.name] {
                    guard !fits(info, column) else { continue }
                    try setAside(column.name, of: register.name, known: Set(known.keys), indexes, in: connection)
                }
                try connection.addColumn(column, to: register.name)
            }
        }
        for index in indexes { try connection.createIndex(index, ifNotExists: true) }
        for field in register.fields where field.kind == .rows {
            try prepareRows(of: register, field, in: connection)
        }
    }

    /// Numbers do not go into a column of texts, nor texts into one of numbers.
    private static func fits(_ info: ColumnInfo, _ column: ColumnDefinition) -> Bool {
        let isNumber = ["integer", "bigint"].contains(info.declaredType.lowercased())
        return switch column.type {
        case .integer: isNumber
        case .text: !isNumber
        default: true
        }
    }

    private static func setAside(
        _ column: String, of table: String, known: Set<String>, _ indexes: [IndexDefinition], in connection: Connection
    ) throws {
        var name = "\(column.prefix(50))_before"
        while known.contains(name) { name += "_2" }
        for index in indexes where index.columns.contains(column) {
            try connection.run("DROP INDEX IF EXISTS \(name: index.resolvedName)")
        }
        try connection.run("ALTER TABLE \(name: table) RENAME COLUMN \(name: column) TO \(name: name)")
    }

    /// The table of a field's child rows.
    static func rowsTable(_ register: RegisterDefinition, _ field: FieldDefinition) -> String {
        "\(register.name)__\(field.name)"
    }

    private static func prepareRows(
        of register: RegisterDefinition, _ field: FieldDefinition, in connection: Connection
    ) throws {
        let table = rowsTable(register, field)
        let columns =
            [ColumnDefinition("parent", .integer), ColumnDefinition("position", .integer)]
            + field.columns.map { ColumnDefinition($0.name, columnType($0.kind), nullable: true) }
        let known = Set(try connection.tableColumns(table).map(\.name))
        if known.isEmpty {
            try connection.createTable(
                TableDefinition(table, columns: columns, primaryKey: ["parent", "position"]))
        } else {
            for column in columns where !known.contains(column.name) {
                try connection.addColumn(column, to: table)
            }
        }
    }

    private static func columns(of register: RegisterDefinition) -> [ColumnDefinition] {
        var columns = [
            ColumnDefinition("id", .integer), ColumnDefinition("version", .integer),
            ColumnDefinition("created_at", .timestamp), ColumnDefinition("updated_at", .timestamp),
            ColumnDefinition("removed_at", .timestamp, nullable: true),
            ColumnDefinition("merged_into", .integer, nullable: true), ColumnDefinition("state", .text, nullable: true),
            ColumnDefinition("state_due", .date, nullable: true),
        ]
        for field in register.storedFields {
            columns.append(
                ColumnDefinition(field.name, field.secret ? .blob : columnType(field.kind), nullable: true))
            if field.secret { columns.append(ColumnDefinition(field.hashColumn, .blob, nullable: true)) }
        }
        return columns
    }

    private static func columnType(_ kind: FieldKind) -> ColumnType {
        switch kind {
        case .boolean: .boolean
        case .date: .date
        case _ where kind.isInteger: .integer
        default: .text
        }
    }

    private static func indexes(of register: RegisterDefinition) -> [IndexDefinition] {
        let live = SQL("removed_at IS NULL")
        // What the front list asks of a record stands in the index of its order, so that it is counted from there alone.
        let asked = register.views.first?.condition?.expression.referencedNames ?? []
        let columns = asked.filter { register.field($0).map { $0.isStored && !$0.secret } ?? false }
        var indexes: [[String]] = [[register.region, register.label, "id"].compactMap { $0 } + columns]
        if let subject = register.subject {
            indexes.append([subject, register.when, "id"].compactMap { $0 })
        }
        if let when = register.when { indexes.append([when, "id"]) }
        for field in Set(register.views.compactMap(\.sort.first?.field)) where field != register.region {
            if register.field(field)?.isStored == true { indexes.append([field, "id"]) }
        }
        var seen: Set<[String]> = []
        let plain = indexes.filter { seen.insert($0).inserted && Set($0).count == $0.count }.map {
            index(of: register, $0, where: live)
        }
        // Who has left, of whom there are few.
        let ends = register.ends.map { index(of: register, [$0], where: "\(name: $0) IS NOT NULL") }
        return plain + ends + deadlineIndexes(of: register) + filterIndexes(of: register)
            + uniqueIndexes(of: register, live: live)
    }

    /// For those who deal only with their own people: whom somebody looks after is found without reading anybody else.
    private static func caseloadIndexes(of register: RegisterDefinition, _ catalogue: Catalogue) -> [IndexDefinition] {
        let referring = catalogue.registers.flatMap(\.caseload).compactMap { link -> String? in
            guard case .referred(let holder, let field) = link, holder == register.name else { return nil }
            return field
        }
        return (register.caseloadFields.map(\.name) + referring).map { field in
            IndexDefinition(
                "\(register.name)_case_\(field.prefix(44))", on: register.name, columns: [field, "id"],
                where: "\(name: field) IS NOT NULL")
        }
    }

    /// For the list of what is overdue: the few records that have a deadline, in its order.
    private static func deadlineIndexes(of register: RegisterDefinition) -> [IndexDefinition] {
        guard register.states?.hasDeadlines == true else { return [] }
        return [
            index(of: register, ["state_due", "id"], where: "removed_at IS NULL AND state_due IS NOT NULL")
        ]
    }

    /// For lists that are filtered by a code or a flag: in the order of the list, and only rows that have a value.
    private static func filterIndexes(of register: RegisterDefinition) -> [IndexDefinition] {
        let filtered = Set(register.views.flatMap(\.filters))
        return register.storedFields.filter { field in
            filtered.contains(field.name) && [.choice, .boolean, .account].contains(field.kind)
        }.map { field in
            let columns = [field.name, register.region, register.label, "id"].compactMap { $0 }
            return index(
                of: register, columns, where: "removed_at IS NULL AND \(name: field.name) IS NOT NULL")
        }
    }

    private static func index(of register: RegisterDefinition, _ columns: [String], where condition: SQL)
        -> IndexDefinition
    {
        IndexDefinition(
            indexName("\(register.name)_", columns), on: register.name, columns: columns, where: condition)
    }

    private static func uniqueIndexes(of register: RegisterDefinition, live: SQL) -> [IndexDefinition] {
        register.uniqueSets.map { fields in
            IndexDefinition(
                uniqueIndexName(fields, of: register), on: register.name, columns: uniqueColumns(fields), unique: true,
                where: live)
        }
    }

    private static func uniqueColumns(_ fields: [FieldDefinition]) -> [String] {
        fields.map { $0.secret ? $0.hashColumn : $0.name }
    }

    private static func uniqueIndexName(_ fields: [FieldDefinition], of register: RegisterDefinition) -> String {
        indexName("\(register.name)_key_", uniqueColumns(fields))
    }

    /// Whether a constraint that was broken is the one over these fields: PostgreSQL names the index, SQLite the columns.
    static func isOf(
        _ constraint: DatabaseError.Constraint, _ fields: [FieldDefinition], of register: RegisterDefinition
    ) -> Bool {
        constraint.name == uniqueIndexName(fields, of: register)
            || Set(constraint.columns) == Set(uniqueColumns(fields))
    }

    /// PostgreSQL cuts names to 63 bytes, and an index whose name is there already would silently not be made: a long name
    /// ends with a hash of what was cut.
    static func indexName(_ start: String, _ columns: [String]) -> String {
        let name = start + columns.joined(separator: "_")
        guard name.utf8.count > 63 else { return name }
        return "\(name.prefix(54))_\(Digest.hex(name).prefix(8))"
    }
}
