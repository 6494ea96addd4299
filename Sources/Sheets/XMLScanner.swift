import Glibc

/// Goes through XML bytes token by token within a small buffer. Namespaces prefixes are dropped, nothing is allocated
/// per token. In lenient mode it also goes through HTML of the kind that exports are made of.
final class XMLScanner {
    enum Token { case start, end, text, finished }

    private typealias Span = (start: Int, end: Int)
    private let stream: any ByteStream
    private let part: String
    private let lenient: Bool
    private let maxToken: Int
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity = 64 << 10
    private var position = 0
    private var tokenLength = 0
    private var limit = 0
    private var depth = 0
    private var pendingEnd = false
    private var name: Span = (0, 0)
    private var body: Span = (0, 0)
    private var bodyIsRaw = false
    private var attributesKnown = false
    private var attributes: [(name: Span, value: Span)] = []

    init(_ stream: any ByteStream, part: String, lenient: Bool = false, maxToken: Int = 8 << 20) {
        self.stream = stream
        self.part = part
        self.lenient = lenient
        self.maxToken = maxToken
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Moves to the next token; `<x/>` comes as a start and an end.
    func next() throws -> Token {
        if pendingEnd {
            pendingEnd = false
            depth -= 1
            return .end
        }
        while true {
            position += tokenLength
            tokenLength = 0
            guard try have(1) else { return try finish() }
            guard base[position] == UInt8(ascii: "<") else {
                let length = try find(UInt8(ascii: "<"), from: 0) ?? limit - position
                return text(from: 0, to: length, length: length, raw: false)
            }
            if let token = try markup() { return token }
        }
    }

    /// Whether the tag's local name is this one; in lenient mode letter case does not matter.
    func isNamed(_ other: StaticString) -> Bool { same(name, other) }

    /// The local name of the tag, lower case in lenient mode.
    var localName: String {
        let text = String(
            decoding: UnsafeBufferPointer(start: base + name.start, count: name.end - name.start), as: UTF8.self)
        return lenient ? text.lowercased() : text
    }

    /// The raw bytes of an attribute of the start tag just met; valid until the next token.
    func attribute(_ wanted: StaticString) -> UnsafeBufferPointer<UInt8>? {
        if !attributesKnown { readAttributes() }
        for (name, value) in attributes where same(name, wanted) {
            return UnsafeBufferPointer(start: base + value.start, count: value.end - value.start)
        }
        return nil
    }

    /// The text of an attribute with entities resolved.
    func attributeText(_ wanted: StaticString) -> String? {
        guard let raw = attribute(wanted) else { return nil }
        var bytes: [UInt8] = []
        XMLText.append(raw, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether an attribute says true, as XML Schema writes it.
    func attributeIsTrue(_ wanted: StaticString) -> Bool {
        guard let text = attributeText(wanted) else { return false }
        return text == "1" || text == "true" || text == "on"
    }

    /// Adds the text just met to the bytes, entities resolved.
    func appendText(to bytes: inout [UInt8]) {
        let raw = UnsafeBufferPointer(start: base + body.start, count: body.end - body.start)
        if bodyIsRaw { bytes.append(contentsOf: raw) } else { XMLText.append(raw, to: &bytes) }
    }

    /// Skips to the end of the element whose start was just met.
    func skipElement() throws {
        var open = 1
        while open > 0 {
            switch try next() {
            case .start: open += 1
            case .end: open -= 1
            case .text: continue
            case .finished: return
            }
        }
    }

    /// Skips what a page's `<style>` or `<script>`, whose start was just met, holds; it is no markup.
    func skipRawElement(_ name: StaticString) throws {
        while !pendingEnd {
            position += tokenLength
            tokenLength = 0
            try skip(past: "</")
            position += tokenLength
            tokenLength = 0
            guard try have(name.utf8CodeUnitCount) else { return }
            if strncasecmp(base + position, name.utf8Start, name.utf8CodeUnitCount) == 0 { return }
        }
    }

    private func finish() throws -> Token {
        guard depth == 0 || lenient else { throw SheetError.damaged(part: part, "没有写完就断了") }
        return .finished
    }

    private func text(from start: Int, to end: Int, length: Int, raw: Bool) -> Token {
        body = (position + start, position + end)
        bodyIsRaw = raw
        tokenLength = length
        return .text
    }

    /// Reads what begins with `<`; nil when it is to be skipped.
    private func markup() throws -> Token? {
        guard try have(2) else {
            guard lenient else { throw SheetError.damaged(part: part, "没有写完就断了") }
            return text(from: 0, to: 1, length: 1, raw: true)
        }
        switch base[position + 1] {
        case UInt8(ascii: "?"): try skip(past: "?>")
        case UInt8(ascii: "!"): return try declaration()
        case UInt8(ascii: "/"):
            tokenLength = try tagEnd(from: 2) + 1
            setName(from: 2)
            depth -= 1
            guard depth >= 0 || lenient else { throw SheetError.damaged(part: part, "的标记不成对") }
            return .end
        default:
            if lenient, !isLetter(base[position + 1]) { return text(from: 0, to: 1, length: 1, raw: true) }
            return try startTag()
        }
        return nil
    }

    private func startTag() throws -> Token {
        let end = try tagEnd(from: 1)
        tokenLength = end + 1
        setName(from: 1)
        attributesKnown = false
        body = (name.end, position + end)
        if base[position + end - 1] == UInt8(ascii: "/") {
            body.end = max(body.start, body.end - 1)
            pendingEnd = true
        }
        depth += 1
        return .start
    }

    private func declaration() throws -> Token? {
        if try begins(with: "<!--") {
            try skip(past: "-->")
            return nil
        }
        if try begins(with: "<![CDATA[") {
            guard let end = try find("]]>", from: 9) else { throw SheetError.damaged(part: part, "没有写完就断了") }
            return text(from: 9, to: end, length: end + 3, raw: true)
        }
        guard lenient else { throw SheetError.damaged(part: part, "里有不应出现的声明（DOCTYPE）") }
        try skip(past: ">")
        return nil
    }

    private func skip(past mark: StaticString) throws {
        // What is skipped need not fit the buffer: give up what was seen, keep what may begin the mark.
        let keep = mark.utf8CodeUnitCount - 1
        while true {
            if let hit = findInBuffer(mark) {
                tokenLength = hit + mark.utf8CodeUnitCount
                return
            }
            position = max(position, limit - keep)
            guard try refill() else {
                position = limit
                return
            }
        }
    }

    private func findInBuffer(_ mark: StaticString) -> Int? {
        ByteSearch.find(mark, in: UnsafeRawBufferPointer(start: base + position, count: limit - position))
    }

    /// The place of the tag's `>` from the token's start, quotes respected.
    private func tagEnd(from start: Int) throws -> Int {
        var index = start
        var quote: UInt8 = 0
        while true {
            while position + index < limit {
                let byte = base[position + index]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: ">") {
                    return index
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                }
                index += 1
            }
            guard try refill() else { throw SheetError.damaged(part: part, "没有写完就断了") }
        }
    }

    private func setName(from start: Int) {
        let end = position + tokenLength - 1
        var index = position + start
        var first = index
        while index < end, !isSpace(base[index]), base[index] != UInt8(ascii: "/") {
            if base[index] == UInt8(ascii: ":") { first = index + 1 }
            index += 1
        }
        name = (first, index)
    }

    private func readAttributes() {
        attributesKnown = true
        attributes.removeAll(keepingCapacity: true)
        var index = body.start
        let end = body.end
        while true {
            while index < end, isSpace(base[index]) || base[index] == UInt8(ascii: "/") { index += 1 }
            let whole = index
            var first = index
            while index < end, base[index] != UInt8(ascii: "="), !isSpace(base[index]) {
                if base[index] == UInt8(ascii: ":") { first = index + 1 }
                index += 1
            }
            let name = (start: first, end: index)
            while index < end, isSpace(base[index]) { index += 1 }
            guard index < end, index > whole else { return }
            guard base[index] == UInt8(ascii: "=") else { continue }
            index += 1
            while index < end, isSpace(base[index]) { index += 1 }
            guard index < end, let value = attributeValue(&index, end: end) else { return }
            if !same((whole, first > whole ? first - 1 : whole), "xmlns") { attributes.append((name, value)) }
        }
    }

    private func attributeValue(_ index: inout Int, end: Int) -> Span? {
        let quote = base[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = index + 1
            index = start
            while index < end, base[index] != quote { index += 1 }
            let span = (start: start, end: index)
            index = min(index + 1, end)
            return span
        }
        guard lenient else { return nil }
        let start = index
        while index < end, !isSpace(base[index]) { index += 1 }
        return (start, index)
    }

    private func same(_ span: Span, _ other: StaticString) -> Bool {
        let count = other.utf8CodeUnitCount
        guard span.end - span.start == count else { return false }
        if lenient { return strncasecmp(base + span.start, other.utf8Start, count) == 0 }
        return memcmp(base + span.start, other.utf8Start, count) == 0
    }

    private func begins(with mark: StaticString) throws -> Bool {
        guard try have(mark.utf8CodeUnitCount) else { return false }
        return memcmp(base + position, mark.utf8Start, mark.utf8CodeUnitCount) == 0
    }

    private func have(_ count: Int) throws -> Bool {
        while limit - position < count {
            guard try refill() else { return false }
        }
        return true
    }

    private func find(_ byte: UInt8, from start: Int) throws -> Int? {
        var offset = start
        while true {
            let rest = limit - position - offset
            if rest > 0, let hit = memchr(base + position + offset, Int32(byte), rest) {
                return UnsafeRawPointer(hit) - UnsafeRawPointer(base + position)
            }
            offset = max(offset, limit - position)
            guard try refill() else { return nil }
        }
    }

    private func find(_ mark: StaticString, from start: Int) throws -> Int? {
        while true {
            let rest = max(limit - position - start, 0)
            if let hit = ByteSearch.find(mark, in: UnsafeRawBufferPointer(start: base + position + start, count: rest))
            {
                return hit + start
            }
            guard try refill() else { return nil }
        }
    }

    /// Brings more bytes behind the token being read, which moves to the buffer's start.
    private func refill() throws -> Bool {
        if position > 0 {
            memmove(base, base + position, limit - position)
            limit -= position
            position = 0
        }
        if limit == capacity {
            guard capacity < maxToken else {
                throw SheetError(.tooLarge, "\(part) 里有一段内容过长。请检查文件里是否有异常大的单元格")
            }
            let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            memcpy(grown, base, limit)
            base.deallocate()
            base = grown
            capacity *= 2
        }
        let count = try stream.read(
            into: UnsafeMutableRawBufferPointer(start: base + limit, count: capacity - limit))
        limit += count
        return count > 0
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }
}
