import Base
import FEEL

/// Reads JSON into values: numbers exactly as they are written, objects as contexts in their order.
struct JSONReader {
    static let maximumDepth = 100

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Reads the whole text.
    mutating func whole() throws(Diagnostic) -> Value {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw fault("JSON 到这里应已结束。") }
        return value
    }

    private func fault(_ message: String) -> Diagnostic {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
        return Diagnostic(Place(file: file, line: line, column: column), message)
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func value() throws(Diagnostic) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("JSON 嵌套太深，最多 \(Self.maximumDepth) 层。") }
        skipSpace()
        guard position < bytes.count else { throw fault("JSON 没有写完，这里还缺一个值。") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .string(try string())
        default:
            if take(word: "true") { return true }
            if take(word: "false") { return false }
            if take(word: "null") { return .null }
            return try number()
        }
    }

    private mutating func object() throws(Diagnostic) -> Value {
        position += 1
        var context = Context()
        if take("}") { return .context(context) }
        repeat {
            skipSpace()
            let name = ModelReader.normal(try string())
            guard take(":") else { throw fault("名称“\(name)”后应为“:”。") }
            context[name] = try value()
        } while take(",")
        guard take("}") else { throw fault("这里应为“,”或“}”。") }
        return .context(context)
    }

    private mutating func list() throws(Diagnostic) -> Value {
        position += 1
        var items: [Value] = []
        if take("]") { return .list([]) }
        repeat { items.append(try value()) } while take(",")
        guard take("]") else { throw fault("这里应为“,”或“]”。") }
        return .list(items)
    }

    private mutating func number() throws(Diagnostic) -> Value {
        let start = position
        while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Number(text) else {
            position = start
            throw fault("这里应为一个值（文字要加引号）。")
        }
        return .number(number)
    }

    private mutating func string() throws(Diagnostic) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fault("这里应为引号中的文字。") }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position += 1
        }
        var text = bytes[start..<position]
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        throw fault("文字没有结束，应以引号结束。")
    }

    private mutating func escape(into text: inout ArraySlice<UInt8>) throws(Diagnostic) {
        guard position < bytes.count else { throw fault("文字没有结束，应以引号结束。") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: "\\u".utf8) {
                position += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw fault("“\\u”后的字符编码不成对。") }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            text += Array(String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")).utf8)
        default: text.append(byte)
        }
    }

    private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
        let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16) else {
            throw fault("“\\u”后应有 4 位十六进制数字。")
        }
        position += 4
        return value
    }
}
