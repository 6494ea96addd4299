import Base
import Database

/// The rows of `audit_result`.
enum AuditResultTable {
    static let columns: SQL = """
        declaration, persons, shared_months, person_months, placed, levy, refusal, before_person_months, before_placed,
        before_levy, rests_on
        """

    /// What these declarations came to, each with what it rests on.
    static func load(
        _ audit: AuditDefinition, _ declarations: [Int64], in connection: Connection
    ) throws -> [Int64: (outcome: AuditOutcome, restsOn: String)] {
        let rows = try connection.rows(
            """
            SELECT \(columns) FROM audit_result
            WHERE audit = \(audit.name) AND \(SQL.oneOf("declaration", declarations))
            """)
        return Dictionary(try rows.map { (try $0.int(0), (try outcome($0), try $0.text(10))) }) { first, _ in first }
    }

    /// Puts down what a declaration came to. The run is kept with it where the figures are others than before.
    static func put(
        _ outcome: AuditOutcome, restsOn: String, run: Int64, year: Int, _ audit: AuditDefinition,
        in connection: Connection
    ) throws {
        let (now, before) = (outcome.figures, outcome.before)
        try connection.run(
            "DELETE FROM audit_result WHERE audit = \(audit.name) AND declaration = \(outcome.declaration)")
        try connection.run(
            """
            INSERT INTO audit_result (audit, year, run, worked_at, \(columns))
            VALUES (\(audit.name), \(Int64(year)), \(run), \(Instant.now.iso), \(outcome.declaration),
                \(Int64(outcome.persons)), \(Int64(outcome.sharedMonths)), \(Int64(now.personMonths)),
                \(Int64(now.placed)), \(now.levy), \(outcome.refusal), \(before.map { Int64($0.personMonths) }),
                \(before.map { Int64($0.placed) }), \(before.flatMap(\.levy)), \(restsOn))
            """)
    }

    /// A row whose first columns are `columns`.
    static func outcome(_ row: Row) throws -> AuditOutcome {
        let before = try row.intOrNil(8).map { placed in
            AuditOutcome.Figures(
                personMonths: Int(try row.intOrNil(7) ?? 0), placed: Int(placed), levy: try row.intOrNil(9))
        }
        return AuditOutcome(
            declaration: try row.int(0), persons: Int(try row.int(1)), sharedMonths: Int(try row.int(2)),
            figures: .init(
                personMonths: Int(try row.int(3)), placed: Int(try row.int(4)), levy: try row.intOrNil(5)),
            refusal: try row.textOrNil(6), before: before)
    }
}
