/// Text and kind of a cell's value.
struct CellContent: Equatable {
    let text: String
    let kind: CellKind

    init(_ text: String, _ kind: CellKind) {
        self.text = text
        self.kind = kind
    }

    /// Text as it stands; nil when it is empty.
    static func text(_ text: String) -> CellContent? {
        guard !text.isEmpty else { return nil }
        return CellContent(text, isScientific(text) ? .damaged(.scientific) : .text)
    }

    /// A number under its number format.
    static func number(_ raw: String, shape: NumberShape, calendar: SerialDate) -> CellContent {
        guard let number = DecimalText(raw) else { return CellContent(raw, .error) }
        switch shape {
        case .date, .dateAndTime, .time:
            guard let serial = Double(number.text), let text = calendar.text(serial, shape: shape) else {
                return CellContent(plain(number).text, .damaged(.badDate))
            }
            return CellContent(text, text.contains("-") ? .date : .text)
        case .percent:
            return CellContent(rounded(number).shifted(by: 2).text + "%", .number)
        case .padded(let width):
            let plain = plain(number)
            guard plain.kind == .number, number.isWhole, !plain.text.hasPrefix("-") else { return plain }
            return CellContent(
                String(repeating: "0", count: max(0, width - plain.text.utf8.count)) + plain.text, .number)
        case .plain:
            return plain(number)
        }
    }

    /// A date as strict OOXML writes it: `2026-01-31T08:30:00`.
    static func isoDate(_ raw: String) -> CellContent {
        let parts = raw.split(separator: "T", maxSplits: 1)
        guard let day = parts.first, day.utf8.count == 10 else { return CellContent(raw, .text) }
        let clock = parts.count > 1 ? String(parts[1].prefix(8)) : "00:00:00"
        return CellContent(clock == "00:00:00" ? String(day) : "\(day) \(clock)", .date)
    }

    private static func plain(_ number: DecimalText) -> CellContent {
        if number.integerDigits > DecimalText.spreadsheetDigits {
            return CellContent(number.text, .damaged(.digitsLost))
        }
        return CellContent(rounded(number).text, .number)
    }

    private static func rounded(_ number: DecimalText) -> DecimalText {
        number.rounded(toSignificant: DecimalText.spreadsheetDigits)
    }

    /// Whether the text is what is left of a long number: `3.50582E+17`.
    private static func isScientific(_ text: String) -> Bool {
        guard text.utf8.count <= 24, let mark = text.utf8.lastIndex(of: UInt8(ascii: "+")), mark > text.startIndex,
            text.utf8[text.utf8.index(before: mark)] | 32 == UInt8(ascii: "e"),
            let exponent = Int(text[text.utf8.index(after: mark)...]), exponent >= 10, exponent <= 40
        else { return false }
        let mantissa = text[..<text.utf8.index(before: mark)].utf8
        return mantissa.first.map { $0 >= 48 && $0 <= 57 } == true
            && mantissa.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == UInt8(ascii: ".") }
    }
}
