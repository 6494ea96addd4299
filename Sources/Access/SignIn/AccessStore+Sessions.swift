import Base
import Database
import Secrets

extension AccessStore {
    /// The session of a cookie; nil when there is none, it has ended, or it was not used for too long.
    ///
    /// Roles and scope are those of this moment, so that a change holds at once.
    /// - Throws: `DatabaseError`.
    public func session(_ token: String) async throws -> Session? {
        let now = now()
        let found = try await database.read { [self] in try session(token, at: now, in: $0) }
        guard let found else { return nil }
        // Written at most once a minute, so that reading pages stays reading.
        if found.seenAt.adding(seconds: 60) <= now {
            try await database.write(isolation: .readCommitted) { connection in
                try connection.run(
                    "UPDATE account_session SET seen_at = \(now.iso) WHERE token_hash = \(found.session.id)")
            }
        }
        return found.session
    }

    /// Ends the session.
    /// - Throws: `DatabaseError`.
    public func signOut(_ session: Session) async throws {
        try await end("token_hash = \(session.id)", of: session.actor, "退出")
    }

    /// The actor's sessions that can still be used, the last used first.
    /// - Throws: `DatabaseError`.
    public func sessions(of actor: Actor) async throws -> [SessionSummary] {
        guard let account = actor.account else { return [] }
        let now = now()
        let idle = now.adding(seconds: -policy.idleSeconds)
        return try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT token_hash, address, agent, started_at, seen_at FROM account_session
                WHERE account = \(account) AND expires_at > \(now.iso) AND seen_at > \(idle.iso)
                ORDER BY seen_at DESC, token_hash
                """)
            return try rows.compactMap { row in
                guard let started = Instant(iso: try row.text(3)), let seen = Instant(iso: try row.text(4)) else {
                    return nil
                }
                return SessionSummary(
                    id: try row.text(0), address: try row.textOrNil(1), agent: try row.textOrNil(2),
                    startedAt: started, seenAt: seen)
            }
        }
    }

    /// Ends one of the actor's own sessions; nothing happens when there is none of this name.
    /// - Throws: `DatabaseError`.
    public func endSession(_ id: String, actor: Actor) async throws {
        try await end("token_hash = \(id)", of: actor, "结束一处登录")
    }

    /// Ends all of the actor's own sessions except one.
    /// - Throws: `DatabaseError`.
    public func signOutEverywhere(actor: Actor, except session: Session? = nil) async throws {
        try await end(session.map { "token_hash <> \($0.id)" } ?? "TRUE", of: actor, "退出其他登录")
    }

    /// Keeps how the actor wants pages to look.
    /// - Throws: `DatabaseError`.
    public func setDisplay(_ display: DisplaySettings, for actor: Actor) async throws {
        guard let account = actor.account else { return }
        try await database.write(isolation: .readCommitted) { connection in
            try connection.run("UPDATE account SET display = \(display.encoded) WHERE id = \(account)")
        }
    }

    func session(_ token: String, at now: Instant, in connection: Connection) throws -> (
        session: Session, seenAt: Instant
    )? {
        let hash = Token.hash(token)
        let row = try connection.first(
            """
            SELECT s.account, s.form_secret, s.address, s.started_at, s.seen_at, s.expires_at, a.display
            FROM account_session s JOIN account a ON a.id = s.account
            WHERE s.token_hash = \(hash) AND s.expires_at > \(now.iso) AND a.disabled_at IS NULL
            """)
        guard let row, let account = try connection.account(try row.int(0)),
            let started = Instant(iso: try row.text(3)), let seen = Instant(iso: try row.text(4)),
            let expires = Instant(iso: try row.text(5)), now < seen.adding(seconds: policy.idleSeconds)
        else { return nil }
        let actor = actor(account, address: try row.textOrNil(2))
        let session = Session(
            id: hash, actor: account.mustChangePassword ? actor.withoutRights : actor,
            scope: actor.scope,
            display: DisplaySettings(encoded: try row.text(6)), mustChangePassword: account.mustChangePassword,
            startedAt: started, expiresAt: min(expires, now.adding(seconds: policy.idleSeconds)),
            formSecret: try row.bytes(1))
        return (session, seen)
    }

    private func end(_ condition: SQL, of actor: Actor, _ detail: String) async throws {
        guard let account = actor.account else { return }
        try await database.write(isolation: .readCommitted) { [trail, now = now()] connection in
            let count = try connection.run("DELETE FROM account_session WHERE account = \(account) AND \(condition)")
            guard count > 0 else { return }
            try trail.append(
                TrailEntry(
                    .signedOut, actor: actor, register: "account", record: String(account), detail: detail, at: now),
                in: connection)
        }
    }
}
