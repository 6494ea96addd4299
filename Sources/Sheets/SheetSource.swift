/// A spreadsheet file opened for reading: a workbook (.xlsx), a text table (.csv, .tsv), or a web page with a table.
/// What the file is, is told from its bytes; its name does not matter.
///
/// A value: it can be read again from the start, by several tasks at once.
public struct SheetSource: Sendable {
    /// What the file is.
    public let format: SheetFormat
    /// The encoding of a text file, guessed or chosen; nil for workbooks.
    public let encoding: TextEncoding?
    /// What separates the fields of a text table, guessed or chosen; nil otherwise.
    public let separator: String?
    /// The sheets in their order.
    public private(set) var sheets: [SheetInfo] = []
    /// The name that a person knows the file by.
    public var fileName: String { origin.fileName }

    private let origin: SheetOrigin
    private let limits: SheetLimits
    private let book: XLSXBook?
    private let hasSeparatorHint: Bool
    private let layouts = LayoutCache()

    /// Opens a file on disk. Encoding and separator may be given where the guess was wrong.
    /// - Throws: `SheetError` when the file cannot be read as a table.
    public static func open(
        path: String, encoding: TextEncoding? = nil, separator: String? = nil, limits: SheetLimits = .standard
    ) throws -> SheetSource {
        try SheetSource(.path(path), encoding: encoding, separator: separator, limits: limits)
    }

    /// Opens a file held in memory, for instance an upload.
    /// - Throws: `SheetError` when the file cannot be read as a table.
    public static func open(
        bytes: [UInt8], fileName: String, encoding: TextEncoding? = nil, separator: String? = nil,
        limits: SheetLimits = .standard
    ) throws -> SheetSource {
        try SheetSource(.bytes(bytes, fileName: fileName), encoding: encoding, separator: separator, limits: limits)
    }

    private init(
        _ origin: SheetOrigin, encoding chosen: TextEncoding?, separator chosenSeparator: String?, limits: SheetLimits
    ) throws {
        self.origin = origin
        self.limits = limits
        switch try FileKind.of(origin) {
        case .zip:
            let archive = try origin.archive(limits: limits)
            try FileKind.checkWorkbook(archive, name: origin.fileName)
            format = .xlsx
            (encoding, separator, hasSeparatorHint) = (nil, nil, false)
            let book = try XLSXBook(archive, limits: limits)
            self.book = book
            sheets = try Self.infos(book, archive, limits: limits)
        case .html:
            format = .html
            encoding = try chosen ?? EncodingSniffer.encoding(of: origin)
            (separator, hasSeparatorHint, book) = (nil, false, nil)
            sheets = [Self.single(origin)]
        case .text:
            format = .csv
            let encoding = try chosen ?? EncodingSniffer.encoding(of: origin)
            self.encoding = encoding
            let decoder = try TextDecoder(origin.stream(), encoding: encoding)
            let sample = try Self.sample(decoder)
            separator = chosenSeparator.flatMap { $0.isEmpty ? nil : $0 } ?? SeparatorSniffer.separator(in: sample)
            hasSeparatorHint = SeparatorSniffer.stated(sample) != nil
            book = nil
            sheets = [Self.single(origin)]
        }
        try checkSize()
    }

    /// What was recognised, for the person to check: `CSV 文本，编码 GB18030（GBK），分隔符 逗号（,）`.
    public var formatText: String {
        let encodingText = encoding.map { "，编码 \($0.title)" } ?? ""
        switch format {
        case .xlsx: return "Excel 工作簿（.xlsx）"
        case .html: return "网页表格\(encodingText)"
        case .csv:
            return "CSV 文本\(encodingText)，分隔符 \(SeparatorSniffer.title(separator ?? ","))"
        }
    }

    /// A reader that gives the sheet's rows one by one. With `filling`, cells that a merged range covers have the
    /// value of its first cell.
    /// - Throws: `SheetError` when there is no such sheet or its part is broken.
    public func reader(sheet: Int = 0, filling merged: Bool = false) throws -> SheetReader {
        let merges = merged ? try layout(sheet: sheet).merges : nil
        return SheetReader(try producer(sheet), filling: merges, limits: limits)
    }

    /// Sends each row with content to the closure, which may stop the reading. `progress` is called about every
    /// thousand rows and at the end.
    /// - Throws: `SheetError`, and whatever the closure throws.
    public func rows(
        sheet: Int = 0, filling merged: Bool = false, progress: ((SheetProgress) -> Void)? = nil,
        _ each: (SheetRow) throws -> RowFlow
    ) throws {
        let reader = try reader(sheet: sheet, filling: merged)
        while let row = try reader.next() {
            if reader.progress.rows % 1_000 == 0 { progress?(reader.progress) }
            if try each(row) == .stop { break }
        }
        progress?(reader.progress)
    }

    /// The first rows with content.
    /// - Throws: `SheetError` when there is no such sheet or its part is broken.
    public func firstRows(sheet: Int = 0, count: Int = 30) throws -> [SheetRow] {
        let reader = try reader(sheet: sheet)
        var rows: [SheetRow] = []
        while rows.count < count, let row = try reader.next() { rows.append(row) }
        return rows
    }

    /// Merged cells, columns and extent of a sheet. Goes through the whole sheet the first time it is asked.
    /// - Throws: `SheetError` when there is no such sheet or its part is broken.
    public func layout(sheet: Int = 0) throws -> SheetLayout {
        if let known = layouts[sheet] { return known }
        let producer = try producer(sheet)
        while try producer.nextRow() != nil {}
        layouts[sheet] = producer.layout
        return producer.layout
    }

    private func producer(_ sheet: Int) throws -> any RowProducer {
        guard sheets.indices.contains(sheet) else {
            throw SheetError(.unknownSheet, "\(fileName) 里没有第 \(sheet + 1) 个工作表，共有 \(sheets.count) 个")
        }
        if let book {
            let part = book.sheets[sheet].part
            let stream = try origin.archive(limits: limits).stream(part)
            return XLSXSheetParser(stream, part: part, book: book, limits: limits)
        }
        let decoder = try TextDecoder(origin.stream(), encoding: encoding ?? .utf8)
        if format == .html { return HTMLTableParser(decoder, limits: limits) }
        return CSVParser(decoder, separator: separator ?? ",", hasHint: hasSeparatorHint, limits: limits)
    }

    private func checkSize() throws {
        let size = try origin.stream().bytesTotal
        guard size <= limits.maxInflatedBytes else {
            throw SheetError(.tooLarge, "\(fileName) 超过 \(limits.maxInflatedBytes >> 20) MB。请拆成几个文件后再上传")
        }
    }

    private static func single(_ origin: SheetOrigin) -> SheetInfo {
        SheetInfo(index: 0, name: origin.fileName, hidden: false, estimatedRows: nil, isProblemList: false)
    }

    private static func infos(_ book: XLSXBook, _ archive: ZipArchive, limits: SheetLimits) throws -> [SheetInfo] {
        try book.sheets.enumerated().map { index, sheet in
            let head = XLSXSheetParser(
                try archive.stream(sheet.part), part: sheet.part, book: book, limits: limits)
            try head.readDimension()
            let mayBeList = sheet.name.hasPrefix(AnnotatedWorkbook.problemSheetName)
            let firstText = mayBeList ? try head.nextRow()?.text(0) : nil
            let isProblemList = firstText == AnnotatedWorkbook.problemListTitle
            return SheetInfo(
                index: index, name: sheet.name, hidden: sheet.hidden, estimatedRows: head.statedRows,
                isProblemList: isProblemList)
        }
    }

    private static func sample(_ decoder: TextDecoder) throws -> [UInt8] {
        var sample = [UInt8](repeating: 0, count: 64 << 10)
        var filled = 0
        while filled < sample.count - 8 {
            let count = try sample.withUnsafeMutableBytes {
                try decoder.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
            }
            if count == 0 { break }
            filled += count
        }
        sample.removeLast(sample.count - filled)
        return sample
    }
}
