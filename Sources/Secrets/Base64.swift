import CSodium

/// Base64 by libsodium, whose running time does not depend on the bytes.
enum Base64 {
    /// The variant fit for addresses and cookies (RFC 4648 §5), without padding.
    static func urlText(_ bytes: [UInt8]) -> String {
        let length = sodium_base64_encoded_len(bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        var text = [CChar](repeating: 0, count: length)
        sodium_bin2base64(&text, length, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The bytes of such a text; nil when it is none.
    static func urlBytes(_ text: some StringProtocol) -> [UInt8]? {
        let characters = text.utf8.map(CChar.init(truncatingIfNeeded:))
        var bytes = [UInt8](repeating: 0, count: characters.count)
        var length = 0
        let outcome = sodium_base642bin(
            &bytes, bytes.count, characters, characters.count, nil, &length, nil,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return outcome == 0 ? Array(bytes.prefix(length)) : nil
    }
}
