/// The key that wraps the data keys. It is kept outside the database: in a file or in the environment.
public struct MasterKey: Sendable {
    static let fingerprintLength = 8

    /// A short public name of the key, 16 hexadecimal digits. It tells nothing of the key.
    public let fingerprint: String
    private let key: SecretBytes

    /// Reads the key's text, `qihang-master-1:` and 43 characters.
    /// - Throws: `MasterKeyError.unreadable`.
    public init(text: some StringProtocol) throws(MasterKeyError) {
        guard text.hasPrefix(MasterKey.mark), var bytes = Base64.urlBytes(text.dropFirst(MasterKey.mark.count)),
            bytes.count == Envelope.keyLength
        else { throw .unreadable }
        do throws(KeyringError) {
            key = try SecretBytes(wiping: &bytes)
        } catch {
            throw .unreadable
        }
        fingerprint = Hex.text(
            Sodium.keyedHash(Array("qihang master key".utf8), key: key, length: 16).prefix(MasterKey.fingerprintLength))
    }

    /// The text of a new random key.
    public static func newText() -> String {
        mark + Base64.urlText(Sodium.random(Envelope.keyLength))
    }

    func wrap(_ dataKey: SecretBytes, label: String) -> [UInt8] {
        var bytes = dataKey.withBytes { Array(UnsafeBufferPointer(start: $0, count: dataKey.count)) }
        defer { bytes.wipe() }
        return (Hex.bytes(fingerprint) ?? []) + Envelope.seal(bytes, key: key, associated: Array(label.utf8))
    }

    func unwrap(_ wrapped: [UInt8], label: String) throws(KeyringError) -> SecretBytes? {
        let body = wrapped.dropFirst(MasterKey.fingerprintLength)
        guard var bytes = Envelope.open(body, key: key, associated: Array(label.utf8)) else { return nil }
        return try SecretBytes(wiping: &bytes)
    }

    private static let mark = "qihang-master-1:"
}

/// The master keys that are given: the first wraps, all open. There is more than one only while keys are rotated.
public struct MasterKeys: Sendable {
    /// The key that wraps.
    public let current: MasterKey
    /// All keys, the current one first.
    public let all: [MasterKey]

    /// Reads keys, one a line or separated by commas; lines that start with # are comments.
    /// - Throws: `MasterKeyError.unreadable`.
    public init(text: String) throws(MasterKeyError) {
        var keys: [MasterKey] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            for word in line.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
                keys.append(try MasterKey(text: word))
            }
        }
        guard let first = keys.first else { throw .unreadable }
        current = first
        all = keys
    }
}
