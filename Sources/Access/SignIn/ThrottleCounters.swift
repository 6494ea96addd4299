import Secrets
import Base
import Database

/// Too many attempts: nothing was counted, and nothing is checked until then.
struct Throttled: Error {
    let until: Instant
}

/// The counts of wrong attempts in the database.
enum ThrottleCounters {
    /// Counts an attempt as wrong before it is checked, so that many at once do not slip through together.
    /// - Returns: whether this attempt was the first that makes the next one wait.
    /// - Throws: `Throttled`, which undoes the transaction.
    static func admit(_ buckets: [ThrottleBucket], now: Instant, in connection: Connection) throws -> Bool {
        var until: Instant?
        var isFirstWait = false
        for bucket in buckets {
            let forgotten = now.adding(seconds: -bucket.rule.forget).iso
            // The row stays locked until the end, so that attempts at the same time are counted one after the other.
            let row = try connection.first(
                """
                INSERT INTO sign_in_counter (bucket, failures, last_at) VALUES (\(bucket.key), 1, \(now.iso))
                ON CONFLICT (bucket) DO UPDATE SET last_at = excluded.last_at, failures =
                    CASE WHEN sign_in_counter.last_at < \(forgotten) THEN 1 ELSE sign_in_counter.failures + 1 END
                RETURNING failures, blocked_until
                """)
            guard let row else { continue }
            let failures = Int(try row.int(0))
            if let blocked = try row.textOrNil(1).flatMap({ Instant(iso: $0) }), blocked > now {
                until = max(until ?? blocked, blocked)
            }
            let wait = bucket.rule.wait(after: failures)
            isFirstWait = isFirstWait || failures == bucket.rule.free + 1
            let next: String? = wait > 0 ? now.adding(seconds: wait).iso : nil
            try connection.run("UPDATE sign_in_counter SET blocked_until = \(next) WHERE bucket = \(bucket.key)")
        }
        if let until { throw Throttled(until: until) }
        return isFirstWait
    }

    /// Forgets all attempts at an account: whoever gets a new password has often tried the old one too many times.
    static func forget(nameKey: String, keyring: Keyring, in connection: Connection) throws {
        for prefix in try ThrottleBucket.prefixes(nameKey: nameKey, keyring: keyring) {
            try connection.run("DELETE FROM sign_in_counter WHERE \(SQL.startsWith("bucket", prefix))")
        }
    }

    /// Takes back what was counted for an attempt that turned out right.
    static func succeed(_ buckets: [ThrottleBucket], at attempt: Instant, in connection: Connection) throws {
        for bucket in buckets {
            if bucket.isPersonal {
                try connection.run("DELETE FROM sign_in_counter WHERE bucket = \(bucket.key)")
            } else {
                // The wait that others have earned meanwhile stays.
                try connection.run(
                    """
                    UPDATE sign_in_counter SET failures = failures - 1,
                        blocked_until = CASE WHEN last_at = \(attempt.iso) THEN NULL ELSE blocked_until END
                    WHERE bucket = \(bucket.key) AND failures > 0
                    """)
            }
        }
    }
}
