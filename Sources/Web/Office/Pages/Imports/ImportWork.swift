import Access
import Exchange
import Foundation
import House
import Synchronization

/// The long steps of imports, which go on while nobody looks. Where the process ends in between, the database knows how
/// far the step came, and the page offers to go on.
final class ImportWork: Sendable {
    private struct State {
        var running: Set<Int64> = []
        var troubles: [Int64: String] = [:]
    }

    private let state = Mutex(State())

    /// How long a page waits for a short step before it shows the progress page instead.
    private static let patience = Duration.seconds(2)

    /// Whether this process is at it.
    func isRunning(_ run: Int64) -> Bool { state.withLock { $0.running.contains(run) } }

    /// Why the last step of an import stopped, in this process.
    func trouble(_ run: Int64) -> String? { state.withLock { $0.troubles[run] } }

    /// Starts the dry run, or goes on with it; returns when it is done, or after a moment.
    func check(_ run: Int64, in house: House, as actor: Actor) async {
        await start(run) { _ = try await house.imports.check(run, as: actor) }
    }

    /// Starts the application, or goes on with it; returns when it is done, or after a moment.
    func apply(_ run: Int64, _ mode: ApplyMode, in house: House, as actor: Actor) async {
        await start(run) { _ = try await house.imports.apply(run, mode, as: actor) }
    }

    private func start(_ run: Int64, _ step: @escaping @Sendable () async throws -> Void) async {
        let isFirst = state.withLock { state in
            state.troubles[run] = nil
            return state.running.insert(run).inserted
        }
        guard isFirst else { return }
        Task.detached { [self] in
            var trouble: String?
            do {
                try await step()
            } catch {
                trouble = ImportWork.words(error)
            }
            state.withLock { state in
                state.running.remove(run)
                state.troubles[run] = trouble
            }
        }
        let end = ContinuousClock.now + ImportWork.patience
        while isRunning(run), ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as ImportError: error.description
        case let error as AccessError: error.description
        case is CancellationError: "处理被打断了，可以继续。"
        default: "处理中途停下了，已经处理好的部分都在，可以继续。如果反复停下，请把时间告诉管理员。"
        }
    }
}
