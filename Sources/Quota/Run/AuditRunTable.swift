import Access
import Base
import Database

/// The rows of `audit_run`.
enum AuditRunTable {
    private static let columns: SQL = """
        id, audit, year, account, actor, scope, total, seen, first_time, worked_again, changed, after_id, started_at,
        updated_at, finished_at
        """

    static func insert(
        _ audit: AuditDefinition, _ year: Int, total: Int, actor: Actor, in connection: Connection
    ) throws -> Int64 {
        let now = Instant.now.iso
        let row = try connection.first(
            """
            INSERT INTO audit_run (audit, year, account, actor, scope, total, seen, first_time, worked_again, changed,
                after_id, started_at, updated_at)
            VALUES (\(audit.name), \(Int64(year)), \(actor.account), \(actor.name), \(scope(of: actor)), \(Int64(total)),
                0, 0, 0, 0, 0, \(now), \(now))
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }

    static func load(_ id: Int64, in connection: Connection) throws -> AuditRun? {
        try connection.first("SELECT \(columns) FROM audit_run WHERE id = \(id)").map(run)
    }

    /// The runs of an audit's year over these regions, the last one first.
    static func last(
        _ audit: AuditDefinition, _ year: Int, scope: String, in connection: Connection
    ) throws -> AuditRun? {
        try connection.first(
            """
            SELECT \(columns) FROM audit_run
            WHERE audit = \(audit.name) AND year = \(Int64(year)) AND scope = \(scope) ORDER BY id DESC LIMIT 1
            """
        ).map(run)
    }

    static func goOn(_ id: Int64, after: Int64, with page: AuditRun.Counts, in connection: Connection) throws {
        try connection.run(
            """
            UPDATE audit_run SET after_id = \(after), seen = seen + \(Int64(page.seen)),
                first_time = first_time + \(Int64(page.first)), worked_again = worked_again + \(Int64(page.again)),
                changed = changed + \(Int64(page.changed)), updated_at = \(Instant.now.iso)
            WHERE id = \(id)
            """)
    }

    static func finish(_ id: Int64, in connection: Connection) throws {
        let now = Instant.now.iso
        try connection.run(
            "UPDATE audit_run SET finished_at = \(now), updated_at = \(now), total = seen WHERE id = \(id)")
    }

    /// An actor's regions as the table holds them: codes with commas, a star for everywhere.
    static func scope(of actor: Actor) -> String {
        actor.scope.roots.map { $0.map(\.text).joined(separator: ",") } ?? "*"
    }

    private static func run(_ row: Row) throws -> AuditRun {
        func time(_ column: Int) throws -> Instant? { try row.textOrNil(column).flatMap { Instant(iso: $0) } }
        let never = Instant(milliseconds: 0)
        return AuditRun(
            id: try row.int(0), audit: try row.text(1), year: Int(try row.int(2)), actorName: try row.text(4),
            counts: .init(
                total: Int(try row.int(6)), seen: Int(try row.int(7)), first: Int(try row.int(8)),
                again: Int(try row.int(9)), changed: Int(try row.int(10))),
            startedAt: try time(12) ?? never, updatedAt: try time(13) ?? never, finishedAt: try time(14),
            scope: try row.text(5), after: try row.int(11))
    }
}
