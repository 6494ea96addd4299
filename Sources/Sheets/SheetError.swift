/// Why a spreadsheet file cannot be read or written. The message is plain Chinese and says what is wrong, where, and
/// what to do; it can be shown to a person as it stands.
public struct SheetError: Error, Equatable, CustomStringConvertible {
    /// What kind of trouble it is, for callers that act differently on it.
    public enum Kind: String, Sendable {
        /// No file stands at the path.
        case notFound
        /// The file is there but the system does not let us read it.
        case unreadable
        /// The file holds nothing.
        case empty
        /// A workbook of Excel 97–2003 or an old WPS file (OLE2).
        case oldExcel
        /// The file asks for a password.
        case encrypted
        /// The file is something else than a table.
        case notSpreadsheet
        /// The file is broken.
        case damaged
        /// The file is larger than the limits allow.
        case tooLarge
        /// The workbook has no such sheet.
        case unknownSheet
        /// The file cannot be written.
        case cannotWrite
    }

    /// The kind of trouble.
    public let kind: Kind
    /// The Chinese text for the person who chose the file.
    public let message: String

    /// Makes an error with its kind and its Chinese text.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The Chinese text.
    public var description: String { message }

    /// A part of the package is broken: names the part and says what to do.
    static func damaged(part: String, _ what: String) -> SheetError {
        SheetError(.damaged, "文件已损坏：\(part) \(what)。请用 Excel 或 WPS 打开原文件，另存为新的 .xlsx 后再上传")
    }
}

extension SheetError {
    /// - Throws: `tooLarge` when the cells of one row hold more than a row of a list can.
    static func guardRow(_ row: Int, bytes: Int, limits: SheetLimits) throws {
        guard bytes > limits.maxRowBytes else { return }
        throw SheetError(.tooLarge, "第 \(row) 行的内容超过 \(limits.maxRowBytes >> 20) MB。请检查这一行后再上传")
    }
}
