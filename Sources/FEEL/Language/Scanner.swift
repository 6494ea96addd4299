extension Unicode.Scalar {
    /// DMN 1.5, 10.3.1.2, rule 28 (name start char).
    var isNameStart: Bool {
        switch value {
        case 0x3F, 0x5F, 0x41...0x5A, 0x61...0x7A: true
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
            0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            !isFEELSpace
        default: false
        }
    }

    /// DMN 1.5, 10.3.1.2, rule 29 (name part char).
    var isNamePart: Bool {
        switch value {
        case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isNameStart
        }
    }

    var isFEELSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
            0xFEFF:
            true
        default: false
        }
    }

    var isDigit: Bool { value >= 0x30 && value <= 0x39 }
}

/// Walks over the source and takes words, signs and literals from it.
struct Scanner {
    let source: [Unicode.Scalar]
    private let lineStarts: [Int]
    private(set) var position = 0

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        source = scalars
        lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    var isAtEnd: Bool { position >= source.count }
    var current: Unicode.Scalar? { position < source.count ? source[position] : nil }

    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        let index = position + offset
        return index < source.count ? source[index] : nil
    }

    mutating func move(to position: Int) { self.position = position }

    var place: Place { place(of: position) }

    func place(of position: Int) -> Place {
        // The last line that starts at or before the position.
        var (low, high) = (0, lineStarts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= position { low = middle } else { high = middle - 1 }
        }
        return Place(line: low + 1, column: position - lineStarts[low] + 1)
    }

    func fault(_ message: String) -> ExpressionFault { ExpressionFault(place, message) }

    /// What stands here, for a message.
    var found: String {
        guard let current else { return "末尾" }
        var text = ""
        var index = position
        if current.isNamePart {
            while index < source.count, source[index].isNamePart, text.count < 20 {
                text.unicodeScalars.append(source[index])
                index += 1
            }
        } else {
            text.unicodeScalars.append(current)
        }
        return "“\(text)”"
    }

    /// Skips white space and comments.
    mutating func skipSpace() throws(ExpressionFault) {
        while let scalar = current {
            if scalar.isFEELSpace {
                position += 1
            } else if scalar == "/", peek(1) == "/" {
                while let next = current, next != "\n" { position += 1 }
            } else if scalar == "/", peek(1) == "*" {
                let start = position
                position += 2
                while !(current == "*" && peek(1) == "/") {
                    guard !isAtEnd else {
                        throw ExpressionFault(place(of: start), "注释没有结束，应以“*/”结束")
                    }
                    position += 1
                }
                position += 2
            } else {
                return
            }
        }
    }

    /// Takes a sign such as `<=` when it stands here.
    mutating func take(_ sign: String) throws(ExpressionFault) -> Bool {
        try skipSpace()
        var index = position
        for scalar in sign.unicodeScalars {
            guard index < source.count, source[index] == scalar else { return false }
            index += 1
        }
        position = index
        return true
    }

    mutating func expect(_ sign: String, _ purpose: String) throws(ExpressionFault) {
        guard try take(sign) else { throw fault("这里应为“\(sign)”（\(purpose)），却是\(found)") }
    }

    /// Whether a keyword stands here, as a whole word.
    func isKeyword(_ word: String) -> Bool {
        var index = position
        for scalar in word.unicodeScalars {
            guard index < source.count, source[index] == scalar else { return false }
            index += 1
        }
        return index >= source.count || !source[index].isNamePart
    }

    mutating func takeKeyword(_ word: String) throws(ExpressionFault) -> Bool {
        try skipSpace()
        guard isKeyword(word) else { return false }
        position += word.unicodeScalars.count
        return true
    }

    mutating func expectKeyword(_ word: String) throws(ExpressionFault) {
        guard try takeKeyword(word) else { throw fault("这里应为“\(word)”，却是\(found)") }
    }

    /// Takes one word of name characters.
    mutating func word() -> String? {
        guard let first = current, first.isNameStart else { return nil }
        var text = ""
        while let scalar = current, scalar.isNamePart {
            text.unicodeScalars.append(scalar)
            position += 1
        }
        return text
    }

    /// Takes a number literal.
    mutating func number() throws(ExpressionFault) -> Number? {
        guard let first = current, first.isDigit || (first == "." && peek(1)?.isDigit == true) else { return nil }
        let start = position
        var text = ""
        func isFraction(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "." && !text.contains(".") && peek(1)?.isDigit == true
        }
        while let scalar = current, scalar.isDigit || isFraction(scalar) {
            text.unicodeScalars.append(scalar)
            position += 1
        }
        if let mark = current, mark == "e" || mark == "E" {
            let signed = peek(1) == "+" || peek(1) == "-"
            if peek(signed ? 2 : 1)?.isDigit == true {
                text += "e"
                position += 1
                if signed, let sign = current {
                    text.unicodeScalars.append(sign)
                    position += 1
                }
                while let scalar = current, scalar.isDigit {
                    text.unicodeScalars.append(scalar)
                    position += 1
                }
            }
        }
        guard let value = Number(text) else {
            throw ExpressionFault(place(of: start), "数字“\(text)”太大，写小一些")
        }
        return value
    }

    /// Takes a text literal in quotes.
    mutating func string() throws(ExpressionFault) -> String? {
        guard current == "\"" else { return nil }
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = current {
            position += 1
            if scalar == "\"" { return String(text) }
            if scalar == "\\" {
                try escape(into: &text)
            } else {
                text.append(scalar)
            }
        }
        throw ExpressionFault(place(of: start), "文字没有结束，应以“\"”结束")
    }

    private mutating func escape(into text: inout String.UnicodeScalarView) throws(ExpressionFault) {
        guard let scalar = current else { throw fault("文字没有结束，应以“\"”结束") }
        position += 1
        switch scalar {
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "\"", "\\", "'": text.append(scalar)
        case "u":
            let unit = try hexadecimal(4)
            if (0xD800...0xDBFF).contains(unit), current == "\\", peek(1) == "u" {
                position += 2
                let low = try hexadecimal(4)
                guard (0xDC00...0xDFFF).contains(low) else { throw fault("“\\u”后的字符编码不成对") }
                append(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), to: &text)
            } else {
                append(unit, to: &text)
            }
        case "U": append(try hexadecimal(6), to: &text)
        default:
            text.append("\\")
            text.append(scalar)
        }
    }

    private func append(_ value: UInt32, to text: inout String.UnicodeScalarView) {
        text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private mutating func hexadecimal(_ count: Int) throws(ExpressionFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = current.flatMap({ Character($0).hexDigitValue }) else {
                throw fault("“\\u”后应有 \(count) 位十六进制数字，却是\(found)")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
