/// What a file is, told from its bytes and not from its name.
enum FileKind {
    case zip, html, text

    /// Looks at the start of the file.
    /// - Throws: `SheetError` that names what the file is and what to do, when it is no table that we read.
    static func of(_ origin: SheetOrigin) throws -> FileKind {
        let head = try origin.head(4_096)
        let name = origin.fileName
        guard !head.isEmpty else { throw SheetError(.empty, "\(name) 是空文件。请检查是否上传了正确的文件") }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw try compound(origin) }
        if let other = otherKind(head) {
            throw SheetError(.notSpreadsheet, "\(name) 是\(other)，不是表格。请上传 .xlsx 或 .csv 文件")
        }
        if let error = markup(head, name: name) { throw error }
        if isHTML(head) { return .html }
        guard isText(head) else {
            throw SheetError(.notSpreadsheet, "\(name) 不是表格文件，或者文件已损坏。请上传 .xlsx 或 .csv 文件")
        }
        return .text
    }

    /// Tells a workbook from other packages.
    static func checkWorkbook(_ archive: ZipArchive, name: String) throws {
        if archive.entries.contains(where: { $0.name.lowercased().hasSuffix("vbaproject.bin") }) {
            throw SheetError(.notSpreadsheet, "\(name) 带有宏。为安全起见不收带宏的文件，请在 Excel 或 WPS 里另存为 .xlsx（不带宏）后再上传")
        }
        if archive.entry(named: "xl/workbook.xml") != nil || archive.entry(named: "_rels/.rels") != nil,
            archive.entries.contains(where: { $0.name.lowercased().contains("worksheets/sheet") })
                || archive.entry(named: "xl/workbook.xml") != nil
        {
            return
        }
        let names = archive.entries.map { $0.name.lowercased() }
        if names.contains("xl/workbook.bin") {
            throw SheetError(.notSpreadsheet, "\(name) 是二进制工作簿（.xlsb）。请在 Excel 或 WPS 里另存为 .xlsx")
        }
        if names.contains(where: { $0.hasPrefix("word/") }) {
            throw SheetError(.notSpreadsheet, "\(name) 是 Word 文档，不是表格。请上传 .xlsx 或 .csv 文件")
        }
        if names.contains(where: { $0.hasPrefix("ppt/") }) {
            throw SheetError(.notSpreadsheet, "\(name) 是演示文稿，不是表格。请上传 .xlsx 或 .csv 文件")
        }
        if names.contains("content.xml"), names.contains("mimetype") {
            throw SheetError(.notSpreadsheet, "\(name) 是 OpenDocument 文件（.ods）。请另存为 .xlsx 后再上传")
        }
        throw SheetError(.notSpreadsheet, "\(name) 是压缩包，里面没有工作簿。请先解压，再上传其中的 .xlsx 文件")
    }

    /// An OLE2 file: an old workbook, a Word file, or a new workbook wrapped because of its password.
    private static func compound(_ origin: SheetOrigin) throws -> SheetError {
        let name = origin.fileName
        let head = try origin.head(64 << 20)
        func holds(_ text: String) -> Bool {
            let wanted = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            return head.withUnsafeBytes { bytes in
                wanted.withUnsafeBytes { ByteSearch.find($0, in: bytes) } != nil
            }
        }
        if holds("EncryptedPackage") {
            return SheetError(.encrypted, "\(name) 设了打开密码。请在 Excel 或 WPS 里去掉密码，另存为 .xlsx 后再上传")
        }
        if holds("WordDocument") {
            return SheetError(.notSpreadsheet, "\(name) 是旧版 Word 文档，不是表格。请上传 .xlsx 或 .csv 文件")
        }
        return SheetError(.oldExcel, "\(name) 是旧版 .xls 文件。请在 Excel 或 WPS 里另存为 .xlsx 后再上传")
    }

    private static func otherKind(_ head: [UInt8]) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("%PDF".utf8), " PDF 文件"), (Array("{\\rtf".utf8), " RTF 文档"),
            ([0x89, 0x50, 0x4E, 0x47], "图片"), ([0xFF, 0xD8, 0xFF], "图片"), (Array("GIF8".utf8), "图片"),
            (Array("Rar!".utf8), "压缩包"), ([0x37, 0x7A, 0xBC, 0xAF], "压缩包"), ([0x1F, 0x8B], "压缩包"),
            (Array("SQLite format 3".utf8), "数据库文件"),
        ]
        return kinds.first { head.starts(with: $0.0) }?.1
    }

    private static func markup(_ head: [UInt8], name: String) -> SheetError? {
        let start = lowered(head)
        if start.hasPrefix("mime-version:") || start.hasPrefix("from:") {
            return SheetError(.notSpreadsheet, "\(name) 是单个文件网页（MHT）。请用 Excel 或 WPS 打开后另存为 .xlsx")
        }
        guard start.hasPrefix("<?xml"), !start.contains("<html") else { return nil }
        if start.contains("office:spreadsheet") || start.contains("excel.sheet") {
            return SheetError(.oldExcel, "\(name) 是 XML 表格（2003）。请用 Excel 或 WPS 打开后另存为 .xlsx")
        }
        return SheetError(.notSpreadsheet, "\(name) 是 XML 文件，不是表格。请上传 .xlsx 或 .csv 文件")
    }

    private static func isHTML(_ head: [UInt8]) -> Bool {
        let start = lowered(head)
        return ["<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<?xml", "<style", "<!--", "<div"]
            .contains { start.hasPrefix($0) }
    }

    private static func isText(_ head: [UInt8]) -> Bool {
        if EncodingSniffer.marked(head) != nil || EncodingSniffer.wide(head) != nil { return true }
        let strange = head.filter { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 && $0 != 12 && $0 != 26 && $0 != 27 }
        return strange.count * 20 <= head.count
    }

    /// The start of the file as lower-case ASCII, marks, zero bytes and white space before it left out.
    private static func lowered(_ head: [UInt8]) -> String {
        var bytes = head.filter { $0 != 0 }[...]
        while let first = bytes.first, first <= 32 || first >= 0x80 { bytes.removeFirst() }
        return String(decoding: bytes.map { $0 < 0x80 ? $0 : 63 }, as: UTF8.self).lowercased()
    }
}
