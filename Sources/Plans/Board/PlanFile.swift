public import Registers

/// The file of a plan's document as it was handed in, to be kept with the plan.
public struct PlanFile: Sendable {
    /// Its name.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]
    /// What kind of file it is.
    public let kind: AttachmentKind

    /// Whether the document reader takes text out of such a file; the text of others is typed in beside them.
    public var isReadable: Bool { kind != .pdf && kind != .ofd }

    /// A file of a kind that documents come in.
    /// - Throws: `Refusal` on `file` when it is empty, too large or of another kind.
    public init(name: String, bytes: [UInt8]) throws {
        self.name = name
        self.bytes = bytes
        guard let kind = PlanFile.kind(of: bytes, name: name) else {
            let fault =
                bytes.isEmpty
                ? "文件“\(name)”是空的。请检查后重新选择。"
                : "“\(name)”不是可以收的方案文件。请用 Word（.docx，不带宏）、文本（.txt、.md）、网页（.html）、PDF 或 OFD。"
            throw Refusal([FieldFault("file", fault)])
        }
        self.kind = kind
        if kind != .foreignText, let fault = AttachmentStore.fault(bytes, name: name, field: "file") {
            throw Refusal([fault])
        }
        if bytes.count > AttachmentStore.limit {
            throw Refusal([FieldFault("file", "文件“\(name)”超过 20 MB。请压缩里面的图片，或者拆成几个文件分别读入。")])
        }
    }

    private static func kind(of bytes: [UInt8], name: String) -> AttachmentKind? {
        switch AttachmentKind(of: bytes) {
        case let kind? where documents.contains(kind): return kind
        case .some: return nil
        case nil:
            let isPackage = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            let isText = textEndings.contains { name.lowercased().hasSuffix($0) }
            return isText && !isPackage && !bytes.isEmpty ? .foreignText : nil
        }
    }

    private static let documents: Set<AttachmentKind> = [.docx, .pdf, .ofd, .txt]
    private static let textEndings = [".txt", ".md", ".markdown", ".html", ".htm"]
}
