public import Access
public import Database
import Packs
public import Reasons
public import Registers

/// Judges what employers declared, from the records as they stand.
public final class AuditStore: Sendable {
    /// What the packs define.
    public let book: AuditBook
    /// The migrations of this room.
    public static let migrations: [Migration] = AuditSchema.migrations
    /// The tables of this room, which no register may take.
    public static let tables: Set<String> = AuditSchema.tables
    /// A month counts once among all employers, so that those of all regions are looked at.
    static let everywhere = Actor.system(reason: "年审：一个人月只计一次")
    let store: RegisterStore
    let decisions: DecisionBook

    /// A store of audits over the registers.
    public init(store: RegisterStore, book: AuditBook, decisions: DecisionBook) {
        (self.store, self.book, self.decisions) = (store, book, decisions)
    }

    /// An employer's year as it stands: every month judged, the persons counted, the levy.
    /// - Parameter declaration: the number of the declaration's record.
    /// - Throws: `AccessError` or `NoSuchRecord` for what the actor may not see.
    public func audit(
        _ audit: AuditDefinition, declaration: Int64, as actor: Actor
    ) async throws -> EmployerAudit {
        let year = try await store.read(as: actor) { try DeclaredYear.read(audit, declaration, in: $0) }
        let rivals = try await store.read(as: Self.everywhere) { reading in
            try Rivals.read(audit, of: [year], in: reading)
        }
        let auditor = Auditor(audit, decisions: decisions, parameters: store.parameters)
        return try auditor.employerAudit(year, rivals, store.catalogue)
    }
}
