import CSodium

/// Random words that only their holder can know.
public enum Token {
    /// 256 random bits as 43 characters fit for addresses and cookies.
    public static func random() -> String {
        Base64.urlText(Sodium.random(32))
    }

    /// Random bytes.
    public static func randomBytes(_ count: Int) -> [UInt8] {
        Sodium.random(count)
    }

    /// A password for one use, of `length` letters and digits that cannot be taken for each other when read aloud
    /// or copied by hand, in groups of four: `k7mq-3xwt-9rhd`.
    public static func readable(length: Int = 12) -> String {
        precondition(Sodium.isReady, "libsodium did not start")
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let characters = (0..<length).map { _ in letters[Int(randombytes_uniform(UInt32(letters.count)))] }
        let groups = stride(from: 0, to: length, by: 4).map { String(characters[$0..<min($0 + 4, length)]) }
        return groups.joined(separator: "-")
    }

    /// What a store keeps in place of a token: its SHA-256 in hexadecimal. Who reads the store cannot use it.
    public static func hash(_ token: String) -> String {
        Digest.hex(token)
    }

    /// Whether two texts are the same, in a time that does not tell where they differ.
    public static func equal(_ left: String, _ right: String) -> Bool {
        equal(Array(left.utf8), Array(right.utf8))
    }

    /// Whether two byte strings are the same, in a time that does not tell where they differ.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }
}
