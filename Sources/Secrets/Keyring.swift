public import Base
import Synchronization

/// The data keys of a running process: encrypts values, opens them, hashes them for search, signs.
///
/// A sealed value is: 1 (the shape's version), the key's number (4 bytes, big end first), nonce, ciphertext, tag:
/// 45 bytes more than the plaintext. Its context (register, field, record) is bound into it, so that it opens
/// nowhere else.
public final class Keyring: Sendable {
    private let keys: Mutex<KeySet>
    private let now: @Sendable () -> Instant

    /// Opens data keys.
    /// - Throws: `KeyringError` when a key cannot be opened by the master keys given.
    public init(
        _ wrapped: [WrappedKey], masters: MasterKeys, now: @escaping @Sendable () -> Instant = { .now }
    ) throws(KeyringError) {
        keys = Mutex(try KeySet(wrapped, masters: masters))
        self.now = now
    }

    /// A keyring of new keys that are kept nowhere: for tests.
    /// - Throws: `KeyringError.noMemory`.
    public static func ephemeral() throws -> Keyring {
        let masters = try MasterKeys(text: MasterKey.newText())
        let start = Instant(milliseconds: 0)
        var wrapped: [WrappedKey] = []
        for (index, purpose) in KeyPurpose.allCases.enumerated() {
            wrapped.append(try .make(id: index + 1, purpose: purpose, usedFrom: start, masters: masters))
        }
        return try Keyring(wrapped, masters: masters)
    }

    /// Takes the keys that the database holds now, after a rotation.
    /// - Throws: `KeyringError`; the old keys then stay.
    public func replace(with wrapped: [WrappedKey], masters: MasterKeys) throws(KeyringError) {
        let fresh = try KeySet(wrapped, masters: masters)
        keys.withLock { $0 = fresh }
    }

    // MARK: Sealing

    /// Encrypts a value for one place.
    /// - Parameter context: where the value stands: `person.citizen_id/123`.
    /// - Throws: `KeyringError.noKey`.
    public func seal(_ plaintext: [UInt8], context: String) throws(KeyringError) -> [UInt8] {
        let (id, key) = try current(.seal)
        let header = Keyring.header(id)
        return header + Envelope.seal(plaintext, key: key, associated: header + Array(context.utf8))
    }

    /// Encrypts a text for one place.
    /// - Throws: `KeyringError.noKey`.
    public func seal(_ text: String, context: String) throws(KeyringError) -> [UInt8] {
        try seal(Array(text.utf8), context: context)
    }

    /// Opens a value.
    /// - Parameter context: the place for which it was sealed.
    /// - Throws: `KeyringError.damaged` when it was changed or stood elsewhere, `.unknownKey`.
    public func open(_ sealed: [UInt8], context: String) throws(KeyringError) -> [UInt8] {
        guard let id = Keyring.keyID(of: sealed) else { throw .damaged }
        guard let key = key(id, .seal) else { throw .unknownKey(id) }
        let associated = Array(sealed.prefix(Keyring.headerLength)) + Array(context.utf8)
        let body = sealed.dropFirst(Keyring.headerLength)
        guard let plaintext = Envelope.open(body, key: key, associated: associated) else { throw .damaged }
        return plaintext
    }

    /// Opens a text.
    /// - Throws: as `open`, and `KeyringError.notText`.
    public func openText(_ sealed: [UInt8], context: String) throws(KeyringError) -> String {
        guard let text = String(validating: try open(sealed, context: context), as: UTF8.self) else { throw .notText }
        return text
    }

    /// Whether a value was sealed with another key than the one now in use, so that it should be sealed again.
    public func needsReseal(_ sealed: [UInt8]) -> Bool {
        guard let id = Keyring.keyID(of: sealed), let current = try? current(.seal) else { return true }
        return id != current.id
    }

    /// What every value begins with that is sealed with the key now in use: for finding the others in a table.
    /// - Throws: `KeyringError.noKey`.
    public func sealMark() throws(KeyringError) -> [UInt8] {
        Keyring.header(try current(.seal).id)
    }

    // MARK: Search

    /// The keyed hash by which a sealed value is found, 16 bytes.
    /// - Parameters:
    ///   - purpose: the field, `person.citizen_id`; the same value has another hash in another field.
    ///   - normalised: the value in the form in which it is compared.
    /// - Throws: `KeyringError.noKey`.
    public func searchHash(_ purpose: String, _ normalised: String) throws(KeyringError) -> [UInt8] {
        Keyring.searchHash(try current(.search).key, purpose, normalised)
    }

    /// The hashes under which the value may stand, the current one first: more than one only while hashes are
    /// computed anew after the search key was rotated.
    /// - Parameter ever: also under keys put out of use, for hashes that cannot be computed anew as nothing keeps the value.
    /// - Throws: `KeyringError.noKey`.
    public func searchHashes(
        _ purpose: String, _ normalised: String, ever: Bool = false
    ) throws(KeyringError) -> [[UInt8]] {
        let first = try current(.search)
        let others = keys.withLock { $0.all(.search, retired: ever) }.filter { $0.id != first.id }
        return ([first] + others).map { Keyring.searchHash($0.key, purpose, normalised) }
    }

    /// Whether values may stand under more than one search key.
    public var isChangingSearchKey: Bool {
        keys.withLock { $0.all(.search, retired: false).count > 1 }
    }

    // MARK: Signing

    /// A signature on a message: the key's number, a point, the keyed hash; fit for cookies.
    /// - Parameter purpose: what is signed, so that a signature for one thing does not hold for another.
    /// - Throws: `KeyringError.noKey`.
    public func sign(_ purpose: String, _ message: String) throws(KeyringError) -> String {
        let (id, key) = try current(.sign)
        return "\(id).\(Base64.urlText(Keyring.mac(key, purpose, message)))"
    }

    /// Whether a signature on a message is ours.
    public func isSigned(_ purpose: String, _ message: String, by signature: String) -> Bool {
        let parts = signature.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int(parts[0]), let mac = Base64.urlBytes(parts[1]), let key = key(id, .sign)
        else { return false }
        return Token.equal(mac, Keyring.mac(key, purpose, message))
    }

    // MARK: -

    private static let version: UInt8 = 1
    private static let headerLength = 5

    private func current(_ purpose: KeyPurpose) throws(KeyringError) -> KeySet.Key {
        let now = now()
        guard let key = keys.withLock({ $0.current(purpose, at: now) }) else { throw .noKey(purpose) }
        return key
    }

    private func key(_ id: Int, _ purpose: KeyPurpose) -> SecretBytes? {
        keys.withLock { $0.key(id, purpose) }
    }

    private static func header(_ id: Int) -> [UInt8] {
        [version] + (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - $0 * 8)) }
    }

    private static func keyID(of sealed: [UInt8]) -> Int? {
        guard sealed.count > headerLength, sealed[0] == version else { return nil }
        return sealed[1..<headerLength].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func searchHash(_ key: SecretBytes, _ purpose: String, _ normalised: String) -> [UInt8] {
        Sodium.keyedHash(message("search", purpose, normalised), key: key, length: 16)
    }

    private static func mac(_ key: SecretBytes, _ purpose: String, _ message: String) -> [UInt8] {
        Sodium.keyedHash(Keyring.message("sign", purpose, message), key: key, length: 32)
    }

    private static func message(_ kind: String, _ purpose: String, _ text: String) -> [UInt8] {
        var digest = Digest()
        digest.append(field: kind)
        digest.append(field: purpose)
        digest.append(field: text)
        return digest.finished()
    }
}
