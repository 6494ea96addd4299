/// A paragraph put together from one or more source lines.
struct RepairedParagraph {
    var scalars: [Unicode.Scalar]
    var origins: [Int32]
    var lineMarks: [(offset: Int, line: Int)]
    var cells: [Range<Int>] = []
    var isMarkedHeading = false
    var followsGap = false
    /// Whether running text has ended a sentence, or gone on after a comma, or kept a wide gap.
    private(set) var hasStop = false
    private(set) var hasComma = false
    private(set) var hasGap = false

    init(_ line: SourceLine) {
        scalars = line.scalars
        origins = line.origins
        lineMarks = [(0, line.number)]
        isMarkedHeading = line.isMarkedHeading
        note(line.folded)
    }

    /// The end of the paragraph in folded form, enough to see what is still open.
    var tail: TextSlice { TextSlice(scalars.suffix(400).map(HanFolding.fold)) }

    var folded: TextSlice { TextSlice(scalars.prefix(400).map(HanFolding.fold)) }

    mutating func append(_ line: SourceLine) {
        lineMarks.append((scalars.count, line.number))
        note(line.folded)
        scalars.append(contentsOf: line.scalars)
        origins.append(contentsOf: line.origins)
    }

    private mutating func note(_ text: TextSlice) {
        hasStop = hasStop || text.containsAny(["。", ";"])
        hasComma = hasComma || text.contains(",")
        hasGap = hasGap || text.contains("  ")
    }
}
