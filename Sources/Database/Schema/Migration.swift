/// A change of the tables that is made once in the life of a database.
public struct Migration: Sendable {
    /// Never changed once it has been released, such as `2026-11-21-0001-access-accounts`.
    public let id: String
    let apply: @Sendable (Connection) throws -> Void

    /// A migration. The body runs in a transaction of its own.
    public init(id: String, apply: @escaping @Sendable (Connection) throws -> Void) {
        self.id = id
        self.apply = apply
    }
}
