import Access
import Base
import Database
import Registers
import Synchronization

/// Reads plans out of their table, within the reader's region and role.
final class PlanRows: Sendable {
    private struct Key: Hashable {
        let id: Int64
        let version: Int64
    }

    /// Contents that were read, by plan and version: a board is asked for far more often than a plan changes.
    private let contents = Mutex<[Key: PlanContent]>([:])

    private static let columns: SQL = """
        id, region, pack, state, source_name, created_at, created_by, published_at, published_by, withdrawn_at, replaces,
        version, CASE WHEN pack_content IS NULL THEN 0 WHEN CAST(content AS TEXT) = CAST(pack_content AS TEXT) THEN 0 ELSE 1 END
        """

    /// The plans that a reader may see: those in force to whoever may read plans, the others to whoever may correct them.
    func plans(_ actor: Actor, in connection: Connection, publishedOnly: Bool = false) throws -> [Plan] {
        let state: SQL = publishedOnly || !actor.can(.plans, "edit") ? "state = 'published'" : "TRUE"
        return try connection.rows(
            """
            SELECT \(PlanRows.columns) FROM plan WHERE \(state) AND \(PlanRows.visible(actor))
            ORDER BY CASE state WHEN 'published' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, id DESC
            """
        ).map { try plan($0, connection) }
    }

    /// A plan.
    /// - Throws: `Refusal` when there is none that the reader may see.
    func plan(_ id: Int64, _ actor: Actor, in connection: Connection) throws -> Plan {
        let state: SQL = actor.can(.plans, "edit") ? "TRUE" : "state <> 'draft'"
        guard
            let row = try connection.first(
                "SELECT \(PlanRows.columns) FROM plan WHERE id = \(id) AND \(state) AND \(PlanRows.visible(actor))")
        else { throw Refusal([FieldFault(nil, "没有编号为 \(id) 的方案，或者它不在您的管辖范围内。")]) }
        return try plan(row, connection)
    }

    /// A plan shows to whoever lies in its region, and to whoever has its region within theirs.
    private static func visible(_ actor: Actor) -> SQL {
        guard let roots = actor.scope.roots else { return "TRUE" }
        let tests = roots.map { root -> SQL in
            let above = SQL.oneOf("region", root.path.map(\.text))
            return "(" + above + SQL(" OR (region >= \(root.text) AND region < \(root.rangeEnd)))")
        }
        return tests.isEmpty ? "FALSE" : "(" + tests.joined(separator: " OR ") + SQL(")")
    }

    private func plan(_ row: Row, _ connection: Connection) throws -> Plan {
        let id = try row.int(0)
        let version = try row.int(11)
        guard let region = RegionCode(try row.text(1)), let state = PlanState(rawValue: try row.text(3)),
            let created = Instant(iso: try row.text(5))
        else { throw Refusal([FieldFault(nil, "方案 \(id) 的区划或状态读不出来，请运行 qihang doctor。")]) }
        return Plan(
            id: id, region: region, pack: try row.textOrNil(2), content: try content(id, version, connection),
            state: state, sourceName: try row.textOrNil(4), createdAt: created, createdBy: try row.text(6),
            publishedAt: try row.textOrNil(7).flatMap { Instant(iso: $0) }, publishedBy: try row.textOrNil(8),
            withdrawnAt: try row.textOrNil(9).flatMap { Instant(iso: $0) }, edited: try row.int(12) == 1,
            replaces: try row.intOrNil(10), version: version)
    }

    private func content(_ id: Int64, _ version: Int64, _ connection: Connection) throws -> PlanContent {
        let key = Key(id: id, version: version)
        if let known = contents.withLock({ $0[key] }) { return known }
        guard
            let text = try connection.first("SELECT content FROM plan WHERE id = \(id) AND version = \(version)")?.text(
                0)
        else { throw Refusal([FieldFault(nil, "没有编号为 \(id) 的方案。")]) }
        let content = try PlanJSON.content(text, plan: id)
        contents.withLock { contents in
            if contents.count >= 64 { contents.removeAll() }
            contents[key] = content
        }
        return content
    }
}
