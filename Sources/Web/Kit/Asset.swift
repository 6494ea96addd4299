/// A file that pages refer to. Its path holds a hash of its content, so it may be cached for ever.
public struct Asset: Sendable, Equatable {
    /// The path it is served at.
    public let path: String
    /// The media type.
    public let contentType: String
    /// The content.
    public let bytes: [UInt8]
    /// The entity tag, quotes included.
    public let etag: String

    init(name: String, suffix: String, contentType: String, content: String) {
        let bytes = Array(content.utf8)
        let hash = Self.hash(bytes)
        path = "/assets/\(name).\(hash).\(suffix)"
        self.contentType = contentType
        self.bytes = bytes
        etag = "\"\(hash)\""
    }

    /// FNV-1a, 64 bits: tells versions of our own files apart; it guards against nothing else.
    private static func hash(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
