/// The database inside one transaction. It is handed to the closures of ``Database/read(_:)`` and
/// ``Database/write(isolation:_:)`` and is of no use outside them.
///
/// When a statement fails, the transaction is over on both engines (PostgreSQL's rule), unless the failure happened
/// inside ``savepoint(_:)`` and was caught outside it.
public final class Connection {
    /// The engine at the other end.
    public let engine: Database.Engine
    let driver: any Driver
    /// The first failed statement: nothing more is run after it.
    private(set) var failure: DatabaseError?
    /// How many savepoints are open.
    private var savepoints = 0

    init(_ driver: any Driver) {
        self.driver = driver
        engine = driver.engine
    }

    /// All rows of a query. For results of unknown size use ``each(_:_:)``.
    public func rows(_ sql: SQL) throws -> [Row] {
        try statement(sql) { try driver.rows(sql) }
    }

    /// The first row of a query, or nil.
    public func first(_ sql: SQL) throws -> Row? {
        try rows(sql).first
    }

    /// Runs a statement and says how many rows it changed. For `RETURNING` use ``rows(_:)`` or ``first(_:)``.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        try statement(sql) { try driver.run(sql) }
    }

    /// Runs statements in order, on PostgreSQL without waiting for each. The error of a failed one has its index in
    /// ``DatabaseError/statement``.
    public func batch(_ statements: [SQL]) throws {
        for (index, sql) in statements.enumerated() {
            try check(sql, index: index)
        }
        try guarded { try driver.batch(statements) }
    }

    /// Adds many rows: `COPY` on PostgreSQL, one prepared statement on SQLite. The rows are taken one after the other,
    /// so a lazy sequence keeps memory small. The error of a bad row has its index in ``DatabaseError/statement`` where
    /// the engine says it.
    public func insert(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws {
        try check("INSERT INTO \(name: table) (\(names: columns))", index: nil)
        try guarded { try driver.insert(into: table, columns: columns, rows: rows) }
    }

    /// Hands over the rows of a `SELECT` one by one in bounded memory. The body may run other statements, but must not
    /// change the rows that are being read. An error that it throws ends the reading and is thrown on.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        var thrown: (any Error)?
        try statement(sql) {
            try driver.each(sql) { row in
                do {
                    try body(row)
                    return true
                } catch {
                    thrown = error
                    return false
                }
            }
        }
        if let thrown { throw thrown }
    }

    /// Runs the body so that, when it throws, only what it did is undone and the transaction goes on.
    @discardableResult
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        savepoints += 1
        defer { savepoints -= 1 }
        let name = SQL(raw: "step_\(savepoints)")
        try run("SAVEPOINT \(name)")
        do {
            let result = try body()
            if let failure { throw failure }
            try run("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            // What breaks the whole transaction cannot be mended here.
            if let failure, failure.isWorthRepeating { throw failure }
            failure = nil
            try run("ROLLBACK TO SAVEPOINT \(name)")
            try run("RELEASE SAVEPOINT \(name)")
            throw error
        }
    }

    private func statement<Result>(_ sql: SQL, _ body: () throws -> Result) throws -> Result {
        try check(sql, index: nil)
        return try guarded(body)
    }

    /// Runs a step of the driver and remembers its failure.
    private func guarded<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            return try body()
        } catch let error as DatabaseError {
            failure = failure ?? error
            throw error
        }
    }

    /// Refuses, the same on both engines, what only one of them would refuse.
    private func check(_ sql: SQL, index: Int?) throws {
        if let failure { throw failure }
        guard let error = sql.error(index: index) else { return }
        failure = error
        throw error
    }
}

extension SQL {
    /// What is wrong with this before any engine has seen it.
    func error(index: Int? = nil) -> DatabaseError? {
        if let fault {
            return DatabaseError(.syntax, fault, sql: text, statement: index)
        }
        if binds.count > SQL.bindLimit {
            return DatabaseError(
                .unsupported, "一条语句带了 \(binds.count) 个值，最多 \(SQL.bindLimit) 个，请分批。", sql: text, statement: index)
        }
        if binds.contains(where: \.holdsNUL) {
            return DatabaseError(.invalidValue, "文字里有空字符（NUL），不能保存，请去掉。", sql: text, statement: index)
        }
        return nil
    }
}

extension SQLValue {
    /// Whether this is text with a NUL character, which PostgreSQL cannot hold.
    var holdsNUL: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.contains(0)
    }
}
