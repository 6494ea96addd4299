/// Cuts a document into what stands before the plan's first heading, its body, and what follows.
struct DocumentParts {
    let text: PlanText
    /// Stretches of text before the first heading, paragraph by paragraph.
    private(set) var front: [Range<Int>] = []
    /// Marks of headings by paragraph, within the body.
    private(set) var marks: [(paragraph: Int, marks: [HeadingMark])] = []
    /// Where the body ends.
    private(set) var bodyEnd = 0
    /// Paragraphs after the body.
    private(set) var rest: [Int] = []

    init(_ text: PlanText) {
        self.text = text
        var scanner = HeadingScanner(text: text)
        let paragraphs = text.paragraphs
        var all: [(paragraph: Int, marks: [HeadingMark])] = []
        for (index, paragraph) in paragraphs.enumerated() {
            all.append((index, paragraph.isRow ? [] : scanner.scan(paragraph.range)))
        }
        let start = DocumentParts.bodyStart(all.flatMap(\.marks), in: text)
        guard let start else {
            bodyEnd = text.scalars.count
            splitWithoutHeadings()
            return
        }
        let first = all.firstIndex { text.paragraphs[$0.paragraph].range.contains(start) } ?? 0
        for index in 0..<first where !paragraphs[index].isRow { front.append(paragraphs[index].range) }
        let lead = paragraphs[first].range.lowerBound..<start
        if !lead.isEmpty { front.append(lead) }
        var index = first
        while index < paragraphs.count {
            if index > first, EndMatter.begins(text, at: index) { break }
            let kept = all[index].marks.filter { $0.start >= start }
            marks.append((index, kept))
            index += 1
        }
        bodyEnd = index < paragraphs.count ? paragraphs[index].range.lowerBound : text.scalars.count
        rest = Array(index..<paragraphs.count)
        if let cut = trailingSignature() { bodyEnd = cut }
    }

    /// A document of running text only: the body is empty of headings, its end is still found.
    private mutating func splitWithoutHeadings() {
        var hasBody = false
        for (index, paragraph) in text.paragraphs.enumerated() {
            defer { hasBody = hasBody || paragraph.range.count > 120 }
            if hasBody, !paragraph.isRow, EndMatter.begins(text, at: index) {
                rest = Array(index..<text.paragraphs.count)
                bodyEnd = paragraph.range.lowerBound
                return
            }
            if paragraph.isRow { rest.append(index) } else { front.append(paragraph.range) }
        }
    }

    /// The first mark of the outermost style that the document uses for its sections.
    private static func bodyStart(_ marks: [HeadingMark], in text: PlanText) -> Int? {
        let outer = marks.filter { $0.kind <= .han }
        if let first = outer.first(where: { $0.ordinal == 1 }) ?? outer.first { return first.start }
        let bracketed = marks.filter { $0.kind == .hanInBrackets }
        if let first = bracketed.first(where: { $0.ordinal == 1 }) ?? bracketed.first { return first.start }
        return marks.first(where: { $0.ordinal == 1 })?.start ?? marks.first?.start
    }

    /// In a text without line breaks the signature stands at the end of the last paragraph.
    private func trailingSignature() -> Int? {
        guard let last = marks.last(where: { !text.paragraphs[$0.paragraph].isRow }) else { return nil }
        let range = text.paragraphs[last.paragraph].range
        let slice = text.slice(range)
        guard slice.count > 400, let stop = slice.lastPlace(of: "。") else { return nil }
        let tail = slice[(stop + 1)...]
        guard tail.count < 120, tail.contains("年"), tail.contains("日") else { return nil }
        return stop + 1
    }
}
