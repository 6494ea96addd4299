public import Base

/// One act to be kept in the trail.
public struct TrailEntry: Sendable, Equatable {
    /// What kind of act.
    public let kind: TrailKind
    /// The account that acted; nil for the system and for strangers.
    public let account: Int64?
    /// The actor's name as it was then.
    public let actor: String
    /// The network address, where there is one.
    public let address: String?
    /// The register concerned.
    public let register: String?
    /// The record concerned.
    public let record: String?
    /// The field concerned.
    public let field: String?
    /// The reason that the person gave.
    public let reason: String?
    /// What else belongs to it, in words: counts, file names, before and after.
    public let detail: String?
    /// When.
    public let at: Instant

    /// An act of an actor.
    public init(
        _ kind: TrailKind, actor: Actor, register: String? = nil, record: String? = nil, field: String? = nil,
        reason: String? = nil, detail: String? = nil, at: Instant = .now
    ) {
        self.init(
            kind: kind, account: actor.account,
            actor: actor.signInName.isEmpty ? actor.name : "\(actor.name)（\(actor.signInName)）",
            address: actor.address, register: register, record: record, field: field, reason: reason, detail: detail,
            at: at)
    }

    init(
        kind: TrailKind, account: Int64?, actor: String, address: String?, register: String?, record: String?,
        field: String?, reason: String?, detail: String?, at: Instant
    ) {
        self.kind = kind
        self.account = account
        self.actor = actor
        self.address = address
        self.register = register
        self.record = record
        self.field = field
        self.reason = reason
        self.detail = detail
        self.at = at
    }
}
