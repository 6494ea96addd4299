/// What a field of a text table says to a person, without the guards that programs put around it.
enum CSVField {
    /// The content of a field; nil when it is empty.
    static func content(_ raw: String) -> CellContent? {
        let text = unwrapped(raw)
        guard !text.isEmpty else { return nil }
        if text.unicodeScalars.contains("\u{FFFD}") { return CellContent(text, .damaged(.badEncoding)) }
        return CellContent.text(text)
    }

    /// `="350582…"` and `'350582…` keep a spreadsheet from turning ids into numbers; the guard is no part of the value.
    private static func unwrapped(_ raw: String) -> String {
        if raw.hasPrefix("=\""), raw.hasSuffix("\""), raw.utf8.count >= 3 {
            return String(raw.dropFirst(2).dropLast())
        }
        if raw.utf8.first == UInt8(ascii: "'"), let next = raw.utf8.dropFirst().first, isGuarded(next) {
            return String(raw.dropFirst())
        }
        return raw
    }

    private static func isGuarded(_ byte: UInt8) -> Bool {
        (byte >= 48 && byte <= 57) || FormulaGuard.triggers.contains(byte)
    }
}
