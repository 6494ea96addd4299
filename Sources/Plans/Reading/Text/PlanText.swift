/// The text of a document after repair: the places of everything that was read point into it.
///
/// Places are offsets of Unicode scalars in ``string``. Each leads back to the line of the source it came from.
public struct PlanText: Sendable, Equatable {
    /// A paragraph, or one row of a table.
    public struct Paragraph: Sendable, Equatable {
        /// Where it stands in the text.
        public let range: Range<Int>
        /// The cells of a table row; empty for running text.
        public let cells: [Range<Int>]
        /// Whether the source marked it as a heading.
        public let isMarkedHeading: Bool
        /// Whether an empty line or a page break separates a table row from the row before it.
        let followsGap: Bool

        /// Whether it is a row of a table.
        public var isRow: Bool { !cells.isEmpty }
    }

    /// Paragraphs and table rows in order.
    public let paragraphs: [Paragraph]
    let scalars: [Unicode.Scalar]
    let folded: [Unicode.Scalar]
    private let lineMarks: [LineMark]
    private let origins: [Int32]

    private struct LineMark: Sendable, Equatable {
        let start: Int
        let line: Int
    }

    /// The whole repaired text, paragraphs separated by line feeds.
    public var string: String { text(0..<scalars.count) }

    /// The text between two places; places outside the text are clipped.
    public func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
        return String(view)
    }

    /// The number, from 1, of the source line at a place.
    public func line(at place: Int) -> Int {
        var low = 0
        var high = lineMarks.count
        while low < high {
            let middle = (low + high) / 2
            if lineMarks[middle].start <= place { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 1 : lineMarks[low - 1].line
    }

    /// The offset in scalars of a place in the text as it was given.
    public func origin(of place: Int) -> Int {
        origins.isEmpty ? 0 : Int(origins[min(max(place, 0), origins.count - 1)])
    }

    /// Where the words stand within a stretch of the text.
    func place(of words: String, in range: Range<Int>) -> Range<Int>? {
        slice(range).place(of: TextSlice(words).string).map { $0..<$0 + words.unicodeScalars.count }
    }

    func slice(_ range: Range<Int>) -> TextSlice { folded[range.clamped(to: 0..<folded.count)] }

    func place(_ range: Range<Int>) -> PlanDocument.Place {
        PlanDocument.Place(start: range.lowerBound, end: range.upperBound, line: line(at: range.lowerBound))
    }

    init(_ pieces: [RepairedParagraph]) {
        var scalars: [Unicode.Scalar] = []
        var marks: [LineMark] = []
        var origins: [Int32] = []
        var paragraphs: [Paragraph] = []
        for piece in pieces {
            let start = scalars.count
            for mark in piece.lineMarks { marks.append(LineMark(start: start + mark.offset, line: mark.line)) }
            scalars.append(contentsOf: piece.scalars)
            origins.append(contentsOf: piece.origins)
            paragraphs.append(
                Paragraph(
                    range: start..<scalars.count,
                    cells: piece.cells.map { start + $0.lowerBound..<start + $0.upperBound },
                    isMarkedHeading: piece.isMarkedHeading, followsGap: piece.followsGap))
            scalars.append("\n")
            origins.append(origins.last ?? 0)
        }
        self.scalars = scalars
        self.folded = scalars.map(HanFolding.fold)
        self.lineMarks = marks
        self.origins = origins
        self.paragraphs = paragraphs
    }
}
