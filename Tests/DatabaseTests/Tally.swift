import Synchronization

/// Counts from several threads.
final class Tally: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    /// Counts one more and says how many that makes.
    @discardableResult
    func more() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}
