import Base
import Database

extension AccessStore {
    /// Appends an entry in a transaction of its own. What changes something appends within its own transaction instead.
    /// - Throws: `DatabaseError`.
    public func record(_ entry: TrailEntry) async throws {
        try await database.write(isolation: .readCommitted) { [trail] in try trail.append(entry, in: $0) }
    }

    /// A page of the trail, the newest first. Who has a scope sees what the accounts of that scope did.
    /// - Throws: `AccessError`, `DatabaseError`.
    public func trailPage(_ query: TrailQuery, actor: Actor) async throws -> TrailPage {
        try actor.require(.admin, "trail")
        let limit = min(500, max(1, query.limit))
        let condition = query.conditions(actor, book: roles).joined(separator: " AND ")
        return try await database.read { connection in
            let found = try connection.rows(
                """
                SELECT \(TrailRow.columns) FROM trail WHERE \(condition)
                ORDER BY at DESC, stream DESC, seq DESC LIMIT \(limit + 1)
                """)
            let rows = try found.prefix(limit).compactMap { try TrailRow($0) }
            return TrailPage(rows: rows, next: found.count > limit ? rows.last.map { TrailPage.End($0) } : nil)
        }
    }

    /// Checks every entry of the trail: content, chain, signed heads.
    /// - Parameter note: the note of an earlier report, kept outside: what it names must still be there.
    /// - Throws: `DatabaseError`.
    public func verifyTrail(note: String? = nil) async throws -> TrailReport {
        try await database.read { [trail] in try TrailCheck.run(trail, note: note, in: $0) }
    }
}

extension AccessStore {
    /// The triggers that keep the trail from being changed and that are missing, switched off or not as they were made.
    /// - Throws: `DatabaseError`.
    public func brokenTrailGuards() async throws -> [String] {
        try await database.read { try TrailGuard.broken($0) }
    }

    /// Makes these triggers anew and says so in the trail.
    /// - Throws: `AccessError`, `DatabaseError`.
    public func mendTrailGuards(actor: Actor) async throws {
        try actor.require(.admin, "trail")
        try await database.write { [trail] connection in
            let broken = try TrailGuard.broken(connection)
            guard !broken.isEmpty else { return }
            try TrailGuard.install(connection)
            let detail = "重建防改触发器：\(broken.joined(separator: "、"))"
            try trail.append(TrailEntry(.configurationChanged, actor: actor, detail: detail), in: connection)
        }
    }

    /// Regions in the scopes of accounts in use that the table of regions does not have, with the accounts' names.
    /// - Parameter known: the codes of all regions.
    /// - Throws: `DatabaseError`.
    public func accountsOutsideRegions(_ known: Set<String>) async throws -> [(account: String, region: String)] {
        let rows = try await database.read { connection in
            try connection.rows(
                """
                SELECT a.sign_in_name, r.region FROM account_region r JOIN account a ON a.id = r.account
                WHERE a.disabled_at IS NULL ORDER BY a.sign_in_name, r.region
                """
            ).map { (account: try $0.text(0), region: try $0.text(1)) }
        }
        return rows.filter { !known.contains($0.region) }
    }
}

extension TrailQuery {
    fileprivate func conditions(_ actor: Actor, book: RoleBook) -> [SQL] {
        var all: [SQL] = ["TRUE"]
        if !kinds.isEmpty { all.append(SQL.oneOf("kind", kinds)) }
        if let account { all.append("account = \(account)") }
        if let register { all.append("register = \(register)") }
        if let record { all.append("record = \(record)") }
        if let from { all.append("at >= \(TrailQuery.start(of: from).iso)") }
        if let to { all.append("at < \(TrailQuery.start(of: to.adding(days: 1)).iso)") }
        if let after {
            all.append("(at, stream, seq) < (\(after.at), \(after.stream), \(after.sequence))")
        }
        if actor.scope != .everywhere {
            let managed = AccountRules(actor: actor, book: book).condition()
            all.append("account IN (SELECT a.id FROM account a WHERE \(managed))")
        }
        return all
    }

    /// The moment at which a day starts in China (UTC+8).
    private static func start(of day: Day) -> Instant {
        Instant(milliseconds: Int64(day.number) * 86_400_000 - 8 * 3_600_000)
    }
}
