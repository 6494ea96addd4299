/// Rows in the text format of `COPY` (PostgreSQL documentation, COPY, file formats).
struct CopyText {
    private static let size = 1 << 16
    private static let hexDigits = Array("0123456789abcdef".utf8)
    private(set) var bytes: [UInt8] = []

    /// Whether it is time to send what is here.
    var isFull: Bool { bytes.count >= Self.size }

    /// Hands over what is here and starts anew.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func append(_ row: [SQLValue]) {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            append(value)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null: bytes.append(contentsOf: #"\N"#.utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .boolean(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
        case .text(let text):
            for byte in text.utf8 { append(escaped: byte) }
        case .blob(let blob):
            bytes.append(contentsOf: #"\\x"#.utf8)
            for byte in blob {
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 0x0f)])
            }
        }
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
        default: bytes.append(byte)
        }
    }
}
