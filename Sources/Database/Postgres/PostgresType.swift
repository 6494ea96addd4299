/// What a column's type of PostgreSQL means here. Values arrive as text.
enum PostgresType {
    case integer, boolean, bytes, number, text

    /// By the type's fixed object id (pg_type.dat).
    init(_ id: UInt32) {
        switch id {
        case 20, 21, 23, 26: self = .integer
        case 16: self = .boolean
        case 17: self = .bytes
        case 1700: self = .number
        default: self = .text
        }
    }

    func value(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        switch self {
        case .boolean: return .boolean(bytes.first == UInt8(ascii: "t"))
        case .bytes: return .blob(Self.bytes(hex: bytes))
        case .integer, .number:
            // The sum of whole numbers has the type numeric; as in SQLite it is a whole number where it fits.
            let text = String(decoding: bytes, as: UTF8.self)
            return Int64(text).map { .integer($0) } ?? .text(text)
        case .text: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// From `\x48656c6c6f`.
    private static func bytes(hex: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(hex.count / 2)
        var index = 2
        while index + 1 < hex.count {
            result.append(digit(hex[index]) << 4 | digit(hex[index + 1]))
            index += 2
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8 {
        byte <= UInt8(ascii: "9") ? byte & 0x0f : (byte & 0x0f) + 9
    }
}
