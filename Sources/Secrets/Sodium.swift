import CSodium

/// libsodium, started once.
enum Sodium {
    /// Starts the library at first use. It fails only where the machine gives no random numbers.
    static let isReady: Bool = sodium_init() >= 0

    /// Random bytes of the machine.
    static func random(_ count: Int) -> [UInt8] {
        precondition(isReady, "this machine gives no random numbers")
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// BLAKE2b of a message under a key.
    static func keyedHash(_ message: [UInt8], key: SecretBytes, length: Int) -> [UInt8] {
        key.withBytes { keyedHash(message, key: UnsafeBufferPointer(start: $0, count: key.count), length: length) }
    }

    /// BLAKE2b of a message under a key of 16 to 64 bytes.
    static func keyedHash(_ message: [UInt8], key: UnsafeBufferPointer<UInt8>, length: Int) -> [UInt8] {
        precondition(isReady, "libsodium did not start")
        var hash = [UInt8](repeating: 0, count: length)
        crypto_generichash(&hash, length, message, UInt64(message.count), key.baseAddress, key.count)
        return hash
    }
}
