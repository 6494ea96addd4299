import Glibc

/// Writes a text table row by row: UTF-8 with a mark that Excel knows, or GB 18030. Lines end with CR LF (RFC 4180).
///
/// Not Sendable: use within one task.
public final class CSVWriter {
    private let sink: ([UInt8]) throws -> Void
    private let finishSink: () throws -> Void
    private let encoder: TextEncoder
    private let separator: String
    private let guardFormulas: Bool
    private var buffer: [UInt8] = []
    private var finished = false

    /// Begins a file at the path; it stands there only after `finish()`.
    ///
    /// With `guardFormulas`, texts that a spreadsheet would run as a formula (`=` `+` `-` `@`, tab) get an apostrophe in
    /// front, which our reader takes off again.
    /// - Throws: `SheetError` when the file cannot be written.
    public convenience init(
        path: String, encoding: TextEncoding = .utf8BOM, separator: String = ",", guardFormulas: Bool = false
    ) throws {
        let file = try PartialFile(path: path)
        try self.init(
            encoding: encoding, separator: separator, guardFormulas: guardFormulas, finish: { try file.finish() },
            sink: { try file.write($0) })
    }

    /// Begins a table whose bytes go to the closure, piece by piece, for instance into an HTTP answer.
    /// - Throws: `SheetError` when the system cannot convert to the encoding.
    public convenience init(
        encoding: TextEncoding = .utf8BOM, separator: String = ",", guardFormulas: Bool = false,
        sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        try self.init(
            encoding: encoding, separator: separator, guardFormulas: guardFormulas, finish: {}, sink: sink)
    }

    private init(
        encoding: TextEncoding, separator: String, guardFormulas: Bool, finish: @escaping () throws -> Void,
        sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        self.sink = sink
        finishSink = finish
        encoder = try TextEncoder(encoding)
        self.separator = separator
        self.guardFormulas = guardFormulas
        // GB 18030 files are read by programs that know no mark.
        if encoding != .gb18030 { buffer = encoding.mark }
    }

    /// Writes one row.
    /// - Throws: `SheetError`, or what the sink throws.
    public func write(_ row: [String]) throws {
        var line = ""
        for (index, field) in row.enumerated() {
            if index > 0 { line += separator }
            append(field, to: &line, isOnly: row.count == 1)
        }
        line += "\r\n"
        encoder.append(line, to: &buffer)
        if buffer.count >= 64 << 10 { try flush() }
    }

    /// Writes what is left and puts the file in its place.
    /// - Throws: `SheetError`, or what the sink throws.
    public func finish() throws {
        guard !finished else { return }
        finished = true
        try flush()
        try finishSink()
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func append(_ field: String, to line: inout String, isOnly: Bool) {
        let text = guardFormulas && FormulaGuard.isNeeded(field) ? "'" + field : field
        let needsQuotes =
            text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
            || text.contains(separator) || text.hasPrefix(" ") || text.hasSuffix(" ") || (isOnly && text.isEmpty)
        guard needsQuotes else {
            line += text
            return
        }
        line += "\""
        for character in text.unicodeScalars {
            if character == "\"" { line += "\"" }
            line.unicodeScalars.append(character)
        }
        line += "\""
    }
}
