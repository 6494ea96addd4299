/// Statements prepared on one connection. A text is prepared when it is seen for the second time, so that a single use
/// costs no extra round trip.
final class PostgresStatements {
    private struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    /// Texts kept at most, on each connection.
    private static let limit = 300
    private let connection: PostgresConnection
    /// The prepared name, or nil for a text seen once.
    private var names: [Key: String?] = [:]
    private var prepared = 0
    private var isStale = false

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    func execute(_ sql: SQL) throws -> PostgresResult {
        let parameters = PostgresParameters(sql.binds)
        let key = Key(text: sql.text, types: parameters.types)
        do {
            guard let name = try name(for: key, sql) else { return try connection.execute(sql) }
            return try connection.execute(prepared: name, sql, parameters)
        } catch let error as DatabaseError where ["26000", "0A000"].contains(error.code) {
            isStale = true
            throw error
        }
    }

    /// Forgets what is too much or does not fit the tables any more. Only between transactions.
    func tidy() throws {
        guard isStale || names.count > Self.limit else { return }
        _ = try connection.command("DEALLOCATE ALL")
        names.removeAll(keepingCapacity: true)
        isStale = false
    }

    private func name(for key: Key, _ sql: SQL) throws -> String? {
        switch names[key] {
        case .some(.some(let name)): return name
        case .none:
            names[key] = .some(nil)
            return nil
        case .some(.none):
            let name = "s\(prepared)"
            try connection.prepare(sql, types: key.types, as: name)
            prepared += 1
            names[key] = name
            return name
        }
    }
}
