extension SourceText {
    /// Why a file could not be opened, in Chinese.
    public struct LoadError: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is wrong and what to do.
        public let description: String
    }

    /// Opens a file of any kind that is understood; its content decides, its name helps.
    ///
    /// Text may be UTF-8, UTF-16 or GB18030.
    /// - Throws: ``LoadError`` when the file is a kind that cannot be read.
    public static func load(fileName: String, bytes: [UInt8]) throws -> SourceText {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try SourceText(docx: bytes) }
        if bytes.starts(with: [0x25, 0x50, 0x44, 0x46]) {
            throw LoadError(description: "“\(fileName)”是 PDF。请先另存为 Word 或文本，或者再选一次这个文件，同时粘贴全文。")
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw LoadError(description: "“\(fileName)”是旧版 Word（.doc）或 WPS 文件。请用 Word 或 WPS 另存为 .docx 后再读。")
        }
        let (text, remark) = TextBytes.decode(bytes)
        let remarks = remark.map { [$0] } ?? []
        let lowered = fileName.lowercased()
        let head = text.prefix(2000).lowercased()
        if lowered.hasSuffix(".html") || lowered.hasSuffix(".htm") || head.contains("<html")
            || head.contains("<!doctype html")
            || head.contains("<body") || (head.contains("<p") && head.contains("</p>"))
        {
            return try SourceText(html: text, remarks: remarks)
        }
        let isMarkdown = lowered.hasSuffix(".md") || lowered.hasSuffix(".markdown")
        return SourceText(text, format: isMarkdown ? .markdown : .plain, remarks: remarks)
    }
}
