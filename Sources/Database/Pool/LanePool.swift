import Synchronization

/// Lanes handed out to one user at a time, first come first served, with a bounded wait.
final class LanePool: Sendable {
    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<Lane, any Error>
    }

    private struct State {
        /// The lane used last is handed out first, so that few connections stay open.
        var idle: [Lane]
        var waiting: [Waiter] = []
        var lastTicket = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let lanes: [Lane]
    private let wait: Duration
    private let state: Mutex<State>

    init(_ lanes: [Lane], wait: Duration) {
        self.lanes = lanes
        self.wait = wait
        state = Mutex(State(idle: lanes.reversed()))
    }

    /// Lends a lane to the body. Throws `poolExhausted` when none becomes free in time.
    func use<Result: Sendable>(_ body: (Lane) async throws -> Result) async throws -> Result {
        let lane = try await take()
        defer { giveBack(lane) }
        return try await body(lane)
    }

    /// Refuses new users, waits for those at work, then closes all connections.
    func close() async {
        let refused = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in refused { waiter.continuation.resume(throwing: Self.closed) }
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                let isQuiet = state.idle.count == lanes.count
                if !isQuiet { state.closers.append(continuation) }
                return isQuiet
            }
            if isQuiet { continuation.resume() }
        }
        for lane in lanes { await lane.close() }
    }

    private func take() async throws -> Lane {
        let (lane, ticket) = try state.withLock { state in
            guard !state.isClosed else { throw Self.closed }
            state.lastTicket += 1
            return (state.waiting.isEmpty ? state.idle.popLast() : nil, state.lastTicket)
        }
        if let lane { return lane }
        let timer = Task {
            try await Task.sleep(for: wait)
            refuse(ticket, DatabaseError(.poolExhausted, DatabaseError.Kind.poolExhausted.message))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(Waiter(ticket: ticket, continuation: continuation))
            }
        } onCancel: {
            refuse(ticket, CancellationError())
        }
    }

    private func enqueue(_ waiter: Waiter) {
        let answer: Result<Lane, any Error>? = state.withLock { state in
            if state.isClosed { return .failure(Self.closed) }
            if Task.isCancelled { return .failure(CancellationError()) }
            if let lane = state.idle.popLast() { return .success(lane) }
            state.waiting.append(waiter)
            return nil
        }
        if let answer { waiter.continuation.resume(with: answer) }
    }

    private func refuse(_ ticket: Int, _ error: any Error) {
        let waiter: Waiter? = state.withLock { state in
            guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiting.remove(at: index)
        }
        waiter?.continuation.resume(throwing: error)
    }

    private func giveBack(_ lane: Lane) {
        let waiter: Waiter? = state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(lane)
            return nil
        }
        if let waiter {
            waiter.continuation.resume(returning: lane)
            return
        }
        let closers = state.withLock { state in
            guard state.isClosed, state.idle.count == lanes.count else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private static var closed: DatabaseError {
        DatabaseError(.cannotConnect, "数据库已经关闭，程序正在退出。")
    }
}
