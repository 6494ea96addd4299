/// The database: one SQL text on SQLite and PostgreSQL, transactions as closures.
///
/// The closures run on threads of the connections, never on the cooperative pool, so they may block; they see one
/// transaction and may be run again when transactions got in each other's way.
public final class Database: Sendable {
    /// Where the data is.
    public let location: Location
    let options: Options
    private let readers: LanePool
    /// On PostgreSQL the same lanes as for reading.
    private let writers: LanePool

    /// The engine behind it.
    public var engine: Engine { location.engine }

    private init(location: Location, options: Options, readers: LanePool, writers: LanePool) {
        self.location = location
        self.options = options
        self.readers = readers
        self.writers = writers
    }

    /// Opens a database; a SQLite file is made when it is not there. Throws `cannotConnect` with what to check.
    public static func open(_ location: Location, options: Options = Options()) async throws -> Database {
        let database: Database
        switch location {
        case .sqlite:
            let readers = (1...options.readers).map { index in
                Lane(label: "database.reader.\(index)") { try openSession(location, options, for: .read) }
            }
            let writer = Lane(label: "database.writer") {
                try openSession(location, options, for: .write(.serializable))
            }
            database = Database(
                location: location, options: options, readers: LanePool(readers, wait: options.poolWait),
                writers: LanePool([writer], wait: options.poolWait))
        case .postgres:
            let lanes = (1...options.connections).map { index in
                Lane(label: "database.\(index)") { try openSession(location, options, for: .write(.serializable)) }
            }
            let pool = LanePool(lanes, wait: options.poolWait)
            database = Database(location: location, options: options, readers: pool, writers: pool)
        }
        try await database.repeating(for: options.writeLimit) {
            try await database.writers.use { lane in try await lane.prepare() }
        }
        return database
    }

    /// Runs a body on one snapshot of the data; it cannot write.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        try await repeating(for: options.writeLimit) {
            try await readers.use { lane in try await lane.transaction(.read, body) }
        }
    }

    /// Runs a body in one transaction: when it returns, everything is written; when it throws, nothing is.
    /// After a conflict or a broken connection it is run again, for `writeLimit` at most, so it must do nothing outside
    /// the database.
    @discardableResult
    public func write<Result: Sendable>(
        isolation: Isolation = .serializable, _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        try await write(isolation: isolation, limit: options.writeLimit, body)
    }

    @discardableResult
    func write<Result: Sendable>(
        isolation: Isolation, limit: Duration, _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        try await repeating(for: limit) {
            try await writers.use { lane in try await lane.transaction(.write(isolation), body) }
        }
    }

    /// Hands over the rows of a `SELECT` in chunks, all from one snapshot, in bounded memory. The next chunk is read
    /// when the body has returned. What was handed over is not handed over again: a connection that breaks meanwhile
    /// ends the stream with an error.
    public func stream(
        _ sql: SQL, chunk: Int = 1000, _ each: @escaping @Sendable ([Row]) throws -> Void
    ) async throws {
        let size = max(1, chunk)
        try await readers.use { lane in
            try await lane.transaction(.read) { connection in
                var rows: [Row] = []
                rows.reserveCapacity(size)
                try connection.each(sql) { row in
                    rows.append(row)
                    guard rows.count == size else { return }
                    try each(rows)
                    rows.removeAll(keepingCapacity: true)
                }
                if !rows.isEmpty { try each(rows) }
            }
        }
    }

    /// Waits for the transactions at work, then closes the connections. Whatever comes later is refused.
    public func close() async {
        await readers.close()
        await writers.close()
    }

    /// Runs a body with a connection of its own, outside the pool and outside any transaction.
    func withLaneOfItsOwn<Result>(_ body: (Lane) async throws -> Result) async throws -> Result {
        let (location, options) = (location, options)
        let lane = Lane(label: "database.own") {
            try Self.openSession(location, options, for: .write(.serializable))
        }
        do {
            let result = try await body(lane)
            await lane.close()
            return result
        } catch {
            await lane.close()
            throw error
        }
    }

    static func openSession(
        _ location: Location, _ options: Options, for transaction: Transaction
    ) throws -> any Session {
        switch location {
        case .sqlite(let path): try SQLiteSession(path: path, options: options, for: transaction)
        case .postgres(let url): try PostgresSession(url: url)
        }
    }
}
