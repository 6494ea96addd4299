import GRDB
import Glibc

/// One connection to the SQLite file.
final class SQLiteSession: Session {
    private let queue: DatabaseQueue
    private let cache = SQLiteStatementCache()

    let isUsable = true

    init(path: String, options: Database.Options, for transaction: Transaction) throws {
        try Self.makePrivateFile(path)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(options.busyTimeout.seconds)
        configuration.prepareDatabase { database in
            try Self.prepare(database, options: options, for: transaction)
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as GRDB.DatabaseError {
            let translated = DatabaseError(sqlite: error, sql: nil)
            if translated.isWorthRepeating { throw translated }
            throw DatabaseError(
                .cannotConnect, "打不开数据库文件 \(path)：请检查文件夹是否存在、能否写入，文件是不是 SQLite 数据库。",
                code: translated.code, detail: error.message)
        }
    }

    func perform<Result>(_ body: (any Driver) throws -> Result) throws -> Result {
        try queue.inDatabase { database in try body(SQLiteDriver(database, cache: cache)) }
    }

    func backup(to path: String) throws {
        try Self.makePrivateFile(path)
        do {
            let copy = try DatabaseQueue(path: path)
            // All pages in one step: one snapshot, while others go on writing.
            try queue.backup(to: copy)
            try copy.close()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error, sql: nil)
        }
    }

    func close() {
        queue.inDatabase { _ in cache.removeAll() }
        // The only reason to refuse is a statement still open, and there is none; the file is closed at the latest with
        // this object.
        try? queue.close()
    }

    private static func prepare(
        _ database: GRDB.Database, options: Database.Options, for transaction: Transaction
    ) throws {
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        // FULL: what was acknowledged is there after a power cut, too. NORMAL would only hold when the process is
        // killed.
        try database.execute(sql: "PRAGMA synchronous = \(options.durable ? "FULL" : "OFF")")
        // As in PostgreSQL; it also lets LIKE 'prefix%' use an index.
        try database.execute(sql: "PRAGMA case_sensitive_like = ON")
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        // No memory mapping, so that the process stays small. The one writer has most: keys that are hashes are put in
        // all over their index, and a page that must be read again for each of them halves the rate.
        if case .read = transaction {
            try database.execute(sql: "PRAGMA cache_size = -16384")
            try database.execute(sql: "PRAGMA query_only = ON")
        } else {
            try database.execute(sql: "PRAGMA cache_size = -98304")
        }
    }

    /// Makes a missing file readable by its owner only: it holds personal data. An existing one is not touched, since
    /// closing it here would drop the locks that this process holds on it.
    private static func makePrivateFile(_ path: String) throws {
        let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Glibc.close(descriptor) }
    }
}

extension Duration {
    /// For interfaces that take seconds as a floating-point number.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
