/// The encodings of text files that spreadsheets and Chinese systems write.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8 without a mark.
    case utf8
    /// UTF-8 with a byte order mark, which Excel needs in order to know it.
    case utf8BOM
    /// UTF-16, little end first (Excel's “Unicode text”).
    case utf16LE
    /// UTF-16, big end first.
    case utf16BE
    /// GB 18030, which contains GBK and GB 2312.
    case gb18030

    /// The name shown to a person.
    public var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf8BOM: "UTF-8（带 BOM）"
        case .utf16LE: "UTF-16 LE"
        case .utf16BE: "UTF-16 BE"
        case .gb18030: "GB18030（GBK）"
        }
    }

    /// The bytes that mark the encoding at the start of a file.
    var mark: [UInt8] {
        switch self {
        case .utf8BOM: [0xEF, 0xBB, 0xBF]
        case .utf16LE: [0xFF, 0xFE]
        case .utf16BE: [0xFE, 0xFF]
        case .gb18030: [0x84, 0x31, 0x95, 0x33]
        case .utf8: []
        }
    }

    /// The name that iconv knows; nil when no conversion is needed.
    var iconvName: String? {
        switch self {
        case .utf8, .utf8BOM: nil
        case .utf16LE: "UTF-16LE"
        case .utf16BE: "UTF-16BE"
        case .gb18030: "GB18030"
        }
    }
}
