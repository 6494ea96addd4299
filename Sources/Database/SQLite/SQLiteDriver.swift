import Foundation
import GRDB

/// Statements on an open SQLite connection.
final class SQLiteDriver: Driver {
    let engine = Database.Engine.sqlite
    private let database: GRDB.Database
    private let cache: SQLiteStatementCache

    init(_ database: GRDB.Database, cache: SQLiteStatementCache) {
        self.database = database
        self.cache = cache
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try each(sql) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    func run(_ sql: SQL) throws -> Int {
        let before = database.totalChangesCount
        try translating(sql) {
            try withStatement(sql.text) { try $0.execute(arguments: sql.sqliteArguments) }
        }
        if sql.isDefinition { cache.removeAll() }
        // The count of a statement that changes no row is that of the one before it.
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func each(_ sql: SQL, _ body: (Row) -> Bool) throws {
        try translating(sql) {
            try withStatement(sql.text) { statement in
                let shape = RowShape(columns: statement.columnNames, statement: sql.text)
                let cursor = try GRDB.Row.fetchCursor(statement, arguments: sql.sqliteArguments)
                while let row = try cursor.next() {
                    let values = (0..<row.count).map { SQLValue(sqlite: row[$0]) }
                    guard body(Row(values: values, shape: shape)) else { break }
                }
            }
        }
    }

    func batch(_ statements: [SQL]) throws {
        for (index, sql) in statements.enumerated() {
            do {
                _ = try run(sql)
            } catch var error as DatabaseError {
                error.statement = index
                throw error
            }
        }
    }

    func insert(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws {
        let marks = SQL(raw: Array(repeating: "?", count: columns.count).joined(separator: ", "))
        let sql: SQL = "INSERT INTO \(name: table) (\(names: columns)) VALUES (\(marks))"
        var index = 0
        try withStatement(sql.text) { statement in
            for row in rows {
                if let error = row.error(columns: columns, index: index, sql: sql) { throw error }
                do {
                    try statement.execute(arguments: StatementArguments(row.map(\.sqlite)))
                } catch let error as GRDB.DatabaseError {
                    throw DatabaseError(sqlite: error, sql: sql.text, statement: index)
                }
                index += 1
            }
        }
    }

    func begin(_ transaction: Transaction) throws {
        try translating("BEGIN") {
            switch transaction {
            case .read: try database.beginTransaction(.deferred)
            case .write: try database.beginTransaction(.immediate)
            }
        }
        // Another connection may have changed the tables: a kept `SELECT *` would still have the old columns.
        let version = try rows("PRAGMA schema_version").first?[0]
        cache.keepOnly(for: version)
    }

    func commit() throws {
        try translating("COMMIT") { try database.commit() }
    }

    func rollback() {
        // It fails only when SQLite has rolled back already.
        try? database.rollback()
        // Kept statements may be over tables that are gone now.
        cache.isUncertain = true
    }

    private func withStatement(_ text: String, _ body: (Statement) throws -> Void) throws {
        let statement: Statement
        do {
            statement = try cache.take(text) ?? database.makeStatement(sql: text)
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error, sql: text)
        }
        try body(statement)
        // After an error it is left to be freed.
        cache.putBack(statement, for: text)
    }

    private func translating<Result>(_ sql: SQL, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error, sql: sql.text)
        }
    }
}

extension SQL {
    /// Whether this changes tables or indexes.
    fileprivate var isDefinition: Bool {
        ["CREATE", "ALTER", "DROP"].contains(texts[0].prefix { !$0.isWhitespace }.uppercased())
    }

    fileprivate var sqliteArguments: StatementArguments {
        StatementArguments(binds.map(\.sqlite))
    }
}

extension SQLValue {
    fileprivate var sqlite: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        case .boolean(let flag): (flag ? 1 : 0).databaseValue
        }
    }

    fileprivate init(sqlite value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        // A fraction is text on both engines: no decision may rest on a floating-point number.
        case .double(let number): self = .text(String(number))
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }
}

extension [SQLValue] {
    /// What is wrong with a row of a bulk insert.
    func error(columns: [String], index: Int, sql: SQL) -> DatabaseError? {
        if count != columns.count {
            return DatabaseError(
                .syntax, "这一行有 \(count) 个值，应有 \(columns.count) 个。", sql: sql.text, statement: index)
        }
        if let column = firstIndex(where: \.holdsNUL) {
            return DatabaseError(
                .invalidValue, "\(columns[column]) 列的文字里有空字符（NUL），不能保存，请去掉。", sql: sql.text,
                statement: index)
        }
        return nil
    }
}
