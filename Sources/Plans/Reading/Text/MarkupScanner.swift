/// Walks through HTML or XML tag by tag; anything malformed is taken as text.
struct MarkupScanner {
    /// A tag or the text between two tags.
    enum Token {
        case open(name: String, attributes: ArraySlice<UInt8>, isEmpty: Bool)
        case close(name: String)
        case text(ArraySlice<UInt8>)
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "<") {
            if has("<!--") { return skip(past: "-->") }
            if has("<![CDATA[") { return characterData() }
            if has("<!") || has("<?") { return skip(past: ">") }
            if index + 1 < bytes.count, isNameStart(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "/"),
                let token = tag()
            {
                return token
            }
        }
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return .text(bytes[start..<index])
    }

    /// Passes over everything up to the end tag, for script and style.
    mutating func skipElement(_ name: String) {
        let end = Array("</\(name)".utf8)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), index + end.count <= bytes.count,
                zip(bytes[index..<index + end.count], end).allSatisfy({ lower($0) == $1 })
            {
                _ = tag()
                return
            }
            index += 1
        }
    }

    private mutating func tag() -> Token? {
        var end = index + 1
        var quote: UInt8?
        // A tag longer than this is text with a stray sign.
        let limit = min(bytes.count, index + 20_000)
        while end < limit {
            let byte = bytes[end]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            end += 1
        }
        guard end < limit else { return nil }
        let isClose = bytes[index + 1] == UInt8(ascii: "/")
        var place = index + (isClose ? 2 : 1)
        let nameStart = place
        while place < end, !isSpace(bytes[place]), bytes[place] != UInt8(ascii: "/") { place += 1 }
        let name = String(decoding: bytes[nameStart..<place].map(lower), as: UTF8.self)
        let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
        let attributes = bytes[place..<end]
        index = end + 1
        return isClose ? .close(name: name) : .open(name: name, attributes: attributes, isEmpty: isEmpty)
    }

    private mutating func characterData() -> Token {
        let start = index + 9
        var end = min(start, bytes.count)
        while end < bytes.count,
            !(bytes[end] == UInt8(ascii: "]") && end + 2 < bytes.count && bytes[end + 1] == UInt8(ascii: "]")
                && bytes[end + 2] == UInt8(ascii: ">"))
        {
            end += 1
        }
        index = min(end + 3, bytes.count)
        return .text(bytes[min(start, end)..<end])
    }

    private mutating func skip(past mark: String) -> Token {
        let mark = Array(mark.utf8)
        while index < bytes.count,
            !(index + mark.count <= bytes.count && bytes[index..<index + mark.count].elementsEqual(mark))
        {
            index += 1
        }
        index = min(index + mark.count, bytes.count)
        return .text([])
    }

    private func has(_ text: String) -> Bool {
        let mark = Array(text.utf8)
        return index + mark.count <= bytes.count && bytes[index..<index + mark.count].elementsEqual(mark)
    }

    private func isNameStart(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

    /// The value of an attribute.
    static func value(of name: String, in attributes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: attributes, as: UTF8.self)
        for quote in ["\"", "'"] {
            guard let range = text.firstRange(of: name + "=" + quote) else { continue }
            let rest = text[range.upperBound...]
            return decodeEntities(String(rest.prefix { String($0) != quote }))
        }
        guard let range = text.firstRange(of: name + "=") else { return nil }
        return String(text[range.upperBound...].prefix { $0 != " " && $0 != "/" })
    }

    private static let entities: [Substring: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’",
        "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·", "ensp": " ", "emsp": "\u{3000}", "times": "×",
        "laquo": "《", "raquo": "》", "shy": "\u{AD}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "thinsp": " ", "bull": "•",
        "ge": "≥", "le": "≤", "plusmn": "±", "minus": "−", "copy": "©", "deg": "°", "sim": "~", "permil": "‰",
    ]

    /// Text with `&lt;` and `&#20013;` turned into characters.
    static func decodeEntities(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "&", let end = rest.prefix(12).firstIndex(of: ";") {
                let name = Substring(rest[rest.index(after: rest.startIndex)..<end])
                if let decoded = entity(name) {
                    result.append(decoded)
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            }
            result.append(scalar)
            rest = rest.dropFirst()
        }
        return String(result)
    }

    private static func entity(_ name: Substring) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return entities[name] }
        let digits = name.dropFirst()
        let value =
            digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }
}
