import Database
import Registers
import Secrets

extension ImportService {
    /// Seals files and rows of imports with the key in force, after a key was changed. Can be interrupted at any moment and
    /// run again.
    /// - Returns: how many pieces and rows were sealed anew.
    public func resealUploads() async throws -> Int {
        let chunks = try await inParts { try self.resealChunks(after: $1, in: $0) }
        return chunks + (try await inParts { try self.resealRows(after: $1, in: $0) })
    }

    /// How many pieces of files and rows are not sealed with the key in force.
    public func uploadsToReseal() async throws -> Int {
        let mark = try keyring.sealMark()
        return try await store.database.read { connection in
            let chunks = try connection.first("SELECT COUNT(*) FROM import_chunk WHERE substr(bytes, 1, 5) <> \(mark)")
            let rows = try connection.first("SELECT COUNT(*) FROM import_row WHERE substr(detail, 1, 5) <> \(mark)")
            return Int(try chunks?.int(0) ?? 0) + Int(try rows?.int(0) ?? 0)
        }
    }

    private struct Place: Sendable {
        var run: Int64 = 0
        var number: Int64 = -1
    }

    private func inParts(
        _ step: @escaping @Sendable (Connection, Place) throws -> (last: Place?, count: Int)
    ) async throws -> Int {
        var sum = 0
        var after = Place()
        while true {
            try Task.checkCancellation()
            let from = after
            let part = try await store.database.write(isolation: .readCommitted) { try step($0, from) }
            guard let last = part.last else { return sum }
            after = last
            sum += part.count
        }
    }

    private func resealChunks(after: Place, in connection: Connection) throws -> (last: Place?, count: Int) {
        let rows = try connection.rows(
            """
            SELECT c.run, c.number, c.bytes, r.digest FROM import_chunk c JOIN import_run r ON r.id = c.run
            WHERE (c.run, c.number) > (\(after.run), \(after.number)) AND substr(c.bytes, 1, 5) <> \(try keyring.sealMark())
            ORDER BY c.run, c.number LIMIT 8
            """)
        return try reseal(rows, "import_chunk", number: "number", column: "bytes", in: connection) { row in
            FileVault.context(try row.text(3), Int(try row.int(1)))
        }
    }

    private func resealRows(after: Place, in connection: Connection) throws -> (last: Place?, count: Int) {
        let rows = try connection.rows(
            """
            SELECT run, row_number, detail FROM import_row
            WHERE (run, row_number) > (\(after.run), \(after.number)) AND substr(detail, 1, 5) <> \(try keyring.sealMark())
            ORDER BY run, row_number LIMIT 500
            """)
        return try reseal(rows, "import_row", number: "row_number", column: "detail", in: connection) { row in
            RowTable.context(try row.int(0), Int(try row.int(1)))
        }
    }

    private func reseal(
        _ rows: [Row], _ table: String, number: String, column: String, in connection: Connection,
        context: (Row) throws -> String
    ) throws -> (last: Place?, count: Int) {
        var statements: [SQL] = []
        for row in rows {
            let (context, sealed) = (try context(row), try row.bytes(2))
            // What no key opens stays as it is; reading the import says so.
            guard let plain = try? keyring.open(sealed, context: context) else { continue }
            let fresh = try keyring.seal(plain, context: context)
            statements.append(
                """
                UPDATE \(name: table) SET \(name: column) = \(fresh)
                WHERE run = \(try row.int(0)) AND \(name: number) = \(try row.int(1)) AND \(name: column) = \(sealed)
                """)
        }
        try connection.batch(statements)
        return (try rows.last.map { Place(run: try $0.int(0), number: try $0.int(1)) }, statements.count)
    }
}
