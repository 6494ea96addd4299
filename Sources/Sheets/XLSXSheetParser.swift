/// Reads the rows of one worksheet part.
final class XLSXSheetParser: RowProducer {
    private let scanner: XMLScanner
    private let stream: any ByteStream
    private let book: XLSXBook
    private let part: String
    private let limits: SheetLimits
    private var lastRow = 0
    private var finished = false
    private var scratch: [UInt8] = []
    private(set) var layout = SheetLayout()
    /// The row number of the sheet's own `dimension`, a hint only.
    private(set) var statedRows: Int?

    var bytesRead: Int { stream.bytesTaken }
    var bytesTotal: Int { stream.bytesTotal }

    init(_ stream: any ByteStream, part: String, book: XLSXBook, limits: SheetLimits) {
        self.stream = stream
        self.part = part
        self.book = book
        self.limits = limits
        scanner = XMLScanner(stream, part: part)
    }

    func nextRow() throws -> SheetRow? {
        while !finished {
            switch try scanner.next() {
            case .finished: finished = true
            case .start:
                if scanner.isNamed("row") {
                    let row = try row()
                    if !row.isEmpty { return row }
                } else {
                    try readLayout()
                }
            case .end, .text: continue
            }
        }
        return nil
    }

    /// Reads up to the first row, so that the sheet's own dimension is known.
    func readDimension() throws {
        while true {
            switch try scanner.next() {
            case .finished: return
            case .start where scanner.isNamed("sheetData"): return
            case .start: try readLayout()
            default: continue
            }
        }
    }

    private func readLayout() throws {
        if scanner.isNamed("mergeCell") {
            if let range = scanner.attributeText("ref").flatMap({ CellReference.parseRange($0) }),
                layout.merges.count < 1 << 16, range.rows.upperBound <= limits.maxRows
            {
                layout.merges.append(range)
            }
        } else if scanner.isNamed("col") {
            readColumns()
        } else if scanner.isNamed("dimension") {
            statedRows = scanner.attributeText("ref").flatMap { CellReference.parseRange($0) }?.rows.upperBound
        }
    }

    private func readColumns() {
        guard let first = scanner.attributeText("min").flatMap({ Int($0) }), first >= 1,
            let last = scanner.attributeText("max").flatMap({ Int($0) }), last >= first, layout.columns.count < 16_384
        else { return }
        layout.columns.append(
            ColumnSpan(
                columns: (first - 1)...(min(last, 16_384) - 1 < first - 1 ? first - 1 : min(last, 16_384) - 1),
                width: scanner.attributeText("width").flatMap { Double($0) },
                hidden: scanner.attributeIsTrue("hidden")))
    }

    private func row() throws -> SheetRow {
        let stated = scanner.attribute("r").map { CellReference.parse($0).row ?? 0 }
        let number = stated ?? lastRow + 1
        guard number > lastRow, number <= limits.maxRows else {
            throw SheetError.damaged(part: part, "在第 \(lastRow) 行之后的行号不对")
        }
        lastRow = number
        let hidden = scanner.attributeIsTrue("hidden")
        var cells: [SheetCell] = []
        var column = -1
        var inOrder = true
        var bytes = 0
        while true {
            switch try scanner.next() {
            case .start where scanner.isNamed("c"):
                let next = scanner.attribute("r").flatMap { CellReference.parse($0).column } ?? column + 1
                if let last = cells.last, last.column >= next { inOrder = false }
                column = next
                guard let cell = try cell(row: number, column: column) else { continue }
                guard column < limits.maxColumns else {
                    throw SheetError(
                        .tooLarge, "\(cell.reference) 有内容，列数超过上限 \(limits.maxColumns)。请删除右侧多余的列后再上传")
                }
                // A few shared texts may stand in very many cells: the row is bounded as a whole.
                bytes += cell.text.utf8.count
                try SheetError.guardRow(number, bytes: bytes, limits: limits)
                cells.append(cell)
                layout.lastColumn = max(layout.lastColumn, column)
            case .start: try scanner.skipElement()
            case .text: continue
            case .end, .finished:
                if !inOrder { cells = Self.sorted(cells) }
                if !cells.isEmpty { layout.lastRow = number }
                return SheetRow(number: number, hidden: hidden, cells: cells)
            }
        }
    }

    /// Cells in column order; of two in one place the first stays.
    private static func sorted(_ cells: [SheetCell]) -> [SheetCell] {
        var seen: Set<Int> = []
        return cells.filter { seen.insert($0.column).inserted }.sorted { $0.column < $1.column }
    }

    private func cell(row: Int, column: Int) throws -> SheetCell? {
        let type = CellType(scanner.attribute("t"))
        let style = scanner.attribute("s").map(Self.number) ?? 0
        scratch.removeAll(keepingCapacity: true)
        var hasValue = false
        var hasFormula = false
        var inValue = false
        while true {
            switch try scanner.next() {
            case .start:
                if scanner.isNamed("v") {
                    inValue = true
                    hasValue = true
                } else if scanner.isNamed("is") {
                    hasValue = true
                    try RichText.append(to: &scratch, from: scanner, limit: limits.maxFieldBytes)
                } else {
                    if scanner.isNamed("f") { hasFormula = true }
                    try scanner.skipElement()
                }
            case .text:
                if inValue, scratch.count <= limits.maxFieldBytes { scanner.appendText(to: &scratch) }
            case .end:
                if inValue {
                    inValue = false
                    continue
                }
                let content = content(type, style: style, hasValue: hasValue, hasFormula: hasFormula)
                return content.map { SheetCell(text: $0.text, kind: $0.kind, row: row, column: column) }
            case .finished: return nil
            }
        }
    }

    private func content(_ type: CellType, style: Int, hasValue: Bool, hasFormula: Bool) -> CellContent? {
        guard hasValue, !scratch.isEmpty else {
            return hasFormula && type != .formulaText ? CellContent("", .damaged(.notCalculated)) : nil
        }
        switch type {
        case .shared:
            guard let text = book.strings.text(scratch.withUnsafeBufferPointer(Self.number)) else {
                return CellContent("", .damaged(.missingText))
            }
            return CellContent.text(text)
        case .inline: return CellContent.text(String(decoding: scratch, as: UTF8.self))
        case .formulaText:
            XMLText.unescape(&scratch)
            return CellContent.text(String(decoding: scratch, as: UTF8.self))
        case .boolean: return CellContent(scratch.first == UInt8(ascii: "1") ? "TRUE" : "FALSE", .boolean)
        case .error: return CellContent(String(decoding: scratch, as: UTF8.self), .error)
        case .isoDate: return CellContent.isoDate(String(decoding: scratch, as: UTF8.self))
        case .number:
            return CellContent.number(
                String(decoding: scratch, as: UTF8.self), shape: book.styles.shape(style), calendar: book.calendar)
        }
    }

    /// A small unsigned number from its digits; -1 when it is none.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var number = 0
        guard !bytes.isEmpty, bytes.count <= 10 else { return -1 }
        for byte in bytes {
            guard byte >= 48, byte <= 57 else { return -1 }
            number = number * 10 + Int(byte) - 48
        }
        return number
    }
}

/// The types of cells (ECMA-376 part 1, 18.18.11 ST_CellType).
private enum CellType {
    case number, shared, inline, formulaText, boolean, error, isoDate

    init(_ raw: UnsafeBufferPointer<UInt8>?) {
        guard let raw, let first = raw.first else {
            self = .number
            return
        }
        self =
            switch first {
            case UInt8(ascii: "s"): raw.count == 1 ? .shared : .formulaText
            case UInt8(ascii: "i"): .inline
            case UInt8(ascii: "b"): .boolean
            case UInt8(ascii: "e"): .error
            case UInt8(ascii: "d"): .isoDate
            default: .number
            }
    }
}
