import Base
import Database
import Secrets

extension RegisterStore {
    /// Seals every secret with the key in force and hashes it anew, after a key was changed. Values stay as they are, so
    /// the history does not grow. Can be interrupted and run again.
    /// - Parameter progress: told how many records were looked at.
    /// - Returns: how many secrets were sealed anew.
    public func resealSecrets(progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Int {
        var sealed = 0
        var seen = 0
        for register in catalogue.registers where register.storedFields.contains(where: \.secret) {
            var after: Int64 = 0
            while true {
                let from = after
                let part = try await database.write(isolation: .readCommitted) { connection in
                    try self.reseal(register, after: from, in: connection)
                }
                guard part.last > after else { break }
                after = part.last
                sealed += part.sealed
                seen += part.seen
                progress(seen)
            }
        }
        return sealed
    }

    private func reseal(
        _ register: RegisterDefinition, after: Int64, in connection: Connection
    ) throws -> (last: Int64, seen: Int, sealed: Int) {
        let fields = register.storedFields.filter(\.secret)
        let columns = fields.map { SQL("\(name: $0.name)") }.joined(separator: ", ")
        let rows = try connection.rows(
            "SELECT id, \(columns) FROM \(name: register.name) WHERE id > \(after) ORDER BY id LIMIT 500")
        let table = table(register)
        var statements: [SQL] = []
        for row in rows {
            let id = try row.int(0)
            for (index, field) in fields.enumerated() {
                guard let bytes = try row.bytesOrNil(index + 1) else { continue }
                let context = table.sealContext(field, id)
                let text = try keyring.openText(bytes, context: context)
                let fresh = keyring.needsReseal(bytes) ? try keyring.seal(text, context: context) : bytes
                statements.append(
                    """
                    UPDATE \(name: register.name) SET \(name: field.name) = \(fresh),
                        \(name: field.hashColumn) = \(try keyHash(register, field, text)) WHERE id = \(id)
                    """)
            }
        }
        try connection.batch(statements)
        return (try rows.last?.int(0) ?? after, rows.count, statements.count)
    }
}
