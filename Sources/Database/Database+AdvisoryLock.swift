import Glibc

extension Database {
    /// Runs a job that must not run twice at the same time, in this process or in another one on the same database.
    /// Answers nil, without running it, when somebody else holds the lock for longer than the wait. The lock ends with
    /// the body and with the process.
    public func withAdvisoryLock<Result: Sendable>(
        _ name: String, wait: Duration = .zero, _ body: () async throws -> Result
    ) async throws -> Result? {
        let key = Self.lockKey(name)
        switch location {
        case .sqlite(let path):
            return try await withFileLock("\(path).\(String(key, radix: 16)).lock", wait: wait, body)
        case .postgres:
            return try await withLaneOfItsOwn { lane in
                try await withSessionLock(Int64(bitPattern: key), on: lane, wait: wait, body)
            }
        }
    }

    private func withSessionLock<Result: Sendable>(
        _ key: Int64, on lane: Lane, wait: Duration, _ body: () async throws -> Result
    ) async throws -> Result? {
        let isTaken = try await waiting(wait) {
            try await lane.perform { driver in
                try driver.rows("SELECT pg_try_advisory_lock(\(key))").first?.bool(0) ?? false
            }
        }
        // The lock ends with the lane's connection.
        return isTaken ? try await body() : nil
    }

    private func withFileLock<Result: Sendable>(
        _ path: String, wait: Duration, _ body: () async throws -> Result
    ) async throws -> Result? {
        let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DatabaseError(.other, "不能建立锁文件 \(path)：请检查文件夹的写入权限。")
        }
        defer { Glibc.close(descriptor) }
        let isTaken = try await waiting(wait) { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
        return isTaken ? try await body() : nil
    }

    /// Asks again until the answer is yes or the wait is over.
    private func waiting(_ wait: Duration, for isTaken: () async throws -> Bool) async throws -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + wait
        while true {
            if try await isTaken() { return true }
            guard clock.now < end else { return false }
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    /// FNV-1a, 64 bits: the same in every process.
    static func lockKey(_ name: String) -> UInt64 {
        "qihang:\(name)".utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
