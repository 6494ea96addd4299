import CLibPQ

/// Statements on an open PostgreSQL connection.
final class PostgresDriver: Driver {
    let engine = Database.Engine.postgres
    private let connection: PostgresConnection
    private let statements: PostgresStatements
    private var cursors = 0

    /// Rows fetched at a time from a cursor.
    private static let fetchSize = 1000
    /// Statements sent before their results are taken.
    private static let pipelineSize = 200

    init(_ connection: PostgresConnection) {
        self.connection = connection
        statements = PostgresStatements(connection)
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try result(sql).eachRow(of: sql.text) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    func run(_ sql: SQL) throws -> Int {
        try result(sql).affected
    }

    func each(_ sql: SQL, _ body: (Row) -> Bool) throws {
        cursors += 1
        let cursor = SQL(raw: "rows_\(cursors)")
        _ = try connection.execute("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)")
        var isWanted = true
        while isWanted {
            let result = try connection.command("FETCH \(raw: String(Self.fetchSize)) FROM \(cursor)")
            try result.eachRow(of: sql.text) { row in
                isWanted = body(row)
                return isWanted
            }
            if result.rowCount < Self.fetchSize { isWanted = false }
        }
        // A transaction that failed inside the body has closed it already, and refuses to.
        if connection.isInGoodTransaction { _ = try connection.command("CLOSE \(cursor)") }
    }

    func batch(_ statements: [SQL]) throws {
        var start = 0
        while start < statements.count {
            let end = min(start + Self.pipelineSize, statements.count)
            try connection.pipeline(statements[start..<end], firstIndex: start)
            start = end
        }
    }

    func insert(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws {
        let sql: SQL = "COPY \(name: table) (\(names: columns)) FROM STDIN"
        try connection.beginCopy(sql)
        var text = CopyText()
        var index = 0
        for row in rows {
            if let error = row.error(columns: columns, index: index, sql: sql) {
                try? connection.endCopy(sql, abandonedBecause: "refused by the client")
                throw error
            }
            text.append(row)
            if text.isFull {
                try connection.copy(text.take(), sql)
            }
            index += 1
        }
        try connection.copy(text.take(), sql)
        try connection.endCopy(sql)
    }

    func begin(_ transaction: Transaction) throws {
        try statements.tidy()
        cursors = 0
        let sql: SQL =
            switch transaction {
            case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            case .write(.serializable): "BEGIN ISOLATION LEVEL SERIALIZABLE"
            case .write(.readCommitted): "BEGIN ISOLATION LEVEL READ COMMITTED"
            }
        _ = try connection.command(sql)
    }

    func commit() throws {
        do {
            let result = try connection.command("COMMIT")
            guard result.command == "COMMIT" else {
                throw DatabaseError(.other, DatabaseError.Kind.other.message, sql: "COMMIT", detail: result.command)
            }
        } catch let error as DatabaseError where error.kind == .connectionLost {
            throw DatabaseError(
                .outcomeUnknown, DatabaseError.Kind.outcomeUnknown.message, sql: "COMMIT", code: error.code,
                detail: error.detail)
        }
    }

    func rollback() {
        // It fails only when the connection broke, and then the server undoes the transaction by itself.
        _ = try? connection.command("ROLLBACK")
    }

    private func result(_ sql: SQL) throws -> PostgresResult {
        try statements.execute(sql)
    }
}

extension PostgresResult {
    /// Hands over the rows until the body answers false.
    func eachRow(of statement: String, _ body: (Row) throws -> Bool) throws {
        let types = types
        let shape = RowShape(columns: columns, statement: statement)
        for row in 0..<rowCount {
            guard try body(Row(values: values(row: row, types: types), shape: shape)) else { return }
        }
    }
}
