import Access
import Base
import Database

/// The rows of `duplicate_sweep`.
enum SweepTable {
    private static let columns = SQL(
        raw: """
            id, register, account, actor, scope, step, place_value, place_id, total, seen, found, started_at, updated_at,
            finished_at, caseload
            """)

    static func insert(
        register: String, total: Int, caseload: Int64?, actor: Actor, in connection: Connection
    ) throws -> Int64 {
        let now = Instant.now.iso
        let row = try connection.first(
            """
            INSERT INTO duplicate_sweep
                (register, account, actor, scope, caseload, step, total, seen, found, started_at, updated_at)
            VALUES (\(register), \(actor.account), \(actor.name), \(RunTable.scopeText(actor)), \(caseload), 0, \(total),
                0, 0, \(now), \(now))
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }

    static func load(_ id: Int64, in connection: Connection) throws -> DuplicateSweep? {
        try connection.first("SELECT \(columns) FROM duplicate_sweep WHERE id = \(id)").map { try sweep($0) }
    }

    static func list(_ condition: SQL, limit: Int, in connection: Connection) throws -> [DuplicateSweep] {
        try connection.rows(
            "SELECT \(columns) FROM duplicate_sweep WHERE \(condition) ORDER BY id DESC LIMIT \(limit)"
        ).map { try sweep($0) }
    }

    static func goOn(
        _ id: Int64, to place: SweepPlace, seen: Int, found: Int, in connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE duplicate_sweep SET step = \(place.step), place_value = \(place.after?.value),
                place_id = \(place.after?.id), seen = seen + \(seen), found = found + \(found),
                updated_at = \(Instant.now.iso)
            WHERE id = \(id)
            """)
    }

    static func finish(_ id: Int64, in connection: Connection) throws {
        let now = Instant.now.iso
        try connection.run(
            "UPDATE duplicate_sweep SET finished_at = \(now), updated_at = \(now), seen = total WHERE id = \(id)")
    }

    private static func sweep(_ row: Row) throws -> DuplicateSweep {
        let (value, id) = (try row.textOrNil(6), try row.intOrNil(7))
        let after = value.flatMap { value in id.map { (value: value, id: $0) } }
        let owner = RunOwner(
            id: try row.int(0), register: try row.text(1), account: try row.intOrNil(2),
            scope: RunTable.regions(try row.text(4)))
        return DuplicateSweep(
            id: owner.id, register: owner.register, actorName: try row.text(3), total: Int(try row.int(8)),
            seen: Int(try row.int(9)), found: Int(try row.int(10)),
            startedAt: Instant(iso: try row.text(11)) ?? Instant(milliseconds: 0),
            updatedAt: Instant(iso: try row.text(12)) ?? Instant(milliseconds: 0),
            finishedAt: try row.textOrNil(13).flatMap { Instant(iso: $0) }, owner: owner,
            caseload: try row.intOrNil(14),
            place: SweepPlace(step: Int(try row.int(5)), after: after))
    }
}
