public import Base
public import Database
public import Secrets

/// Accounts, sessions, sign-in and the trail in the database.
///
/// Every method is one whole transaction, except those that check or make a password, which hash outside of any.
public final class AccessStore: Sendable {
    /// What makes this room's tables.
    public static let migrations: [Migration] = [.accounts, .trail]
    /// The names of this room's tables, which no register may take.
    public static let tables: Set<String> = [
        "account", "account_role", "account_region", "account_session", "sign_in_counter", "data_key", "trail",
        "trail_head",
    ]

    /// The roles that accounts may hold.
    public let roles: RoleBook
    /// The keys that sign and encrypt.
    public let keyring: Keyring
    /// The trail, for other rooms to append to within their transactions.
    public let trail: Trail
    /// How long sessions last, what passwords must be.
    public let policy: AccessPolicy
    let database: Database
    let hasher: PasswordHasher
    let now: @Sendable () -> Instant

    /// The store of a database whose migrations were applied.
    /// - Parameter now: the clock.
    public init(
        database: Database, keyring: Keyring, roles: RoleBook, hasher: PasswordHasher = PasswordHasher(),
        policy: AccessPolicy = AccessPolicy(), now: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.database = database
        self.keyring = keyring
        self.roles = roles
        self.hasher = hasher
        self.policy = policy
        self.now = now
        trail = Trail(keyring: keyring)
    }

    /// Removes what has run out: sessions, and counts of wrong attempts that are forgotten anyway. Call it hourly.
    /// - Throws: `DatabaseError`.
    public func sweep() async throws {
        let now = now().iso
        let rules = policy.throttle
        let forget = [rules.pair, rules.address, rules.account, rules.device].map(\.forget).max() ?? 0
        let forgotten = self.now().adding(seconds: -forget).iso
        let idle = self.now().adding(seconds: -policy.idleSeconds).iso
        try await database.write(isolation: .readCommitted) { connection in
            try connection.run("DELETE FROM account_session WHERE expires_at <= \(now) OR seen_at <= \(idle)")
            try connection.run(
                """
                DELETE FROM sign_in_counter
                WHERE last_at < \(forgotten) AND (blocked_until IS NULL OR blocked_until <= \(now))
                """)
        }
    }
}
