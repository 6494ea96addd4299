/// Entities of XML text and the escapes that spreadsheets add to it.
enum XMLText {
    /// Adds text to the bytes with its entities resolved; an unknown entity stays as written.
    static func append(_ raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard raw.contains(UInt8(ascii: "&")) else {
            bytes.append(contentsOf: raw)
            return
        }
        var index = 0
        while index < raw.count {
            if raw[index] == UInt8(ascii: "&"),
                let end = raw[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(UnsafeBufferPointer(rebasing: raw[index + 1..<end]))
            {
                bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                index = end + 1
            } else {
                bytes.append(raw[index])
                index += 1
            }
        }
    }

    /// Resolves the escapes `_x000D_` that spreadsheet texts use for characters XML cannot hold
    /// (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
    static func unescape(_ bytes: inout [UInt8]) {
        guard var read = firstEscape(bytes, from: 0) else { return }
        var result = Array(bytes[..<read])
        while read < bytes.count {
            if let unit = escape(bytes, at: read) {
                if unit < 0xD800 || unit > 0xDFFF, let scalar = Unicode.Scalar(unit) {
                    result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                    read += 7
                    continue
                }
            }
            result.append(bytes[read])
            read += 1
        }
        bytes = result
    }

    private static func firstEscape(_ bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= 7 else { return nil }
        for index in start...(bytes.count - 7) where bytes[index] == UInt8(ascii: "_") {
            if escape(bytes, at: index) != nil { return index }
        }
        return nil
    }

    /// The code of the escape `_xHHHH_` at the place; nil when there is none.
    static func escape(_ bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_"), bytes[index + 2] != UInt8(ascii: "+")
        else { return nil }
        return UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
    }

    private static func scalar(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return " "
        default:
            guard text.hasPrefix("#") else { return nil }
            let hexadecimal = text.hasPrefix("#x") || text.hasPrefix("#X")
            let digits = text.dropFirst(hexadecimal ? 2 : 1)
            return UInt32(digits, radix: hexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
        }
    }
}
