/// Finds the marks of headings: at the start of paragraphs, and within a text whose line breaks were lost.
struct HeadingScanner {
    let text: PlanText
    private var last: [Int: Int] = [:]
    /// Where items numbered 2 begin, by rank, in the order of the text: what shows that a 1 before them opens a count.
    private let seconds: [Int: [Int]]

    init(text: PlanText) {
        self.text = text
        var seconds: [Int: [Int]] = [:]
        for paragraph in text.paragraphs where !paragraph.isRow {
            for mark in HeadingScanner.possibleMarks(text.slice(paragraph.range)) where mark.ordinal == 2 {
                seconds[mark.rank, default: []].append(mark.start)
            }
        }
        self.seconds = seconds
    }

    /// Begins to count anew, for another document in the same text.
    mutating func restart() { last = [:] }

    /// The marks of a paragraph from the given place on.
    mutating func scan(_ range: Range<Int>) -> [HeadingMark] {
        let slice = text.slice(range)
        var marks: [HeadingMark] = []
        var index = slice.startIndex
        var title = 0
        var sinceMark: Int?
        while index < slice.endIndex {
            let scalar = slice[index]
            if scalar == "《" { title += 1 } else if scalar == "》" { title = max(0, title - 1) }
            if "。;".unicodeScalars.contains(scalar) { sinceMark = nil }
            guard HeadingScanner.mayOpen(scalar), title == 0 || index == slice.startIndex,
                let mark = HeadingMark.parse(slice, at: index)
            else {
                index += 1
                continue
            }
            let isStart = index == slice.startIndex
            var isAccepted = isStart && (!mark.isUncertain || isExpected(mark, strictly: false))
            if !isStart, !mark.isUncertain {
                let boundary = HeadingScanner.isBoundary(slice, index)
                let afterTitle = sinceMark.map { index - $0 <= 40 && isDeeper(mark, than: marks.last) } ?? false
                if boundary || afterTitle { isAccepted = isExpected(mark, strictly: !boundary) }
            }
            if isAccepted {
                marks.append(mark)
                accept(mark)
                sinceMark = mark.end
                index = max(mark.end, index + 1)
            } else {
                index = max(mark.number.upperBound, index + 1)
            }
        }
        return marks
    }

    private static func mayOpen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == "第" || scalar.isASCIIDigit || ChineseNumeral.isNumeral(scalar)
            || (0x2460...0x2473).contains(scalar.value) || (0x3220...0x3229).contains(scalar.value)
    }

    private static func isBoundary(_ slice: TextSlice, _ index: Int) -> Bool {
        var before = index - 1
        while before > slice.startIndex, slice[before] == " " { before -= 1 }
        if before < index - 1 { return true }
        return before >= slice.startIndex && "。;:!?)”]".unicodeScalars.contains(slice[before])
    }

    private func isDeeper(_ mark: HeadingMark, than last: HeadingMark?) -> Bool {
        guard let last else { return false }
        return mark.rank > last.rank && (mark.kind == .hanInBrackets || mark.kind == .article)
    }

    /// Marks that a paragraph may hold, to see whether a count goes on.
    private static func possibleMarks(_ slice: TextSlice) -> [HeadingMark] {
        var marks: [HeadingMark] = []
        var index = slice.startIndex
        while index < slice.endIndex {
            if mayOpen(slice[index]), index == slice.startIndex || isBoundary(slice, index) || slice[index] == "(",
                let mark = HeadingMark.parse(slice, at: index)
            {
                marks.append(mark)
                index = max(mark.number.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return marks
    }

    private func isExpected(_ mark: HeadingMark, strictly: Bool) -> Bool {
        if let before = last[mark.rank], mark.ordinal == before + 1 { return true }
        guard mark.ordinal == 1 else { return false }
        if strictly { return last[mark.rank] == nil || mark.kind == .hanInBrackets }
        return hasSecond(after: mark)
    }

    /// Whether an item numbered 2 of the same style follows, near enough to belong to the count.
    private func hasSecond(after mark: HeadingMark) -> Bool {
        guard let starts = seconds[mark.rank] else { return false }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= mark.start { low = middle + 1 } else { high = middle }
        }
        return low < starts.count && starts[low] - mark.start < 8000
    }

    private mutating func accept(_ mark: HeadingMark) {
        last[mark.rank] = mark.ordinal
        // A heading begins the counts below it anew or lets them run on; both are allowed, so circled ones only restart.
        for rank in last.keys where rank > mark.rank && rank >= HeadingMark.Kind.digitInBrackets.rawValue * 8 {
            last[rank] = nil
        }
    }
}
