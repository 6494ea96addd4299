/// A file that is kept beside records.
public struct Attachment: Sendable, Hashable {
    /// The SHA-256 of its content, by which it is kept once.
    public let digest: String
    /// Its name, as it came in.
    public let name: String
    /// What kind of file it is, by its content.
    public let kind: AttachmentKind
    /// Its size in bytes.
    public let size: Int

    /// A file.
    public init(digest: String, name: String, kind: AttachmentKind, size: Int) {
        self.digest = digest
        self.name = name
        self.kind = kind
        self.size = size
    }
}
