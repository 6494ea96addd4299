import CSodium

/// SHA-256 (FIPS 180-4) over bytes that come piece by piece.
public struct Digest: Sendable {
    private var state = crypto_hash_sha256_state()

    /// The digest of nothing yet.
    public init() {
        crypto_hash_sha256_init(&state)
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
    }

    /// Takes in one field of a record with its length before it, so that text moved from one field to the next
    /// changes the digest. A field without a value differs from an empty one.
    public mutating func append(field: String?) {
        guard let field else { return update([0]) }
        append(field: Array(field.utf8), kind: 1)
    }

    /// Takes in one field of bytes with its length before it.
    public mutating func append(field: [UInt8]) {
        append(field: field, kind: 2)
    }

    /// The 32 bytes of the digest of all that was taken in; more may follow.
    public func finished() -> [UInt8] {
        var last = state
        return [UInt8](unsafeUninitializedCapacity: Int(crypto_hash_sha256_BYTES)) { buffer, filled in
            if let start = buffer.baseAddress { crypto_hash_sha256_final(&last, start) }
            filled = buffer.count
        }
    }

    /// The digest as 64 hexadecimal digits.
    public func hex() -> String {
        Hex.text(finished())
    }

    /// The 32 bytes of the digest of some bytes.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = Digest()
        digest.update(bytes)
        return digest.finished()
    }

    /// The digest of a text's UTF-8 as 64 hexadecimal digits.
    public static func hex(_ text: String) -> String {
        Hex.text(sha256(Array(text.utf8)))
    }

    private mutating func append(field: [UInt8], kind: UInt8) {
        update([kind] + (0..<8).map { UInt8(truncatingIfNeeded: field.count >> (56 - $0 * 8)) })
        update(field)
    }
}
