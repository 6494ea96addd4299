/// The headings of a text in their order and nesting.
struct Outline {
    /// A heading or numbered item and the text up to the next one.
    struct Item {
        let mark: HeadingMark
        /// Stretches of running text below the mark; the first begins after it.
        var pieces: [Range<Int>]
        var parent: Int?
        var children: [Int] = []
        /// Whether it begins a paragraph.
        let opensParagraph: Bool
        let paragraph: Int
        /// The rows of tables that stand below it.
        var rows: [Int] = []

        var place: Range<Int> { mark.start..<max(mark.end, pieces.last?.upperBound ?? mark.end) }
    }

    private(set) var items: [Item] = []
    /// Items whose number does not follow the one before.
    private(set) var gaps: [Int] = []

    var roots: [Int] { items.indices.filter { items[$0].parent == nil } }

    init(text: PlanText, marks: [(paragraph: Int, marks: [HeadingMark])], end: Int) {
        var stack: [Int] = []
        for (paragraph, found) in marks {
            let range = text.paragraphs[paragraph].range.clamped(to: 0..<end)
            let isRow = text.paragraphs[paragraph].isRow
            if isRow {
                if let last = items.indices.last { items[last].rows.append(paragraph) }
                continue
            }
            let first = found.first?.start ?? range.upperBound
            if first > range.lowerBound, let last = items.indices.last {
                items[last].pieces.append(range.lowerBound..<first)
            }
            for (index, mark) in found.enumerated() {
                let stop = index + 1 < found.count ? found[index + 1].start : range.upperBound
                while let top = stack.last, items[top].mark.rank >= mark.rank { stack.removeLast() }
                let number = items.count
                items.append(
                    Item(
                        mark: mark, pieces: mark.end < stop ? [mark.end..<stop] : [], parent: stack.last,
                        opensParagraph: mark.start == range.lowerBound, paragraph: paragraph))
                if let parent = stack.last { items[parent].children.append(number) }
                stack.append(number)
            }
        }
        for siblings in [roots] + items.map(\.children) {
            for (before, after) in zip(siblings, siblings.dropFirst())
            where !follows(items[after].mark, items[before].mark) {
                gaps.append(after)
            }
        }
        gaps.sort()
    }

    private func follows(_ mark: HeadingMark, _ before: HeadingMark) -> Bool {
        before.kind != mark.kind || mark.ordinal == before.ordinal + 1 || mark.ordinal == 1
    }

    /// The way to an item by its numbers, such as 2.1.2.
    func path(_ index: Int) -> String {
        let own = String(items[index].mark.ordinal)
        return items[index].parent.map { path($0) + "." + own } ?? own
    }

    func depth(_ index: Int) -> Int { items[index].parent.map { depth($0) + 1 } ?? 0 }

    func descendants(_ index: Int) -> [Int] {
        items[index].children.flatMap { [$0] + descendants($0) }
    }
}
