public import Database

/// How an engine answers a question, as it tells itself.
public struct QueryPlan: Sendable, CustomStringConvertible {
    /// The engine's words, a step a line.
    public let description: String

    /// Whether it goes through a whole table or index.
    public let readsEverything: Bool

    /// Asks the engine. PostgreSQL reads an empty table whole unless that is put out of reach, which is done here for
    /// the rest of the transaction.
    public init(_ question: SQL, in connection: Connection) throws {
        switch connection.engine {
        case .sqlite:
            description = try QueryPlan.lines("EXPLAIN QUERY PLAN \(question)", connection)
            readsEverything = description.contains("SCAN")
        case .postgres:
            try connection.run("SET LOCAL enable_seqscan = off")
            description = try QueryPlan.lines("EXPLAIN \(question)", connection)
            readsEverything = description.contains("Seq Scan")
        }
    }

    private static func lines(_ statement: SQL, _ connection: Connection) throws -> String {
        try connection.rows(statement).map { row in
            row.values.map { if case .text(let text) = $0 { text } else { "" } }.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
