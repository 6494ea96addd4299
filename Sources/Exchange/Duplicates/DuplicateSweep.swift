public import Base

/// A search of a register for records that may be the same. Kept in the database: pages follow it, and any process may
/// go on with it where it stopped.
public struct DuplicateSweep: Sendable {
    /// Its number.
    public let id: Int64
    /// The register's name.
    public let register: String
    /// Who started it.
    public let actorName: String
    /// How many records there are to go through, those that are gone through twice counted twice.
    public let total: Int
    /// How many were gone through.
    public let seen: Int
    /// How many pairs were put before the desk.
    public let found: Int
    /// When it was started.
    public let startedAt: Instant
    /// When it last went on.
    public let updatedAt: Instant
    /// When it was done; nil while it goes on or was interrupted.
    public let finishedAt: Instant?

    let owner: RunOwner
    /// Whose own people alone are gone through; nil where all of the regions are.
    let caseload: Int64?
    let place: SweepPlace

    /// Whether it should be going on but has not moved for a minute: it was interrupted, and may be gone on with.
    public func isStalled(now: Instant = .now) -> Bool {
        finishedAt == nil && now.milliseconds - updatedAt.milliseconds > 60_000
    }
}

/// Where a sweep stands: in which pass, and after which record of it.
struct SweepPlace: Sendable {
    var step = 0
    var after: (value: String, id: Int64)?

}
