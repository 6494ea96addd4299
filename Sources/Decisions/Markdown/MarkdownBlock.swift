import Base

/// A text with the place in which it stands.
struct MarkdownSpan {
    var text: String
    let line: Int
    /// From 1, in characters.
    let column: Int

    /// The text; nil where it is empty.
    var filled: String? { text.isEmpty ? nil : text }

    func place(in file: String) -> Place { Place(file: file, line: line, column: column) }

    func expression(_ element: String) -> ExpressionText {
        ExpressionText(
            text: text.trimmed, line: line, column: column, language: nil,
            origin: Origin(element: element, id: nil, line: line))
    }
}

/// `- 名称：值`, with indented lines of the same form below it.
struct MarkdownProperty {
    let key: MarkdownSpan
    let value: MarkdownSpan
    var parts: [MarkdownProperty] = []
}

/// A table: the head and the rows below the line of dashes.
struct MarkdownTable {
    let head: [MarkdownSpan]
    let line: Int
    var rows: [[MarkdownSpan]] = []
}

/// What stands under a heading.
struct MarkdownSection {
    let title: MarkdownSpan
    var prose: [String] = []
    var properties: [MarkdownProperty] = []
    var tables: [MarkdownTable] = []
    /// Fenced blocks: the text, beginning on the line after the fence.
    var fences: [MarkdownSpan] = []

    /// The prose as one text; nil where there is none.
    var description: String? {
        let text = prose.joined(separator: "\n").trimmed
        return text.isEmpty ? nil : text
    }
}
