public import Access
public import Base
public import Database
public import Secrets
import Synchronization

/// The registers of an installation: records, their rules, their history.
///
/// Every question and every change is made for an `Actor` and sees only what that actor's role and region allow.
public final class RegisterStore: Sendable {
    /// Where the records lie.
    public let database: Database
    /// What the packs define.
    public let catalogue: Catalogue
    let keyring: Keyring
    let trail: Trail
    /// The registers to whose records others belong.
    let subjectRegisters: Set<String>
    private let tables: [String: RegisterTable]
    private let tree: Mutex<RegionTree>
    let shelf: ParameterShelf
    private let observerList = Mutex<[any RecordObserver]>([])
    private let now: @Sendable () -> Instant

    /// The tables that do not depend on definitions.
    public static let migrations: [Migration] =
        RegisterSchema.migrations + AttachmentStore.migrations + SavedViewTable.migrations
        + ParameterTable.migrations

    /// Names of this room's own tables, which no register may take.
    public static let tables: Set<String> = RegisterSchema.tables

    /// A store over a database that has been migrated.
    public init(
        database: Database, catalogue: Catalogue, keyring: Keyring, trail: Trail,
        now: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.database = database
        self.catalogue = catalogue
        self.keyring = keyring
        self.trail = trail
        self.now = now
        subjectRegisters = Set(
            catalogue.registers.compactMap { register in
                register.subject.flatMap(register.field)?.target
            })
        tables = Dictionary(
            catalogue.registers.map { ($0.name, RegisterTable($0)) }, uniquingKeysWith: { first, _ in first })
        tree = Mutex(RegionTree(catalogue.regions))
        shelf = ParameterShelf(catalogue.parameters)
    }

    /// The regions, as last read from the database.
    public var regions: RegionTree { tree.withLock { $0 } }

    /// The civil date in China now.
    public var today: Day { now().chinaDay }

    func moment() -> Instant { now() }

    /// Has a room told of every change of records, within the transaction that makes it.
    public func add(observer: any RecordObserver) {
        observerList.withLock { $0.append(observer) }
    }

    var observers: [any RecordObserver] { observerList.withLock { $0 } }

    /// The keyed hash under which a secret's text is found, as the column `<field>_hash` holds it.
    public func keyHash(_ register: RegisterDefinition, _ field: FieldDefinition, _ text: String) throws -> [UInt8] {
        try keyring.searchHash(table(register).hashPurpose(field), text)
    }

    /// The hashes under which a secret's text may stand while keys are being changed.
    func keyHashes(_ register: RegisterDefinition, _ field: FieldDefinition, _ text: String) throws -> [[UInt8]] {
        try keyring.searchHashes(table(register).hashPurpose(field), text)
    }

    func table(_ register: RegisterDefinition) -> RegisterTable {
        tables[register.name] ?? RegisterTable(register)
    }

    /// Makes the tables and columns that the definitions ask for and puts the packs' regions in. Safe to run again, and
    /// by several processes at once.
    public func prepare() async throws {
        let catalogue = catalogue
        try await database.write(isolation: .readCommitted) { connection in
            try connection.lockSchema()
            for register in catalogue.registers { try RegisterSchema.prepare(register, of: catalogue, in: connection) }
            try RegionRows.add(catalogue.regions, source: "pack", in: connection)
        }
        try await refreshRegions()
        try await refreshParameters()
    }

    /// Reads the regions again, after somebody added some.
    public func refreshRegions() async throws {
        let entries = try await database.read { try RegionRows.all(in: $0) }
        tree.withLock { $0 = RegionTree(entries) }
    }

    /// Reads within one snapshot.
    /// - Parameter day: the day that conditions call `today()`; today when left out.
    public func read<Result: Sendable>(
        as actor: Actor, on day: Day? = nil,
        _ body: @escaping @Sendable (RegisterReading) throws -> Result
    ) async throws -> Result {
        let day = day ?? today
        return try await database.read { connection in
            try body(RegisterReading(store: self, connection: connection, actor: actor, day: day))
        }
    }

    /// Changes records in one transaction: all of it happens or nothing. The body may run again after a conflict.
    @discardableResult
    public func write<Result: Sendable>(
        as actor: Actor, on day: Day? = nil,
        _ body: @escaping @Sendable (RegisterWriting) throws -> Result
    ) async throws -> Result {
        let day = day ?? today
        // Versions and unique indexes guard against lost updates, so the weaker isolation is enough and does not retry.
        return try await database.write(isolation: .readCommitted) { connection in
            let writing = RegisterWriting(store: self, connection: connection, actor: actor, day: day)
            let result = try body(writing)
            try writing.settle()
            return result
        }
    }

    /// A secret in the clear, for somebody whose role allows it. Leaves a trace with the reason.
    /// - Throws: `AccessError` when the role does not allow it, `NoSuchRecord`, or `Refusal` when no reason is given.
    public func reveal(
        _ register: String, _ id: Int64, field: String, reason: String, as actor: Actor
    ) async throws -> String {
        guard actor.secrets >= .reveal else { throw AccessError.notAllowed(.read, "\(register).\(field)") }
        let reason = normalised(reason)
        guard reason.count >= 2 else { throw Refusal([FieldFault("reason", "请写明查看的原因。")]) }
        let trail = trail
        return try await write(as: actor) { writing in
            let record = try writing.plain(register, id)
            let entry = TrailEntry(
                .secretSeen, actor: actor, register: register, record: String(id), field: field, reason: reason)
            try trail.append(entry, in: writing.connection)
            return record[field].text ?? ""
        }
    }
}

/// A room that must know of changes of records, such as one that counts them.
public protocol RecordObserver: Sendable {
    /// Called after records were written and before the transaction ends; what it throws undoes the transaction.
    /// - Parameter ids: the records created, changed, removed or brought back.
    func changed(_ register: String, _ ids: [Int64], in writing: RegisterWriting) throws

    /// What is asked about a record on its way in, on screen and by import alike, of which its register's own rules know
    /// nothing.
    /// - Parameters:
    ///   - values: the whole record as it would be.
    ///   - existing: the record as it is; nil for a new one.
    func questions(
        _ register: RegisterDefinition, _ values: FieldValues, existing: Record?, in reading: RegisterReading
    ) throws -> [FieldFault]
}

extension RecordObserver {
    /// Nothing.
    public func questions(
        _ register: RegisterDefinition, _ values: FieldValues, existing: Record?, in reading: RegisterReading
    ) throws -> [FieldFault] { [] }
}
