/// How texts stand on one line of Markdown.
enum MarkdownText {
    /// A text on one line: a line feed is `<br>`; a `<br>` that is meant as such gets a backslash.
    static func line(_ text: String) -> String {
        breaks(text, by: 1).replacing("\r\n", with: "\n").replacing("\n", with: "<br>")
    }

    /// What a line says.
    static func text(ofLine line: String) -> String {
        breaks(line.replacing("<br>", with: "\n"), by: -1)
    }

    /// `<br>`, `<\br>` and so on with a backslash more or fewer.
    private static func breaks(_ text: String, by change: Int) -> String {
        guard text.contains("br>") else { return text }
        return text.replacing(/<(\\*)br>/) { match in
            let count = match.output.1.count + change
            return "<\(String(repeating: "\\", count: max(count, 0)))br>"
        }
    }

    /// A text as a table's cell, where a bar needs a backslash.
    static func cell(_ text: String) -> String { line(text).replacing("|", with: "\\|") }

    /// A row of a table.
    static func row(_ cells: [String]) -> String {
        "|" + cells.map { $0.isEmpty ? " |" : " \(cell($0)) |" }.joined()
    }

    /// A line of prose; what would begin something else gets a backslash.
    static func prose(_ line: Substring) -> String { isMarked(line) ? "\\" + line : String(line) }

    /// What a line of prose says.
    static func text(ofProse line: String) -> String {
        line.hasPrefix("\\") && isMarked(line[...]) ? String(line.dropFirst()) : line
    }

    private static func isMarked(_ line: Substring) -> Bool {
        let bare = line.drop { $0 == "\\" }
        return ["# ", "## ", "- ", "|", "```"].contains { bare.hasPrefix($0) }
    }
}
