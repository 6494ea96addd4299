/// What an engine does inside a transaction. Errors are ``DatabaseError``, but for what a caller's sequence or closure
/// throws.
protocol Driver: AnyObject {
    var engine: Database.Engine { get }
    func rows(_ sql: SQL) throws -> [Row]
    func run(_ sql: SQL) throws -> Int
    /// Hands over rows until the body answers false.
    func each(_ sql: SQL, _ body: (Row) -> Bool) throws
    func batch(_ statements: [SQL]) throws
    func insert(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws
    func begin(_ transaction: Transaction) throws
    func commit() throws
    /// Undoes the transaction; what cannot be undone any more is left to the closing of the session.
    func rollback()
}

/// What kind of transaction to begin.
enum Transaction: Sendable {
    case read
    case write(Database.Isolation)
}

/// One open connection, used by one lane only.
protocol Session: AnyObject {
    /// False when the connection broke and must be replaced.
    var isUsable: Bool { get }
    /// Runs the body with the engine's driver.
    func perform<Result>(_ body: (any Driver) throws -> Result) throws -> Result
    /// Copies the whole database into a new file while others go on reading and writing.
    func backup(to path: String) throws
    func close()
}
