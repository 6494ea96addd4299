import Base
import Database
import Secrets

extension AccessStore {
    /// What is wrong with a password that somebody would like to have; nil when it may be used.
    public func passwordFault(_ password: String, for actor: Actor) -> PasswordFault? {
        policy.passwords.fault(password, names: [actor.signInName, actor.name, actor.unit ?? ""])
    }

    /// Changes the password of the person who is signed in, and ends all other sessions.
    /// - Throws: `AccessError.wrongPassword`, `.wait`, `.password`; `PasswordHasher.Failure`; `DatabaseError`.
    public func changePassword(old: String, new: String, session: Session) async throws {
        guard let id = session.actor.account else { throw AccessError.noAccount }
        if let fault = passwordFault(new, for: session.actor) { throw AccessError.password(fault) }
        let bucket = try ThrottleBucket.ofChange(account: id, rules: policy.throttle, keyring: keyring)
        let attempt = now()
        let hash = try await currentHash(of: id, counting: bucket, at: attempt)
        guard try await hasher.verify(old, against: hash) else { throw AccessError.wrongPassword }
        if normalised(old) == normalised(new) { throw AccessError.password(.same) }
        let fresh = try await hasher.hash(new)
        try await database.write { [trail, keep = session.id, actor = session.actor] connection in
            // Whoever changed or reset the password meanwhile is not overruled.
            let changed = try connection.run(
                """
                UPDATE account SET password_hash = \(fresh), must_change_password = FALSE, password_expires_at = NULL,
                    version = version + 1 WHERE id = \(id) AND password_hash = \(hash) AND disabled_at IS NULL
                """)
            guard changed == 1 else { throw AccessError.accountChanged }
            try ThrottleCounters.succeed([bucket], at: attempt, in: connection)
            try connection.run("DELETE FROM account_session WHERE account = \(id) AND token_hash <> \(keep)")
            try trail.append(
                TrailEntry(
                    .passwordChanged, actor: actor, register: "account", record: String(id), detail: "本人修改密码，其他登录已退出",
                    at: attempt),
                in: connection)
        }
    }

    /// Gives an account a one-time password, ends its sessions and forgets the wrong attempts at it.
    /// - Returns: the password, which must be changed at the next sign-in. It is shown once and kept nowhere.
    /// - Throws: `AccessError`, `PasswordHasher.Failure`, `DatabaseError`.
    public func resetPassword(_ id: Int64, actor: Actor) async throws -> String {
        let password = Token.readable()
        let hash = try await hasher.hash(password)
        let now = now()
        let expires = now.adding(seconds: policy.oneTimeSeconds).iso
        try await change(id, actor: actor) { [trail, keyring] connection, account in
            try connection.run(
                """
                UPDATE account SET password_hash = \(hash), must_change_password = TRUE,
                    password_expires_at = \(expires), version = version + 1 WHERE id = \(id)
                """)
            try connection.run("DELETE FROM account_session WHERE account = \(id)")
            try ThrottleCounters.forget(
                nameKey: SignInName.key(account.signInName), keyring: keyring, in: connection)
            try trail.append(
                TrailEntry(
                    .passwordChanged, actor: actor, register: "account", record: String(id),
                    detail: "重置 \(account.name)（\(account.signInName)）的密码", at: now),
                in: connection)
        }
        return password
    }

    private func currentHash(of id: Int64, counting bucket: ThrottleBucket, at now: Instant) async throws -> String {
        do {
            return try await database.write(isolation: .readCommitted) { connection in
                _ = try ThrottleCounters.admit([bucket], now: now, in: connection)
                let row = try connection.first(
                    "SELECT password_hash FROM account WHERE id = \(id) AND disabled_at IS NULL")
                guard let row else { throw AccessError.noAccount }
                return try row.text(0)
            }
        } catch let throttled as Throttled {
            throw AccessError.wait(seconds: throttled.seconds(from: now))
        }
    }
}
