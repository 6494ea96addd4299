/// Texts that a spreadsheet would run as a formula when it opens a text file.
enum FormulaGuard {
    /// The first bytes that start a formula: `=` `+` `-` `@` and the tab that hides them.
    static let triggers: Set<UInt8> = [
        UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
    ]

    /// Whether the text would be run.
    static func isNeeded(_ text: String) -> Bool {
        text.utf8.first.map(triggers.contains) ?? false
    }
}
