import Glibc

/// Reads the records of a text table: RFC 4180, and what is met in the wild (mixed line ends, NUL bytes, quotes within
/// unquoted fields, `="…"` guards, leading apostrophes).
final class CSVParser: RowProducer {
    private let text: TextDecoder
    private let separator: [UInt8]
    private let limits: SheetLimits
    private var buffer = [UInt8](repeating: 0, count: 128 << 10)
    private var position = 0
    private var end = 0
    private var record = 0
    private var skipsHint: Bool
    private var field: [UInt8] = []
    private var cells: [SheetCell] = []
    private var column = 0
    private var rowBytes = 0
    private static let mostColumns = 1 << 16
    private(set) var layout = SheetLayout()

    var bytesRead: Int { text.bytesTaken }
    var bytesTotal: Int { text.bytesTotal }

    init(_ text: TextDecoder, separator: String, hasHint: Bool, limits: SheetLimits) {
        self.text = text
        self.separator = Array(separator.utf8)
        self.limits = limits
        skipsHint = hasHint
    }

    func nextRow() throws -> SheetRow? {
        while try peek() != nil {
            record += 1
            guard record <= limits.maxRows else {
                throw SheetError(.tooLarge, "行数超过上限 \(limits.maxRows)。请拆成几个文件后再上传")
            }
            cells = []
            column = 0
            rowBytes = 0
            try readRecord()
            if skipsHint {
                skipsHint = false
                record = 0
                continue
            }
            guard !cells.isEmpty else { continue }
            layout.lastRow = record
            return SheetRow(number: record, cells: cells)
        }
        return nil
    }

    private func readRecord() throws {
        while true {
            field.removeAll(keepingCapacity: true)
            if try peek() == UInt8(ascii: "\"") {
                position += 1
                try readQuoted()
            }
            let ended = try readPlain()
            try endField()
            if ended { return }
        }
    }

    /// Reads up to the closing quote, doubled quotes made single.
    private func readQuoted() throws {
        while true {
            guard try peek() != nil else {
                throw SheetError(
                    .damaged, "第 \(record) 行有一个双引号没有配对，后面的内容分不清是哪一格。请改正这一行的引号后再上传")
            }
            takeRun(until: UInt8(ascii: "\""))
            guard field.count <= limits.maxFieldBytes else {
                throw SheetError(
                    .tooLarge,
                    "第 \(record) 行有一格的内容超过 \(limits.maxFieldBytes >> 10) KB，可能是双引号没有配对。请改正这一行后再上传")
            }
            guard try peek() == UInt8(ascii: "\"") else { continue }
            position += 1
            guard try peek() == UInt8(ascii: "\"") else { return }
            field.append(UInt8(ascii: "\""))
            position += 1
        }
    }

    /// Reads up to a separator or line end; true when the record is over.
    private func readPlain() throws -> Bool {
        let first = separator[0]
        while let byte = try peek() {
            if byte == 10 || byte == 13 {
                position += 1
                if byte == 13, try peek() == 10 { position += 1 }
                return true
            }
            if byte == first, try atSeparator() {
                position += separator.count
                return false
            }
            if byte != 0 { field.append(byte) }
            position += 1
            takePlainRun(first)
            guard field.count <= limits.maxFieldBytes else {
                throw SheetError(
                    .tooLarge, "第 \(record) 行有一格的内容超过 \(limits.maxFieldBytes >> 10) KB。请检查分隔符选得对不对")
            }
        }
        return true
    }

    private func takePlainRun(_ first: UInt8) {
        var stop = position
        buffer.withUnsafeBufferPointer { bytes in
            while stop < end {
                let byte = bytes[stop]
                if byte == first || byte == 10 || byte == 13 || byte == 0 { break }
                stop += 1
            }
        }
        field.append(contentsOf: buffer[position..<stop])
        position = stop
    }

    private func takeRun(until byte: UInt8) {
        var stop = position
        buffer.withUnsafeBufferPointer { bytes in
            while stop < end, bytes[stop] != byte, bytes[stop] != 0 { stop += 1 }
        }
        field.append(contentsOf: buffer[position..<stop])
        position = stop
        if stop < end, buffer[stop] == 0 { position += 1 }
    }

    private func endField() throws {
        defer { column += 1 }
        // Empty columns at the right are common, endless ones are no table.
        guard !field.isEmpty || column >= CSVParser.mostColumns else { return }
        guard column < limits.maxColumns else {
            throw SheetError(.tooLarge, "第 \(record) 行超过 \(limits.maxColumns) 列。请检查分隔符选得对不对")
        }
        guard let content = CSVField.content(String(decoding: field, as: UTF8.self)) else { return }
        rowBytes += field.count
        try SheetError.guardRow(record, bytes: rowBytes, limits: limits)
        cells.append(SheetCell(text: content.text, kind: content.kind, row: record, column: column))
        layout.lastColumn = max(layout.lastColumn, column)
    }

    private func atSeparator() throws -> Bool {
        guard separator.count > 1 else { return true }
        while end - position < separator.count {
            guard try refill() else { return false }
        }
        return buffer[position..<position + separator.count].elementsEqual(separator)
    }

    private func peek() throws -> UInt8? {
        if position == end, try !refill() { return nil }
        return buffer[position]
    }

    private func refill() throws -> Bool {
        let kept = end - position
        buffer.withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress, position > 0, kept > 0 { memmove(base, base + position, kept) }
        }
        position = 0
        end = kept
        let count = try buffer.withUnsafeMutableBytes {
            try text.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[kept...]))
        }
        end += count
        return count > 0
    }
}
