extension Database {
    /// Runs a transaction again while conflicts and broken connections stand in its way, with growing pauses of random
    /// length, until the time is up. The time alone is the bound: on a machine under load many writers of one row need
    /// many tries, and each try is slow.
    func repeating<Result>(for limit: Duration, _ body: () async throws -> Result) async throws -> Result {
        let clock = ContinuousClock()
        let end = clock.now + limit
        var attempt = 1
        while true {
            do {
                return try await body()
            } catch let error as DatabaseError where error.isWorthRepeating {
                guard clock.now < end else { throw error }
                try await clock.sleep(for: Self.pause(after: attempt))
                attempt += 1
            }
        }
    }

    /// Up to 4, 8, 16, … 256 ms.
    static func pause(after attempt: Int) -> Duration {
        .microseconds(Int.random(in: 500...(2000 << min(attempt, 7))))
    }
}
