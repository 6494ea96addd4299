/// Reads the rows of the tables in an HTML page, which many systems hand out under the name .xls. All tables of the page
/// come one below the other.
final class HTMLTableParser: RowProducer {
    private let scanner: XMLScanner
    private let text: TextDecoder
    private let limits: SheetLimits
    private var number = 0
    private var tableDepth = 0
    private var cells: [SheetCell] = []
    private var column = 0
    private var inRow = false
    private var cell: OpenCell?
    private var cellBytes: [UInt8] = []
    /// For each column, the last row that a cell from above covers.
    private var covered: [Int: Int] = [:]
    private(set) var layout = SheetLayout()

    private struct OpenCell {
        let columns: Int
        let rows: Int
    }

    var bytesRead: Int { text.bytesTaken }
    var bytesTotal: Int { text.bytesTotal }

    init(_ text: TextDecoder, limits: SheetLimits) {
        self.text = text
        self.limits = limits
        scanner = XMLScanner(text, part: "网页表格", lenient: true)
    }

    func nextRow() throws -> SheetRow? {
        while true {
            switch try scanner.next() {
            case .finished:
                return try endRow()
            case .start:
                if let row = try start(), !row.isEmpty { return row }
            case .end:
                if let row = try end(), !row.isEmpty { return row }
            case .text:
                guard cell != nil else { continue }
                scanner.appendText(to: &cellBytes)
                guard cellBytes.count <= limits.maxFieldBytes else {
                    throw SheetError(.tooLarge, "第 \(number) 行有一格的内容过长。请检查文件是否完整")
                }
            }
        }
    }

    private func start() throws -> SheetRow? {
        if scanner.isNamed("table") {
            tableDepth += 1
            guard tableDepth == 1 else {
                throw SheetError(.notSpreadsheet, "这是网页文件，表格里还套着表格，读不准。请用 Excel 或 WPS 打开后另存为 .xlsx")
            }
        } else if scanner.isNamed("style") {
            try scanner.skipRawElement("style")
        } else if scanner.isNamed("script") {
            try scanner.skipRawElement("script")
        } else if scanner.isNamed("tr"), tableDepth > 0 {
            let row = try endRow()
            number += 1
            guard number <= limits.maxRows else {
                throw SheetError(.tooLarge, "行数超过上限 \(limits.maxRows)。请拆成几个文件后再上传")
            }
            inRow = true
            column = 0
            return row
        } else if inRow, scanner.isNamed("td") || scanner.isNamed("th") {
            try endCell()
            openCell()
        } else if scanner.isNamed("br") || scanner.isNamed("p"), cell != nil, !cellBytes.isEmpty {
            cellBytes.append(Self.lineBreak)
        }
        return nil
    }

    private func end() throws -> SheetRow? {
        if scanner.isNamed("table") {
            tableDepth = max(0, tableDepth - 1)
            covered = [:]
            return try endRow()
        }
        if scanner.isNamed("tr") { return try endRow() }
        if scanner.isNamed("td") || scanner.isNamed("th") { try endCell() }
        return nil
    }

    private func openCell() {
        while let last = covered[column], last >= number { column += 1 }
        let columns = min(max(scanner.attributeText("colspan").flatMap { Int($0) } ?? 1, 1), limits.maxColumns)
        let rows = min(max(scanner.attributeText("rowspan").flatMap { Int($0) } ?? 1, 1), 10_000)
        cell = OpenCell(columns: columns, rows: rows)
        cellBytes.removeAll(keepingCapacity: true)
    }

    private func endCell() throws {
        guard let open = cell else { return }
        cell = nil
        guard column < limits.maxColumns else {
            throw SheetError(.tooLarge, "第 \(number) 行超过 \(limits.maxColumns) 列。请删除右侧多余的列后再上传")
        }
        let text = Self.trimmed(cellBytes)
        if let content = CSVField.content(text) {
            cells.append(SheetCell(text: content.text, kind: content.kind, row: number, column: column))
            layout.lastColumn = max(layout.lastColumn, column)
        }
        if open.columns > 1 || open.rows > 1 { merge(open) }
        column += open.columns
    }

    private func merge(_ open: OpenCell) {
        if layout.merges.count < 1 << 16 {
            layout.merges.append(
                MergedRange(rows: number...(number + open.rows - 1), columns: column...(column + open.columns - 1)))
        }
        guard open.rows > 1 else { return }
        for covering in column..<column + open.columns { covered[covering] = number + open.rows - 1 }
    }

    private func endRow() throws -> SheetRow? {
        guard inRow else { return nil }
        try endCell()
        inRow = false
        defer { cells = [] }
        if !cells.isEmpty { layout.lastRow = number }
        return SheetRow(number: number, cells: cells)
    }

    /// Stands for `<br>` until the cell is whole: a byte that pages do not hold.
    private static let lineBreak: UInt8 = 0x0B

    /// White space within HTML counts as one space; `<br>` breaks the line.
    private static func trimmed(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if byte == lineBreak {
                while result.last == 32 { result.removeLast() }
                if !result.isEmpty { result.append(10) }
            } else if byte == 32 || (byte >= 9 && byte <= 13) {
                if let last = result.last, last != 32, last != 10 { result.append(32) }
            } else {
                result.append(byte)
            }
        }
        while let last = result.last, last == 32 || last == 10 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
