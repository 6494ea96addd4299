/// The kinds of files that are taken in. What a file is, its content says, not its name.
public enum AttachmentKind: String, CaseIterable, Sendable {
    /// PDF.
    case pdf
    /// OFD, the national standard for fixed documents (GB/T 33190).
    case ofd
    /// A photograph.
    case jpg
    /// A picture.
    case png
    /// A Word document.
    case docx
    /// An Excel workbook.
    case xlsx
    /// Plain text in UTF-8.
    case txt
    /// Text in another encoding, which a reader of documents understood. No content alone is taken for it.
    case foreignText

    /// How browsers call it.
    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .ofd: "application/ofd"
        case .jpg: "image/jpeg"
        case .png: "image/png"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .txt: "text/plain; charset=utf-8"
        case .foreignText: "application/octet-stream"
        }
    }

    /// What people read.
    public var title: String {
        switch self {
        case .pdf: "PDF 文件"
        case .ofd: "OFD 文件"
        case .jpg, .png: "图片"
        case .docx: "Word 文档"
        case .xlsx: "Excel 表格"
        case .txt, .foreignText: "文本"
        }
    }

    /// The kind of a file's content; nil when it is none of these.
    public init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]) {
            self = .pdf
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            guard let kind = AttachmentKind.package(bytes) else { return nil }
            self = kind
        } else if AttachmentKind.isText(bytes) {
            self = .txt
        } else {
            return nil
        }
    }

    /// What a ZIP package holds, by the names in its directory. A document with macros is none of the kinds.
    private static func package(_ bytes: [UInt8]) -> AttachmentKind? {
        // The directory stands at the end; a name that stood in a file's content would not be found in it.
        guard let start = directoryStart(bytes) else { return nil }
        let directory = bytes[start...]
        func holds(_ name: String) -> Bool { directory.contains(name.utf8) }
        if holds("vbaProject.bin") { return nil }
        if holds("OFD.xml") { return .ofd }
        guard holds("[Content_Types].xml") else { return nil }
        if holds("word/document") { return .docx }
        return holds("xl/workbook") ? .xlsx : nil
    }

    /// Where the directory of a ZIP package starts, as its last record says.
    private static func directoryStart(_ bytes: [UInt8]) -> Int? {
        var end = bytes.count - 22
        let least = max(0, bytes.count - 22 - 65_535)
        while end >= least {
            if bytes[end] == 0x50, bytes[end...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
                let start = (0..<4).reduce(0) { $0 | Int(bytes[end + 16 + $1]) << (8 * $1) }
                return start < end ? start : nil
            }
            end -= 1
        }
        return nil
    }

    /// UTF-8 text without control characters; text in another encoding must be saved anew.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty, String(validating: bytes, as: UTF8.self) != nil else { return false }
        return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }
}
