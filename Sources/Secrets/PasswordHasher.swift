import Base
import CSodium
import Dispatch
import Synchronization

/// Hashes passwords with Argon2id (RFC 9106) on threads of its own, a few at once: each takes much memory by design.
public final class PasswordHasher: Sendable {
    /// How much work one hash takes.
    public struct Cost: Hashable, Sendable {
        /// Memory in KiB, at least 8.
        public let kibibytes: Int
        /// Passes over the memory, at least 1.
        public let passes: Int

        /// A cost.
        public init(kibibytes: Int, passes: Int) {
            self.kibibytes = max(8, kibibytes)
            self.passes = max(1, passes)
        }

        /// For people who sign in: 64 MiB and three passes (RFC 9106 §4, second recommended option).
        public static let interactive = Cost(kibibytes: 65_536, passes: 3)
    }

    /// Why no hash was made.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// Too many people wait already.
        case busy
        /// The machine has not the memory that the cost asks for.
        case noMemory

        /// What is wrong and what to do.
        public var description: String {
            switch self {
            case .busy: "现在登录的人太多，请过一分钟再试。"
            case .noMemory: "服务器内存不足，暂时不能核对密码，请联系管理员。"
            }
        }
    }

    private struct Line: Sendable {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    /// The cost of new hashes.
    public let cost: Cost
    private let atOnce: Int
    private let waitingLimit: Int
    private let line = Mutex(Line())
    private let threads = DispatchQueue(label: "qihang.password", attributes: .concurrent)

    /// A hasher.
    /// - Parameters:
    ///   - atOnce: how many hashes are made at the same time; the memory taken is this times the cost.
    ///   - waiting: how many may wait; more are refused.
    public init(cost: Cost = .interactive, atOnce: Int = 2, waiting: Int = 64) {
        self.cost = cost
        self.atOnce = max(1, atOnce)
        waitingLimit = waiting
    }

    /// The hash of a password with a new salt, as a PHC string (`$argon2id$v=19$…`).
    /// - Throws: `Failure`.
    public func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await perform { try PasswordHasher.hash(password, cost: cost) }
    }

    /// Whether a password is the one of a hash. Full-width digits and letters count as their plain forms.
    /// - Throws: `Failure.busy`.
    public func verify(_ password: String, against hash: String) async throws -> Bool {
        try await perform { PasswordHasher.verify(password, against: hash) }
    }

    /// Whether a hash was made at another cost, so that it should be made again when the password is next at hand.
    public func needsRehash(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.kibibytes * 1_024) != 0
    }

    private func perform<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            admit(
                { continuation.resume(with: Result { try work() }) },
                refused: { continuation.resume(throwing: Failure.busy) })
        }
    }

    private enum Admission { case start, wait, refuse }

    private func admit(_ job: @escaping @Sendable () -> Void, refused: () -> Void) {
        let admission = line.withLock { line -> Admission in
            if line.running < atOnce {
                line.running += 1
                return .start
            }
            guard line.waiting.count < waitingLimit else { return .refuse }
            line.waiting.append(job)
            return .wait
        }
        switch admission {
        case .start: start(job)
        case .wait: break
        case .refuse: refused()
        }
    }

    private func start(_ job: @escaping @Sendable () -> Void) {
        threads.async { [self] in
            job()
            let next = line.withLock { line -> (@Sendable () -> Void)? in
                if line.waiting.isEmpty {
                    line.running -= 1
                    return nil
                }
                return line.waiting.removeFirst()
            }
            if let next { start(next) }
        }
    }

    private static func hash(_ password: String, cost: Cost) throws -> String {
        guard Sodium.isReady else { throw Failure.noMemory }
        var bytes = plain(password)
        defer { bytes.wipe() }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let outcome = crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count), UInt64(cost.passes), cost.kibibytes * 1_024,
            crypto_pwhash_ALG_ARGON2ID13)
        guard outcome == 0 else { throw Failure.noMemory }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func verify(_ password: String, against hash: String) -> Bool {
        guard Sodium.isReady else { return false }
        var bytes = plain(password)
        defer { bytes.wipe() }
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
    }

    private static func plain(_ password: String) -> [CChar] {
        normalised(password).utf8.map(CChar.init(bitPattern:))
    }
}
