public import Access
import Database
import Registers

/// A round whose counts are not those of its members.
public struct CoverageFault: Sendable, Equatable {
    /// The round's number.
    public let round: Int64
    /// Its title.
    public let title: String
    /// How many counts, by village, step, state and due date, are wrong.
    public let counts: Int
}

extension RoundStore {
    /// Counts the members of every round anew and compares with the counts that the boards read.
    public func verifyCoverage() async throws -> [CoverageFault] {
        try await store.database.read { try RoundStore.wrongCoverage(in: $0) }
    }

    /// Counts the members of those rounds anew whose counts are wrong, and says so in the trail.
    /// - Returns: the rounds that were counted anew.
    @discardableResult
    public func recount(as actor: Actor) async throws -> [CoverageFault] {
        try actor.require(.admin, "rounds")
        let trail = trail
        return try await store.database.write { connection in
            let wrong = try RoundStore.wrongCoverage(in: connection)
            for fault in wrong {
                try connection.run("DELETE FROM round_coverage WHERE round = \(fault.round)")
                try connection.run(
                    """
                    INSERT INTO round_coverage (round, region, step, state, due, members)
                    \(RoundStore.counted) WHERE m.round = \(fault.round)
                    GROUP BY m.round, m.region, s.step, s.state, s.due
                    """)
                let detail = "重新统计“\(fault.title)”的进度"
                try trail.append(
                    TrailEntry(.roundChanged, actor: actor, record: String(fault.round), detail: detail),
                    in: connection)
            }
            return wrong
        }
    }

    private static let counted: SQL = """
        SELECT m.round, m.region, s.step, s.state, s.due, COUNT(*) AS members
        FROM round_member m JOIN round_step s ON s.round = m.round AND s.record = m.record
        """

    private static func wrongCoverage(in connection: Connection) throws -> [CoverageFault] {
        try connection.rows(
            """
            SELECT d.round, COALESCE((SELECT r.title FROM round r WHERE r.id = d.round), ''), COUNT(*) FROM (
                SELECT x.round, x.region, x.step, x.state, x.due FROM (
                    \(counted) GROUP BY m.round, m.region, s.step, s.state, s.due
                    UNION ALL
                    SELECT round, region, step, state, due, -members FROM round_coverage) x
                GROUP BY x.round, x.region, x.step, x.state, x.due HAVING SUM(x.members) <> 0) d
            GROUP BY d.round ORDER BY d.round
            """
        ).map { row in
            CoverageFault(round: try row.int(0), title: try row.text(1), counts: Int(try row.int(2)))
        }
    }
}
