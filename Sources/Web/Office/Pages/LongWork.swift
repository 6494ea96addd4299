import Access
import Database
import Exchange
import Foundation
import Quota
import Registers
import Sheets
import Synchronization

/// Work that goes on while nobody looks, by number: imports, searches for duplicates. How far it came stands in the
/// database; here is only what this process is at, and why it stopped.
final class LongWork: Sendable {
    private struct State {
        var running: Set<Int64> = []
        var troubles: [Int64: String] = [:]
    }

    private let state = Mutex(State())

    /// How long a page waits for short work before it shows the progress page instead.
    private static let patience = Duration.seconds(2)

    /// Whether this process is at it.
    func isRunning(_ number: Int64) -> Bool { state.withLock { $0.running.contains(number) } }

    /// Why the work stopped, in this process.
    func trouble(_ number: Int64) -> String? { state.withLock { $0.troubles[number] } }

    /// Starts work that this process is not at; returns when it is done, or after a moment.
    func start(_ number: Int64, _ work: @escaping @Sendable () async throws -> Void) async {
        let isFirst = state.withLock { state in
            state.troubles[number] = nil
            return state.running.insert(number).inserted
        }
        guard isFirst else { return }
        Task.detached { [self] in
            var trouble: String?
            do {
                try await work()
            } catch {
                trouble = LongWork.words(error)
            }
            state.withLock { state in
                state.running.remove(number)
                state.troubles[number] = trouble
            }
        }
        let end = ContinuousClock.now + LongWork.patience
        while isRunning(number), ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as ImportError: error.description
        case let error as SheetError: error.message
        case let error as AccessError: error.description
        case let error as AuditRunError: error.description
        case let error as Refusal: "处理中途停下了。\(error.faults.map(\.message).joined(separator: ""))已经处理好的部分都在，改好后可以继续。"
        case let error as NoSuchRecord: "处理中途停下了。\(error.description)"
        case let error as StaleRecord: "处理中途停下了。\(error.description)"
        case let error as DatabaseError: "处理中途停下了。\(error.message)已经处理好的部分都在，可以继续。"
        case is CancellationError: "处理被打断了，可以继续。"
        default: "处理中途停下了，已经处理好的部分都在，可以继续。如果反复停下，请把时间告诉管理员。"
        }
    }
}
