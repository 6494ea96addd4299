public import Access
public import Base
public import Database
import FileTesting
import Packs
public import Registers
public import Secrets
import StoreTesting

/// Registers of the project's own packs over a database of the test's own.
public struct TestRegisters: Sendable {
    /// The database, one of the test's own.
    public let database: Database
    /// The store over it, with all tables made.
    public let store: RegisterStore
    /// Keys that live as long as the test.
    public let keyring: Keyring
    /// Somebody who may do everything everywhere.
    public let actor: Actor

    /// The definitions of the project's packs, read once.
    public static let catalogue = Result { try Catalogue(library: PackLibrary(folder: ProjectFiles.packs)) }

    /// A citizen id that is nobody's: region 990101, a birth date and a serial number.
    public static func citizenID(born day: String, serial: Int) -> String {
        let first17 = "990101" + day.filter { $0 != "-" } + String(1_000 + serial % 1_000).suffix(3)
        return first17 + String(CitizenID.checkCharacter(first17))
    }

    /// Somebody with an account of their own: the sign-in name, which is part of the name too, the roles, the regions.
    public func colleague(
        _ signInName: String, roles: [String], unit: String? = nil, in regions: String...
    ) async throws -> Actor {
        let access = try self.access()
        let draft = AccountDraft(
            signInName: signInName, name: "\(signInName)姓名", roles: roles,
            scope: .within(regions.compactMap { RegionCode($0) }), unit: unit)
        let account = try await access.createAccounts([draft], actor: actor)[0]
        guard let actor = try await access.actor(account: account.id) else { throw AccessError.noAccount }
        return actor
    }

    /// The accounts of the same database.
    public func access() throws -> AccessStore {
        let cheap = PasswordHasher(cost: .init(kibibytes: 8, passes: 1), atOnce: 4, waiting: 1_000)
        return AccessStore(
            database: database, keyring: keyring, roles: try RoleBook(packs: store.catalogue.library.packs),
            hasher: cheap)
    }
}

/// Runs a test over registers in a database of its own.
public func withRegisters<Result: Sendable>(
    _ engine: Database.Engine, migrations: [Migration] = [], catalogue own: Catalogue? = nil,
    now: @escaping @Sendable () -> Instant = { .now },
    _ body: @escaping @Sendable (TestRegisters) async throws -> Result
) async throws {
    let catalogue = try own ?? TestRegisters.catalogue.get()
    try await withDatabase(engine) { database in
        _ = try await database.migrate(AccessStore.migrations + RegisterStore.migrations + migrations)
        let keyring = try Keyring.ephemeral()
        let store = RegisterStore(
            database: database, catalogue: catalogue, keyring: keyring, trail: Trail(keyring: keyring), now: now)
        try await store.prepare()
        _ = try await body(
            TestRegisters(
                database: database, store: store, keyring: keyring, actor: .system(reason: "测试")))
    }
}
