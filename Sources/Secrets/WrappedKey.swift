public import Base

/// What a data key is for.
public enum KeyPurpose: String, CaseIterable, Sendable {
    /// Encrypting values.
    case seal
    /// Keyed hashes by which encrypted values are found.
    case search
    /// Signatures on what leaves the server and comes back, and on the head of the trail.
    case sign
}

/// A data key as the database keeps it: encrypted by the master key.
public struct WrappedKey: Hashable, Sendable {
    /// Its number, which stands before every value that it sealed.
    public let id: Int
    /// What it is for.
    public let purpose: KeyPurpose
    /// The key, encrypted.
    public var wrapped: [UInt8]
    /// From when on new values use it. Lies a little ahead, so that every process has read it by then.
    public let usedFrom: Instant
    /// When it was put out of use; old values still open.
    public let retiredAt: Instant?

    /// A key as read from the database.
    public init(id: Int, purpose: KeyPurpose, wrapped: [UInt8], usedFrom: Instant, retiredAt: Instant?) {
        self.id = id
        self.purpose = purpose
        self.wrapped = wrapped
        self.usedFrom = usedFrom
        self.retiredAt = retiredAt
    }

    /// A new random key, wrapped by the current master key.
    /// - Throws: `KeyringError.noMemory`.
    public static func make(id: Int, purpose: KeyPurpose, usedFrom: Instant, masters: MasterKeys) throws(KeyringError)
        -> WrappedKey
    {
        var bytes = Sodium.random(Envelope.keyLength)
        let key = try SecretBytes(wiping: &bytes)
        let wrapped = masters.current.wrap(key, label: label(id, purpose))
        return WrappedKey(id: id, purpose: purpose, wrapped: wrapped, usedFrom: usedFrom, retiredAt: nil)
    }

    /// The same key wrapped by the current master key; nil when it already is.
    /// - Throws: `KeyringError` when none of the master keys opens it.
    public func rewrapped(by masters: MasterKeys) throws(KeyringError) -> WrappedKey? {
        guard masterFingerprint != masters.current.fingerprint else { return nil }
        var copy = self
        copy.wrapped = masters.current.wrap(try open(masters), label: WrappedKey.label(id, purpose))
        return copy
    }

    /// The fingerprint of the master key that wraps it.
    public var masterFingerprint: String {
        Hex.text(wrapped.prefix(MasterKey.fingerprintLength))
    }

    func open(_ masters: MasterKeys) throws(KeyringError) -> SecretBytes {
        let fingerprint = masterFingerprint
        guard let master = masters.all.first(where: { $0.fingerprint == fingerprint }) else {
            throw .otherMaster(fingerprint: fingerprint)
        }
        guard let key = try master.unwrap(wrapped, label: WrappedKey.label(id, purpose)) else { throw .damagedKey(id) }
        return key
    }

    private static func label(_ id: Int, _ purpose: KeyPurpose) -> String {
        "qihang data key \(purpose.rawValue) \(id)"
    }
}
