public import Base
public import Database
public import Secrets

/// The data keys in the database, the master keys outside it, and what changes them.
public final class KeyVault: Sendable {
    /// The keys of this process.
    public let keyring: Keyring
    /// What the person who runs the system must know, in Chinese; nil when nothing.
    public let notice: String?
    private let database: Database
    private let environment: [String: String]
    private let folder: String
    private let now: @Sendable () -> Instant

    /// A new data key is used by all processes only after they have had time to read it.
    private static let announceSeconds: Int64 = 180

    /// Opens the keys of a database whose migrations were applied; makes those that are missing. The master key file
    /// is made only while the database has no key at all.
    /// - Parameters:
    ///   - environment: where QIHANG_KEY or QIHANG_KEY_FILE may stand.
    ///   - folder: the data folder, where the key file lies otherwise.
    /// - Throws: `MasterKeyError`, `KeyringError`, `DatabaseError`.
    public static func open(
        database: Database, environment: [String: String], folder: String,
        now: @escaping @Sendable () -> Instant = { .now }
    ) async throws -> KeyVault {
        let existing = try await database.read { try WrappedKey.all(in: $0) }
        let found = try MasterKeys.find(environment: environment, folder: folder, mayCreate: existing.isEmpty)
        let time = now()
        // One process at a time, so that those which start together do not make the keys twice.
        let keys = try await database.withAdvisoryLock("access-data-keys", wait: .seconds(30)) {
            try await database.write { connection in
                try WrappedKey.addMissing(masters: found.keys, now: time, in: connection)
                return try WrappedKey.all(in: connection)
            }
        }
        guard let keys else { throw KeyringError.noKey(.seal) }
        let keyring = try Keyring(keys, masters: found.keys, now: now)
        return KeyVault(keyring, found.notice, database, environment, folder, now)
    }

    private init(
        _ keyring: Keyring, _ notice: String?, _ database: Database, _ environment: [String: String], _ folder: String,
        _ now: @escaping @Sendable () -> Instant
    ) {
        self.keyring = keyring
        self.notice = notice
        self.database = database
        self.environment = environment
        self.folder = folder
        self.now = now
    }

    /// The data keys, wrapped.
    /// - Throws: `DatabaseError`.
    public func keys() async throws -> [WrappedKey] {
        try await database.read { try WrappedKey.all(in: $0) }
    }

    /// Reads the keys anew. Call it every minute, so that a rotation by another process is known before it counts.
    /// - Throws: `MasterKeyError`, `KeyringError`, `DatabaseError`; the old keys then stay.
    public func refresh() async throws {
        try keyring.replace(with: try await keys(), masters: try masters())
    }

    /// Makes new data keys, all or none. New values use them after three minutes, when every process has read them; old
    /// ones still open and are to be sealed again, or hashed again, by a job of Registers.
    /// - Parameter announced: false to use them at once, when no other process serves the database.
    /// - Returns: the keys' numbers, in the order of the purposes.
    /// - Throws: `AccessError`, `MasterKeyError`, `KeyringError`, `DatabaseError`.
    @discardableResult
    public func rotateDataKeys(
        _ purposes: [KeyPurpose], announced: Bool = true, actor: Actor
    ) async throws -> [Int] {
        try actor.require(.admin, "keys")
        let masters = try masters()
        let time = now()
        let usedFrom = announced ? time.adding(seconds: KeyVault.announceSeconds) : time
        let ids = try await database.write { [trail = Trail(keyring: keyring)] connection in
            try purposes.map { purpose in
                let id = try WrappedKey.add(purpose, usedFrom: usedFrom, masters: masters, now: time, in: connection)
                let detail = "新建第 \(id) 号数据密钥（\(purpose.title)），\(usedFrom.chinese) 起使用"
                try trail.append(TrailEntry(.keysChanged, actor: actor, detail: detail, at: time), in: connection)
                return id
            }
        }
        try await refresh()
        return ids
    }

    /// A change of data keys that was begun and is not finished: two keys of one purpose are in use.
    public struct OpenRotation: Sendable, Equatable {
        /// From when on the new keys are used.
        public let usedFrom: Instant
        /// The keys to be put out of use when nothing stands under them any more.
        public let old: [Int]
    }

    /// The change of data keys that is under way; nil when none is.
    /// - Throws: `DatabaseError`.
    public func openRotation() async throws -> OpenRotation? {
        let inUse = Dictionary(grouping: try await keys().filter { $0.retiredAt == nil }, by: \.purpose).values
        let old = inUse.flatMap { $0.sorted { ($0.usedFrom, $0.id) < ($1.usedFrom, $1.id) }.dropLast() }.map(\.id)
        guard !old.isEmpty else { return nil }
        let newest = inUse.filter { $0.count > 1 }.compactMap { $0.map(\.usedFrom).max() }.max()
        return OpenRotation(usedFrom: newest ?? now(), old: old.sorted())
    }

    /// Puts a data key out of use, after everything that it sealed or hashed was done again. It is kept all the same.
    /// - Throws: `AccessError`, `KeyringError.noKey` when it is the only one in use; `DatabaseError`.
    public func retireDataKey(_ id: Int, actor: Actor) async throws {
        try actor.require(.admin, "keys")
        let time = now()
        try await database.write { [trail = Trail(keyring: keyring)] connection in
            let all = try WrappedKey.all(in: connection)
            guard let key = all.first(where: { $0.id == id }) else { throw KeyringError.unknownKey(id) }
            let hasOther = all.contains {
                $0.id != id && $0.purpose == key.purpose && $0.retiredAt == nil && $0.usedFrom <= time
            }
            guard hasOther else { throw KeyringError.noKey(key.purpose) }
            try connection.run("UPDATE data_key SET retired_at = \(time.iso) WHERE id = \(id)")
            let detail = "停用第 \(id) 号数据密钥（\(key.purpose.title)）"
            try trail.append(TrailEntry(.keysChanged, actor: actor, detail: detail, at: time), in: connection)
        }
        try await refresh()
    }

    /// Wraps every data key by a new master key. With a key file this makes the new key and removes the old one when
    /// all is done; a rotation that was cut short is finished by the next. With QIHANG_KEY the caller gives the new
    /// key and the old one, in this order.
    /// - Returns: the fingerprint of the master key that now wraps all.
    /// - Throws: `AccessError`, `MasterKeyError`, `KeyringError`, `DatabaseError`.
    public func rotateMasterKey(actor: Actor) async throws -> String {
        try actor.require(.admin, "keys")
        let before = try MasterKeys.find(environment: environment, folder: folder, mayCreate: false)
        if let file = before.file, before.keys.all.count == 1 { try file.addKey() }
        let masters = try masters()
        guard masters.all.count > 1 else { throw MasterKeyError.onlyOne }
        let time = now()
        try await database.write { [trail = Trail(keyring: keyring)] connection in
            for key in try WrappedKey.all(in: connection) {
                guard let fresh = try key.rewrapped(by: masters) else { continue }
                try connection.run("UPDATE data_key SET wrapped = \(fresh.wrapped) WHERE id = \(key.id)")
            }
            let detail = "更换主密钥，新主密钥的指纹 \(masters.current.fingerprint)"
            try trail.append(TrailEntry(.keysChanged, actor: actor, detail: detail, at: time), in: connection)
        }
        try await refresh()
        try before.file?.dropOldKeys()
        return masters.current.fingerprint
    }

    private func masters() throws -> MasterKeys {
        try MasterKeys.find(environment: environment, folder: folder, mayCreate: false).keys
    }
}
