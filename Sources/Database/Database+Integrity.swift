extension Database {
    /// What the engine itself finds damaged in its file, in its own words; empty when nothing is. PostgreSQL checks its
    /// pages as it reads them and has nothing to ask.
    public func integrityFaults() async throws -> [String] {
        guard engine == .sqlite else { return [] }
        return try await read { connection in
            try connection.rows("PRAGMA integrity_check(20)").map { try $0.text(0) }.filter { $0 != "ok" }
        }
    }
}
