import Access
import Exchange
import House

/// The long steps of imports, which go on while nobody looks. Where the process ends in between, the database knows how
/// far the step came, and the page offers to go on.
final class ImportWork: Sendable {
    private let work = LongWork()

    /// Whether this process is at it.
    func isRunning(_ run: Int64) -> Bool { work.isRunning(run) }

    /// Why the last step of an import stopped, in this process.
    func trouble(_ run: Int64) -> String? { work.trouble(run) }

    /// Starts the dry run, or goes on with it; returns when it is done, or after a moment.
    func check(_ run: Int64, in house: House, as actor: Actor) async {
        await work.start(run) { _ = try await house.imports.check(run, as: actor) }
    }

    /// Starts the application, or goes on with it; returns when it is done, or after a moment.
    func apply(_ run: Int64, _ mode: ApplyMode, in house: House, as actor: Actor) async {
        await work.start(run) { _ = try await house.imports.apply(run, mode, as: actor) }
    }
}
