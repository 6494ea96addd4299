/// Rows written with bars.
enum TableRow {
    /// The cells of a row `| a | b |`; empty for the rule below a heading row; nil when the line is no row.
    static func cells(of line: SourceLine) -> [Range<Int>]? {
        let text = line.folded
        let bars = text.indices.filter { text[$0] == "|" || text[$0] == "│" || text[$0] == "┃" }
        let opens = bars.first == text.startIndex
        guard bars.count >= 2, opens || bars.count >= 3 else { return nil }
        if text.allSatisfy({ "|│┃-:+= ".unicodeScalars.contains($0) }), text.contains("-") { return [] }
        var edges = bars
        if !opens { edges.insert(text.startIndex - 1, at: 0) }
        if bars.last != text.endIndex - 1 { edges.append(text.endIndex) }
        return zip(edges, edges.dropFirst()).map { left, right in
            let cell = text[min(left + 1, right)..<right].trimmed
            return cell.startIndex..<cell.endIndex
        }
    }
}
