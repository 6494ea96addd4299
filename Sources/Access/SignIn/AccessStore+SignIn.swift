import Base
import Database
import Secrets

extension AccessStore {
    /// Signs a person in. Wrong names cost the same work as wrong passwords; every failure goes into the trail.
    ///
    /// Two transactions with the hashing between: the attempt is counted before it is checked.
    /// - Throws: `PasswordHasher.Failure`, `DatabaseError`.
    public func signIn(_ attempt: SignInAttempt) async throws -> SignInResult {
        let now = now()
        let key = SignInName.key(attempt.name)
        let device = DeviceToken(attempt.deviceToken)
            .device(nameKey: key, days: policy.deviceDays, now: now, keyring: keyring)
        let buckets = try ThrottleBucket.of(
            nameKey: key, address: attempt.address, device: device, rules: policy.throttle, keyring: keyring)
        let admission: Admission
        do {
            admission = try await admit(key, buckets, at: now)
        } catch let throttled as Throttled {
            return .wait(seconds: throttled.seconds(from: now))
        }
        let isRight = try await verify(attempt.password, admission.account)
        guard isRight, let account = admission.account else {
            try await noteFailure(attempt, admission, at: now)
            return .refused
        }
        let fresh = hasher.needsRehash(account.hash) ? try await hasher.hash(attempt.password) : account.hash
        return try await start(attempt, account, fresh, device: device, buckets, at: now)
    }

    private struct Admission {
        let account: KnownAccount?
        let isFirstWait: Bool
    }

    private struct KnownAccount {
        let id: Int64
        let hash: String
    }

    private func admit(_ key: String, _ buckets: [ThrottleBucket], at now: Instant) async throws -> Admission {
        try await database.write(isolation: .readCommitted) { connection in
            let isFirstWait = try ThrottleCounters.admit(buckets, now: now, in: connection)
            let row = try connection.first("SELECT id, password_hash FROM account WHERE sign_in_key = \(key)")
            let account = try row.map { KnownAccount(id: try $0.int(0), hash: try $0.text(1)) }
            return Admission(account: account, isFirstWait: isFirstWait)
        }
    }

    private func verify(_ password: String, _ account: KnownAccount?) async throws -> Bool {
        if let account { return try await hasher.verify(password, against: account.hash) }
        // As much work as checking a password.
        _ = try await hasher.hash(password)
        return false
    }

    private func noteFailure(_ attempt: SignInAttempt, _ admission: Admission, at now: Instant) async throws {
        let stranger = Actor.stranger(address: attempt.address)
        // A name that nobody has is not kept: people also type passwords there.
        let record = admission.account.map { String($0.id) }
        var entries = [
            TrailEntry(
                .signInFailed, actor: stranger, register: "account", record: record,
                detail: record == nil ? "没有这个登录名" : "密码不对", at: now)
        ]
        if admission.isFirstWait {
            entries.append(
                TrailEntry(
                    .signInSlowed, actor: stranger, register: "account", record: record, detail: "失败次数过多，开始限制",
                    at: now))
        }
        try await database.write(isolation: .readCommitted) { [trail, entries] in try trail.append(entries, in: $0) }
    }

    private func start(
        _ attempt: SignInAttempt, _ known: KnownAccount, _ fresh: String, device: String?, _ buckets: [ThrottleBucket],
        at now: Instant
    ) async throws -> SignInResult {
        let token = Token.random()
        let secret = Token.randomBytes(32)
        let deviceToken = try DeviceToken(attempt.deviceToken)
            .remembering(nameKey: SignInName.key(attempt.name), device: device, now: now, keyring: keyring)
        let expires = now.adding(seconds: policy.sessionSeconds).iso
        let agent = attempt.agent.map { String($0.prefix(200)) }
        return try await database.write(isolation: .readCommitted) { [self] connection in
            try ThrottleCounters.succeed(buckets, at: now, in: connection)
            let state = try connection.first(
                """
                UPDATE account SET password_hash = \(fresh) WHERE id = \(known.id) AND password_hash = \(known.hash)
                RETURNING disabled_at, password_expires_at
                """)
            guard let state else { return .refused }
            if let refusal = try AccessStore.refusal(state, at: now) {
                let stranger = Actor.stranger(address: attempt.address)
                try trail.append(
                    TrailEntry(
                        .signInFailed, actor: stranger, register: "account", record: String(known.id),
                        detail: refusal.message, at: now), in: connection)
                return refusal
            }
            try connection.run("UPDATE account SET last_signed_in_at = \(now.iso) WHERE id = \(known.id)")
            try connection.run(
                """
                INSERT INTO account_session (token_hash, account, form_secret, address, agent, started_at, seen_at,
                    expires_at) VALUES (\(Token.hash(token)), \(known.id), \(secret), \(attempt.address), \(agent),
                    \(now.iso), \(now.iso), \(expires))
                """)
            guard let session = try session(token, at: now, in: connection)?.session else { return .refused }
            try trail.append(
                TrailEntry(.signedIn, actor: session.actor, register: "account", record: String(known.id), at: now),
                in: connection)
            return .signedIn(.init(sessionToken: token, deviceToken: deviceToken, session: session))
        }
    }

    private static func refusal(_ state: Row, at now: Instant) throws -> SignInResult? {
        if try state.textOrNil(0) != nil { return .disabled }
        if let expires = try state.textOrNil(1), expires <= now.iso { return .expired }
        return nil
    }
}

extension Throttled {
    func seconds(from now: Instant) -> Int {
        Int((until.milliseconds - now.milliseconds + 999) / 1_000)
    }
}
