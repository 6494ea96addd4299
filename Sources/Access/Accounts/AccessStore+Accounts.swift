public import Base
import Database
import Secrets

extension AccessStore {
    /// Makes an account. Its password must be changed at the first sign-in unless the person who signs in chose it.
    /// - Parameters:
    ///   - password: the password; nil to have a one-time password made.
    ///   - mustChange: whether it must be changed at the first sign-in; a one-time password always must.
    /// - Returns: the account, and the one-time password when one was made. It is shown once and kept nowhere.
    /// - Throws: `AccessError`, `PasswordHasher.Failure`, `DatabaseError`.
    @discardableResult
    public func createAccount(
        _ draft: AccountDraft, password: String? = nil, mustChange: Bool = true, actor: Actor
    ) async throws -> (account: Account, oneTimePassword: String?) {
        try actor.require(.admin, "accounts")
        let name = try SignInName(draft.signInName)
        try AccountRules(actor: actor, book: roles).check(draft)
        let oneTime = password == nil ? Token.readable() : nil
        if let password, let fault = policy.passwords.fault(password, names: AccessStore.known(draft)) {
            throw AccessError.password(fault)
        }
        let hash = try await hasher.hash(password ?? oneTime ?? "")
        let expires: String? = oneTime == nil ? nil : now().adding(seconds: policy.oneTimeSeconds).iso
        let credentials = Credentials(hash: hash, mustChange: mustChange || oneTime != nil, expires: expires)
        let account = try await database.write { connection in
            try self.insert(draft, name, credentials, actor: actor, in: connection)
        }
        return (account, oneTime)
    }

    /// Makes several accounts at once, into which nobody can sign in until their password is reset: for taking over a list
    /// of colleagues. All of them are made or none.
    /// - Throws: `AccessError`, `PasswordHasher.Failure`, `DatabaseError`.
    @discardableResult
    public func createAccounts(_ drafts: [AccountDraft], actor: Actor) async throws -> [Account] {
        try actor.require(.admin, "accounts")
        let rules = AccountRules(actor: actor, book: roles)
        let named = try drafts.map { draft in
            try rules.check(draft)
            return (draft, try SignInName(draft.signInName))
        }
        // A password that nobody was told; one hash serves them all, and costs whoever guesses as much as any other.
        let credentials = Credentials(hash: try await hasher.hash(Token.readable()), mustChange: true, expires: nil)
        return try await database.write { connection in
            try named.map { try self.insert($0.0, $0.1, credentials, actor: actor, in: connection) }
        }
    }

    private struct Credentials: Sendable {
        let hash: String
        let mustChange: Bool
        let expires: String?
    }

    private func insert(
        _ draft: AccountDraft, _ name: SignInName, _ credentials: Credentials, actor: Actor, in connection: Connection
    ) throws -> Account {
        let now = now()
        let row = try connection.first(
            """
            INSERT INTO account (sign_in_name, sign_in_key, name, unit, everywhere, password_hash,
                must_change_password, password_expires_at, created_at, version)
            VALUES (\(name.text), \(name.key), \(normalised(draft.name)), \(AccessStore.unit(draft)),
                \(draft.scope == .everywhere), \(credentials.hash), \(credentials.mustChange),
                \(credentials.expires), \(now.iso), 1)
            ON CONFLICT (sign_in_key) DO NOTHING RETURNING id
            """)
        guard let id = try row?.int(0) else { throw AccessError.signInNameTaken(name.text) }
        try connection.setRights(of: id, roles: draft.roles, scope: draft.scope)
        guard let account = try connection.account(id) else { throw AccessError.noAccount }
        let detail = "新建账号 \(account.summary(roles))"
        try trail.append(
            TrailEntry(
                .accountChanged, actor: actor, register: "account", record: String(id), detail: detail, at: now),
            in: connection)
        return account
    }

    /// The accounts in the actor's scope, by name.
    /// - Parameter matching: part of the name or sign-in name; nil for all.
    /// - Throws: `AccessError`, `DatabaseError`.
    public func accounts(matching: String? = nil, actor: Actor) async throws -> [Account] {
        try actor.require(.admin, "accounts")
        var condition = AccountRules(actor: actor, book: roles).condition()
        let part = normalised(matching ?? "").lowercased()
        if !part.isEmpty {
            let escaped = part.reduce(into: "") { $0 += ["%", "_", "\\"].contains($1) ? "\\\($1)" : String($1) }
            let pattern = "%\(escaped)%"
            condition =
                "\(condition) AND (a.sign_in_key LIKE \(pattern) ESCAPE '\\' OR a.name LIKE \(pattern) ESCAPE '\\')"
        }
        return try await database.read { [condition] in try $0.accounts(where: condition) }
    }

    /// The account of this number, when it lies in the actor's scope.
    /// - Throws: `AccessError`, `DatabaseError`.
    public func account(_ id: Int64, actor: Actor) async throws -> Account? {
        try actor.require(.admin, "accounts")
        let condition = AccountRules(actor: actor, book: roles).condition()
        return try await database.read { try $0.accounts(where: "a.id = \(id) AND \(condition)").first }
    }

    /// The account with this sign-in name, whatever the case, when it lies in the actor's scope.
    /// - Throws: `AccessError`, `DatabaseError`.
    public func account(named name: String, actor: Actor) async throws -> Account? {
        try actor.require(.admin, "accounts")
        let condition = AccountRules(actor: actor, book: roles).condition()
        let key = SignInName.key(name)
        return try await database.read { try $0.accounts(where: "a.sign_in_key = \(key) AND \(condition)").first }
    }

    /// The accounts that are in use and hold a role, in a region or above it: for choosing who is responsible.
    /// - Parameter region: nil for every region.
    /// - Throws: `DatabaseError`.
    public func holders(of role: String, responsibleFor region: RegionCode? = nil) async throws -> [Account] {
        let held: SQL = "EXISTS (SELECT 1 FROM account_role h WHERE h.account = a.id AND h.role = \(role))"
        let found = try await database.read { try $0.accounts(where: "a.disabled_at IS NULL AND \(held)") }
        return region.map { region in found.filter { $0.scope.contains(region) } } ?? found
    }

    /// The accounts in use whose roles allow something in a region, by name: for saying who can do what one may not do
    /// oneself.
    /// - Parameter region: nil for what has no region.
    /// - Throws: `DatabaseError`.
    public func accounts(allowed verb: Verb, _ what: String, in region: RegionCode?) async throws -> [Account] {
        let names = roles.roles.filter { $0.allows(verb, what) }.map(\.name)
        let held: SQL = "EXISTS (SELECT 1 FROM account_role h WHERE h.account = a.id AND \(SQL.oneOf("h.role", names)))"
        let found = try await database.read { try $0.accounts(where: "a.disabled_at IS NULL AND \(held)") }
        return found.filter { $0.scope.contains(region) }
    }

    /// The person of an account as an actor; nil when there is none or it is disabled.
    /// - Throws: `DatabaseError`.
    public func actor(account id: Int64, address: String? = nil) async throws -> Actor? {
        let account = try await database.read { try $0.account(id) }
        return account.flatMap { $0.disabled == nil ? actor($0, address: address) : nil }
    }

    /// Changes an account's names, roles, scope and unit. Its sessions go on with the new rights.
    /// - Parameter version: the version that was seen.
    /// - Throws: `AccessError`, `DatabaseError`.
    @discardableResult
    public func updateAccount(_ id: Int64, _ draft: AccountDraft, version: Int64, actor: Actor) async throws -> Account
    {
        let name = try SignInName(draft.signInName)
        let rules = AccountRules(actor: actor, book: roles)
        try rules.check(draft)
        let unit = AccessStore.unit(draft)
        return try await change(id, actor: actor) { [now = now(), trail, roles] connection, before in
            guard before.version == version else { throw AccessError.accountChanged }
            let taken = try connection.first(
                "SELECT id FROM account WHERE sign_in_key = \(name.key) AND id <> \(id)")
            guard taken == nil else { throw AccessError.signInNameTaken(name.text) }
            try connection.run(
                """
                UPDATE account SET sign_in_name = \(name.text), sign_in_key = \(name.key),
                    name = \(normalised(draft.name)), unit = \(unit), everywhere = \(draft.scope == .everywhere),
                    version = version + 1 WHERE id = \(id)
                """)
            try connection.setRights(of: id, roles: draft.roles, scope: draft.scope)
            guard let after = try connection.account(id) else { throw AccessError.noAccount }
            let rightsChanged = before.roles != after.roles || before.scope != after.scope
            let detail = "\(before.summary(roles)) → \(after.summary(roles))"
            try trail.append(
                TrailEntry(
                    rightsChanged ? .rolesChanged : .accountChanged, actor: actor, register: "account",
                    record: String(id), detail: detail, at: now),
                in: connection)
            return after
        }
    }

    /// Disables an account and ends its sessions.
    /// - Throws: `AccessError`, `DatabaseError`.
    @discardableResult
    public func disableAccount(_ id: Int64, reason: String, actor: Actor) async throws -> Account {
        let reason = normalised(reason)
        guard !reason.isEmpty else { throw AccessError.reasonMissing }
        return try await setState(
            id, "disabled_at = \(now().iso), disabled_reason = \(reason)", "停用", reason, actor)
    }

    /// Lets a disabled account be used again.
    /// - Throws: `AccessError`, `DatabaseError`.
    @discardableResult
    public func enableAccount(_ id: Int64, reason: String, actor: Actor) async throws -> Account {
        let reason = normalised(reason)
        guard !reason.isEmpty else { throw AccessError.reasonMissing }
        return try await setState(id, "disabled_at = NULL, disabled_reason = NULL", "启用", reason, actor)
    }

    private func setState(_ id: Int64, _ assignment: SQL, _ word: String, _ reason: String, _ actor: Actor) async throws
        -> Account
    {
        try await change(id, actor: actor) { [now = now(), trail] connection, before in
            try connection.run("UPDATE account SET \(assignment), version = version + 1 WHERE id = \(id)")
            try connection.run("DELETE FROM account_session WHERE account = \(id)")
            try trail.append(
                TrailEntry(
                    .accountChanged, actor: actor, register: "account", record: String(id), reason: reason,
                    detail: "\(word)账号 \(before.name)（\(before.signInName)）", at: now),
                in: connection)
            guard let after = try connection.account(id) else { throw AccessError.noAccount }
            return after
        }
    }

    /// Changes an account that the actor manages, in one transaction.
    func change<T: Sendable>(
        _ id: Int64, actor: Actor, _ body: @escaping @Sendable (Connection, Account) throws -> T
    ) async throws -> T {
        try actor.require(.admin, "accounts")
        let rules = AccountRules(actor: actor, book: roles)
        return try await database.write { connection in
            guard let account = try connection.account(id) else { throw AccessError.noAccount }
            try rules.requireManaging(account)
            return try body(connection, account)
        }
    }

    /// Why the actor may not change an account that they see: their own, or one with a role that they cannot give; nil when
    /// they may.
    public func obstacle(toManaging account: Account, actor: Actor) -> AccessError? {
        do throws(AccessError) {
            try AccountRules(actor: actor, book: roles).requireManaging(account)
            return nil
        } catch {
            return error
        }
    }

    func actor(_ account: Account, address: String?) -> Actor {
        Actor.person(
            account: account.id, signInName: account.signInName, name: account.name, roles: account.roles,
            scope: account.scope, unit: account.unit, address: address, book: roles)
    }

    private static func unit(_ draft: AccountDraft) -> String? {
        let unit = normalised(draft.unit ?? "")
        return unit.isEmpty ? nil : unit
    }

    static func known(_ draft: AccountDraft) -> [String] {
        [draft.signInName, draft.name, draft.unit ?? ""]
    }
}

extension Account {
    /// What the trail keeps of it.
    func summary(_ book: RoleBook) -> String {
        let titles = roles.map { book.role($0)?.title ?? $0 }.joined(separator: "、")
        let regions = scope.roots.map { $0.map(\.text).joined(separator: "、") } ?? "全部区划"
        let unit = unit.map { "；单位：\($0)" } ?? ""
        return "\(name)（\(signInName)）；角色：\(titles.isEmpty ? "无" : titles)；区划：\(regions.isEmpty ? "无" : regions)\(unit)"
    }
}
