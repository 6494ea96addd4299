extension Database {
    /// The most often that one transaction is tried.
    static let attempts = 20

    /// Runs a transaction again while conflicts and broken connections stand in its way, with growing pauses of random
    /// length.
    func repeating<Result>(for limit: Duration, _ body: () async throws -> Result) async throws -> Result {
        let clock = ContinuousClock()
        let end = clock.now + limit
        var attempt = 1
        while true {
            do {
                return try await body()
            } catch let error as DatabaseError where error.isWorthRepeating {
                guard attempt < Self.attempts, clock.now < end else { throw error }
                try await clock.sleep(for: Self.pause(after: attempt))
                attempt += 1
            }
        }
    }

    /// Up to 4, 8, 16, … 512 ms.
    static func pause(after attempt: Int) -> Duration {
        .microseconds(Int.random(in: 500...(2000 << min(attempt, 8))))
    }
}
