/// One connection with its thread. The connection is opened when it is first needed and replaced when it broke.
actor Lane {
    private nonisolated let thread: LaneThread
    private let open: @Sendable () throws -> any Session
    private var session: (any Session)?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    init(label: String, open: @escaping @Sendable () throws -> any Session) {
        thread = LaneThread(label: label)
        self.open = open
    }

    /// Opens the connection now rather than at the first use.
    func prepare() throws {
        _ = try usableSession()
    }

    /// Runs a body inside one transaction: all of it or nothing.
    func transaction<Result: Sendable>(
        _ transaction: Transaction, _ body: @Sendable (Connection) throws -> Result
    ) throws -> Result {
        try usableSession().perform { driver in
            try driver.begin(transaction)
            let connection = Connection(driver)
            let result: Result
            do {
                result = try body(connection)
                // A failed statement that the body passed over in silence: on PostgreSQL the commit would undo
                // everything.
                if let failure = connection.failure { throw failure }
            } catch {
                driver.rollback()
                // The body may have turned the failure into an error of its own; repeating needs the first one.
                if let failure = connection.failure, failure.isWorthRepeating { throw failure }
                throw error
            }
            do {
                try driver.commit()
            } catch {
                driver.rollback()
                throw error
            }
            return result
        }
    }

    /// Runs statements outside any transaction.
    func perform<Result: Sendable>(_ body: @Sendable (any Driver) throws -> Result) throws -> Result {
        try usableSession().perform(body)
    }

    /// Copies the whole database into a new file.
    func backup(to path: String) throws {
        try usableSession().backup(to: path)
    }

    func close() {
        session?.close()
        session = nil
    }

    private func usableSession() throws -> any Session {
        if let session, session.isUsable { return session }
        session?.close()
        session = nil
        let opened = try open()
        session = opened
        return opened
    }
}
