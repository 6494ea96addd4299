import CLibPQ
import Glibc

/// A connection of libpq: sends statements, takes results, turns failures into ``DatabaseError``.
final class PostgresConnection {
    private var pointer: OpaquePointer?

    init(url: String) throws {
        let opened = Self.connect(url)
        guard PQstatus(opened) == CONNECTION_OK else {
            let error = DatabaseError.notConnected(opened)
            PQfinish(opened)
            throw error
        }
        pointer = opened
        // What the server only remarks ("relation already exists, skipping") would be printed.
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
    }

    /// The URL comes last, so that what it says holds.
    private static func connect(_ url: String) -> OpaquePointer? {
        let settings = [("application_name", "qihang"), ("connect_timeout", "10"), ("dbname", url)]
        let keywords = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for pointer in keywords + values { free(pointer) } }
        return PQconnectdbParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }

    deinit {
        close()
    }

    var isUsable: Bool { PQstatus(pointer) == CONNECTION_OK }

    /// Whether a transaction is open and no statement in it has failed.
    var isInGoodTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INTRANS }

    func close() {
        PQfinish(pointer)
        pointer = nil
    }

    func parameter(_ name: String) -> String? {
        PQparameterStatus(pointer, name).map { String(cString: $0) }
    }

    /// Runs text without values; it may hold several statements.
    func command(_ sql: SQL) throws -> PostgresResult {
        try checked(PQexec(pointer, sql.text), sql)
    }

    /// Runs one statement with its values.
    func execute(_ sql: SQL) throws -> PostgresResult {
        let parameters = PostgresParameters(sql.binds)
        let result = parameters.withPointers { count, values, lengths, formats in
            PQexecParams(pointer, sql.numberedText, count, parameters.types, values, lengths, formats, 0)
        }
        return try checked(result, sql)
    }

    func prepare(_ sql: SQL, types: [UInt32], as name: String) throws {
        _ = try checked(PQprepare(pointer, name, sql.numberedText, Int32(types.count), types), sql)
    }

    func execute(prepared name: String, _ sql: SQL, _ parameters: PostgresParameters) throws -> PostgresResult {
        let result = parameters.withPointers { count, values, lengths, formats in
            PQexecPrepared(pointer, name, count, values, lengths, formats, 0)
        }
        return try checked(result, sql)
    }

    // MARK: Pipeline

    /// Sends all statements, then takes all results. After a failed one the server skips the rest.
    func pipeline(_ statements: some Collection<SQL>, firstIndex: Int) throws {
        guard PQenterPipelineMode(pointer) == 1 else { throw failure(nil) }
        defer { PQexitPipelineMode(pointer) }
        for sql in statements {
            let parameters = PostgresParameters(sql.binds)
            let isSent = parameters.withPointers { count, values, lengths, formats in
                PQsendQueryParams(pointer, sql.numberedText, count, parameters.types, values, lengths, formats, 0)
            }
            guard isSent == 1 else { throw failure(sql) }
        }
        guard PQpipelineSync(pointer) == 1 else { throw failure(nil) }
        var failed: DatabaseError?
        for (offset, sql) in statements.enumerated() {
            while let result = PQgetResult(pointer).map(PostgresResult.init) {
                if result.isError, failed == nil {
                    failed = DatabaseError(result, sql, isConnected: isUsable)
                    failed?.statement = firstIndex + offset
                }
            }
            if !isUsable { throw failed ?? failure(sql) }
        }
        // The answer to the sync itself.
        _ = PQgetResult(pointer).map(PostgresResult.init)
        if let failed { throw failed }
    }

    // MARK: Copy

    func beginCopy(_ sql: SQL) throws {
        let result = try checked(PQexec(pointer, sql.text), sql)
        guard result.status == PGRES_COPY_IN else { throw failure(sql) }
    }

    func copy(_ bytes: [UInt8], _ sql: SQL) throws {
        let isSent = bytes.withUnsafeBytes { buffer in
            PQputCopyData(pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard isSent == 1 else { throw failure(sql) }
    }

    /// Ends the copy; with a reason, so that the server takes nothing of it.
    func endCopy(_ sql: SQL, abandonedBecause reason: String? = nil) throws {
        guard PQputCopyEnd(pointer, reason) == 1 else { throw failure(sql) }
        var failed: DatabaseError?
        while let result = PQgetResult(pointer).map(PostgresResult.init) {
            if result.isError, failed == nil { failed = DatabaseError(result, sql, isConnected: isUsable) }
        }
        if let failed { throw failed }
    }

    // MARK: Failures

    private func checked(_ pointer: OpaquePointer?, _ sql: SQL) throws -> PostgresResult {
        guard let pointer else { throw failure(sql) }
        let result = PostgresResult(pointer)
        guard !result.isError else { throw DatabaseError(result, sql, isConnected: isUsable) }
        return result
    }

    /// A failure that came without a result.
    private func failure(_ sql: SQL?) -> DatabaseError {
        let kind: DatabaseError.Kind = isUsable ? .other : .connectionLost
        let reason = PQerrorMessage(pointer).map { String(cString: $0) }
        return DatabaseError(kind, kind.message, sql: sql?.text, detail: reason)
    }
}
