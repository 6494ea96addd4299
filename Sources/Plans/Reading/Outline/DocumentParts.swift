/// Cuts a document into what stands before the plan's first heading, its body, further documents in annexes, and the rest.
struct DocumentParts {
    /// Marks of headings by paragraph.
    typealias Marks = [(paragraph: Int, marks: [HeadingMark])]

    /// Another document in an annex, such as rules issued together with a plan.
    struct AnnexDocument {
        /// The number of the annex; nil for the document that follows its covering notice without a label.
        let number: Int?
        let title: Range<Int>
        /// Running text before its first heading.
        let front: [Range<Int>]
        let marks: Marks
        let end: Int
    }

    let text: PlanText
    /// Stretches of text before the first heading, paragraph by paragraph.
    private(set) var front: [Range<Int>] = []
    /// Marks of headings by paragraph, within the body.
    private(set) var marks: Marks = []
    /// Where the body ends.
    private(set) var bodyEnd = 0
    /// Documents in annexes after the body.
    private(set) var annexes: [AnnexDocument] = []
    /// Paragraphs after the body that belong to no document of an annex.
    private(set) var rest: [Int] = []
    /// Lines within the body that only say whom to ask.
    private(set) var contacts: [Range<Int>] = []

    init(_ text: PlanText) {
        self.text = text
        var scanner = HeadingScanner(text: text)
        let paragraphs = text.paragraphs
        var all: Marks = []
        var list: Int?
        for (index, paragraph) in paragraphs.enumerated() {
            if !paragraph.isRow, DocumentParts.annexNumber(text.slice(paragraph.range)) != nil { scanner.restart() }
            list = DocumentParts.annexList(text.slice(paragraph.range), after: list)
            all.append((index, paragraph.isRow || list != nil ? [] : scanner.scan(paragraph.range)))
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
            if index > first, EndMatter.isContact(text.slice(paragraphs[index].range)) {
                contacts.append(paragraphs[index].range)
            } else {
                marks.append((index, all[index].marks.filter { $0.start >= start }))
            }
            index += 1
        }
        bodyEnd = index < paragraphs.count ? paragraphs[index].range.lowerBound : text.scalars.count
        readAnnexes(from: index, all)
        if let cut = trailingSignature() { bodyEnd = cut }
    }

    // MARK: - Annexes

    /// The number of the annex that a line of 附件：1.某某表 2.某某表 names; nil for any other line.
    private static func annexList(_ slice: TextSlice, after last: Int?) -> Int? {
        if slice.hasAnyPrefix(["附件:", "附:"]) != nil, EndMatter.isAnnexLabel(slice) {
            let names = slice[((slice.place(of: ":") ?? slice.startIndex) + 1)...].trimmed
            return HeadingMark.parse(names, at: names.startIndex)?.ordinal
        }
        guard let last, slice.count < 80, !slice.contains("。"),
            let mark = HeadingMark.parse(slice, at: slice.startIndex),
            mark.kind == .digit, mark.ordinal == last + 1
        else { return nil }
        return mark.ordinal
    }

    /// Below the signature of a covering notice with items of its own stands the document that it sends.
    private func documentBelowCover(at index: Int, _ all: Marks) -> (AnnexDocument, next: Int)? {
        guard annexes.isEmpty, index > 0, (max(0, index - 2)..<index).contains(where: endsCover),
            let first = all[index...].first(where: { !$0.marks.isEmpty })?.paragraph, first > index, first < index + 12,
            (index..<first).allSatisfy({ !endsAnnex($0) }), let title = title(index..<first)
        else { return nil }
        var stop = first
        while stop < text.paragraphs.count, !endsAnnex(stop) { stop += 1 }
        let marks = Array(all[first..<stop])
        guard marks.reduce(0, { $0 + $1.marks.count }) >= 2 else { return nil }
        let end = stop < text.paragraphs.count ? text.paragraphs[stop].range.lowerBound : text.scalars.count
        let front = (index..<first).map { text.paragraphs[$0].range }.filter { $0.lowerBound >= title.upperBound }
        return (AnnexDocument(number: nil, title: title, front: front, marks: marks, end: end), stop)
    }

    /// The day of a signature, or the note on publication below it.
    private func endsCover(_ index: Int) -> Bool {
        let slice = text.slice(text.paragraphs[index].range)
        return FrontDates.wholeLine(slice) != nil || EndMatter.isPublication(slice)
    }

    private mutating func readAnnexes(from start: Int, _ all: Marks) {
        var index = start
        while index < text.paragraphs.count {
            if let (annex, next) = annexDocument(at: index, all) ?? documentBelowCover(at: index, all) {
                annexes.append(annex)
                index = next
            } else {
                rest.append(index)
                index += 1
            }
        }
    }

    /// 附件2 alone on a line, or before the title of what follows.
    static func annexNumber(_ slice: TextSlice) -> Int? {
        let slice = slice.trimmed
        guard slice.hasAnyPrefix(["附件", "附录"]) != nil, slice.count < 60 else { return nil }
        var index = slice.startIndex + 2
        while index < slice.endIndex, slice[index] == " " { index += 1 }
        guard let (value, end) = ChineseNumeral.parseAny(slice, at: index), value > 0, value < 40 else {
            return index == slice.endIndex || slice[index...].trimmed(of: ":").isEmpty ? 1 : nil
        }
        return slice[end...].trimmed(of: ":").isEmpty ? value : nil
    }

    private func annexDocument(at index: Int, _ all: Marks) -> (AnnexDocument, next: Int)? {
        guard !text.paragraphs[index].isRow,
            let number = DocumentParts.annexNumber(text.slice(text.paragraphs[index].range))
        else { return nil }
        var stop = index + 1
        while stop < text.paragraphs.count, !endsAnnex(stop) { stop += 1 }
        let first = all[(index + 1)..<stop].first { !$0.marks.isEmpty }?.paragraph
        guard let first, first > index + 1, let title = title(index + 1..<first) else { return nil }
        let marks = Array(all[first..<stop])
        let found = marks.flatMap(\.marks)
        guard let outer = found.map(\.rank).min(), found.count(where: { $0.rank == outer }) >= 2 else { return nil }
        let end = stop < text.paragraphs.count ? text.paragraphs[stop].range.lowerBound : text.scalars.count
        let front = (index + 1..<first).map { text.paragraphs[$0].range }.filter { $0.lowerBound > title.upperBound }
        return (AnnexDocument(number: number, title: title, front: front, marks: marks, end: end), stop)
    }

    private func endsAnnex(_ index: Int) -> Bool {
        let paragraph = text.paragraphs[index]
        guard !paragraph.isRow else { return false }
        let slice = text.slice(paragraph.range)
        return DocumentParts.annexNumber(slice) != nil || EndMatter.isCopies(slice) || EndMatter.isPrinting(slice)
            || EndMatter.isPublication(slice)
    }

    /// The name of a document over the first heading; forms and lists of names are none.
    private func title(_ paragraphs: Range<Int>) -> Range<Int>? {
        guard let first = paragraphs.first, !text.paragraphs[first].isRow else { return nil }
        var range = text.paragraphs[first].range
        if let next = paragraphs.dropFirst().first, !FrontMatter.namesDocument(text.slice(range)),
            !text.paragraphs[next].isRow
        {
            range = range.lowerBound..<text.paragraphs[next].range.upperBound
        }
        return range.count <= 90 && FrontMatter.namesDocument(text.slice(range)) ? range : nil
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
