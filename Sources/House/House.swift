public import Access
import Base
public import Database
public import Exchange
import Foundation
import Packs
public import Plans
public import Quota
public import Reasons
public import Registers
public import Rounds
public import Secrets

/// An installation that is open: its database, its packs and the rooms over them.
public struct House: Sendable {
    /// Where it lies and with what it is opened.
    public struct Settings: Sendable {
        /// The database: a file, or the address of a PostgreSQL server.
        public var location: Database.Location
        /// The folder of the installation: the embedded database, the key file, backups.
        public var folder: String
        /// The folder of the packs.
        public var packs: String
        /// The environment, in which a key may stand.
        public var environment: [String: String]

        /// Settings of an installation.
        public init(location: Database.Location, folder: String, packs: String, environment: [String: String]) {
            self.location = location
            self.folder = folder
            self.packs = packs
            self.environment = environment
        }
    }

    /// With what it was opened.
    public let settings: Settings
    /// Where everything lies.
    public let database: Database
    /// The keys.
    public let keyring: Keyring
    /// Where the keys come from, and how they change.
    public let vault: KeyVault
    /// Accounts, sessions, the trail.
    public let access: AccessStore
    /// The records.
    public let registers: RegisterStore
    /// The rounds.
    public let rounds: RoundStore
    /// Plans, their tasks and figures.
    public let plans: PlanStore
    /// The decisions of the packs.
    public let decisions: DecisionBook
    /// The yearly audits of employers.
    public let audits: AuditStore
    /// Files coming in.
    public let imports: ImportService
    /// Doubtful pairs.
    public let duplicates: DuplicateDesk
    /// Towns and villages coming in.
    public let regions: RegionDesk
    /// Files going out.
    public let exports: ExportService
    /// What the operator must be told, such as that a key file was made.
    public let notices: [String]

    /// What the packs define.
    public var catalogue: Catalogue { registers.catalogue }

    /// All migrations, in the order of the rooms.
    public static let migrations: [Migration] =
        AccessStore.migrations + RegisterStore.migrations + RoundStore.migrations + PlanStore.migrations
        + Exchange.migrations + AuditStore.migrations

    /// The tables of all rooms, which no register may take.
    public static let tables: Set<String> =
        AccessStore.tables.union(RegisterStore.tables).union(RoundStore.tables).union(PlanStore.tables)
        .union(Exchange.tables).union(AuditStore.tables)

    /// Opens an installation: reads the packs, brings the tables up to date, finds the keys.
    /// - Throws: `Diagnostics` for packs, `DatabaseError`, or what the keys say.
    public static func open(_ settings: Settings) async throws -> House {
        try FileManager.default.createDirectory(atPath: settings.folder, withIntermediateDirectories: true)
        let library = try PackLibrary(folder: settings.packs)
        let catalogue = try Catalogue(library: library, taken: House.tables)
        let book = try RoundBook(catalogue)
        let decisions = try DecisionBook(library, parameters: catalogue.parameters)
        let audits = try AuditBook(catalogue, decisions: decisions)
        let roles = try RoleBook(packs: library.packs)
        let database = try await Database.open(settings.location)
        _ = try await database.migrate(migrations)
        let vault = try await KeyVault.open(
            database: database, environment: settings.environment, folder: settings.folder)
        let access = AccessStore(database: database, keyring: vault.keyring, roles: roles)
        let registers = RegisterStore(
            database: database, catalogue: catalogue, keyring: vault.keyring, trail: access.trail)
        let rounds = RoundStore(store: registers, book: book, trail: access.trail)
        let plans = try PlanStore(store: registers, trail: access.trail)
        try await registers.prepare()
        try await plans.prepare()
        let imports = ImportService(store: registers, keyring: vault.keyring, trail: access.trail)
        return House(
            settings: settings, database: database, keyring: vault.keyring, vault: vault,
            access: access, registers: registers,
            rounds: rounds, plans: plans, decisions: decisions,
            audits: AuditStore(store: registers, book: audits, decisions: decisions), imports: imports,
            duplicates: DuplicateDesk(imports: imports),
            regions: RegionDesk(store: registers, trail: access.trail),
            exports: ExportService(store: registers, trail: access.trail),
            notices: [vault.notice].compactMap { $0 })
    }

    /// Ends the work: what runs is finished, connections are given back.
    public func close() async {
        await database.close()
    }
}
