extension Database {
    /// Which database product is behind it.
    public enum Engine: String, Sendable, CaseIterable {
        /// The embedded database, one file.
        case sqlite
        /// A PostgreSQL server.
        case postgres
    }

    /// Where the data is.
    public enum Location: Sendable, Equatable {
        /// A file. Its folder must exist.
        case sqlite(path: String)
        /// A server: `postgres://user:password@host:5432/name`.
        case postgres(url: String)

        /// A URL that begins with `postgres://` or `postgresql://`, or else the path of a file.
        /// Throws `cannotConnect` when the text is empty or is another kind of URL.
        public init(parsing text: String) throws {
            if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
                self = .postgres(url: text)
            } else if text.isEmpty || text.contains("://") || text.hasPrefix(":") {
                throw DatabaseError(
                    .cannotConnect, "数据库地址看不懂：请写文件路径，或 postgres://用户:口令@主机:端口/库名。")
            } else {
                self = .sqlite(path: text)
            }
        }

        /// The engine at this place.
        public var engine: Engine {
            switch self {
            case .sqlite: .sqlite
            case .postgres: .postgres
            }
        }
    }

    /// How strictly transactions on PostgreSQL are kept apart. SQLite always has one writer at a time.
    public enum Isolation: Sendable {
        /// As if the transactions ran one after the other, as on SQLite; conflicts are repeated.
        case serializable
        /// Each statement sees what is committed: for counters and queues that take their own locks.
        case readCommitted
    }

    /// Sizes and limits.
    public struct Options: Sendable {
        /// Reading connections to the SQLite file; writing has one of its own.
        public var readers: Int
        /// Connections to PostgreSQL.
        public var connections: Int
        /// How long to wait for a free connection.
        public var poolWait: Duration
        /// How long a write is repeated before its conflict is reported.
        public var writeLimit: Duration
        /// How long SQLite waits for another process's lock, each time.
        public var busyTimeout: Duration
        /// Whether a commit reaches the disk before it is acknowledged (SQLite). False only for tests.
        public var durable: Bool

        /// The usual sizes.
        public init(
            readers: Int = 4, connections: Int = 8, poolWait: Duration = .seconds(15),
            writeLimit: Duration = .seconds(15), busyTimeout: Duration = .seconds(5), durable: Bool = true
        ) {
            self.readers = max(1, readers)
            self.connections = max(1, connections)
            self.poolWait = poolWait
            self.writeLimit = writeLimit
            self.busyTimeout = busyTimeout
            self.durable = durable
        }
    }
}
