import Plans

/// A seed as the reader reads it, with what the clause rows ask of it.
struct ReadSeed {
    let reading: PlanReading
    let source: [String]

    static let files = ["晋江": "jinjiang", "江津": "jiangjin", "珠海": "zhuhai", "海东": "haidong", "信阳": "xinyang"]

    init?(city: String, lexicon: UnitLexicon) {
        guard let file = ReadSeed.files[city], let bytes = ReadingFiles.bytes("../shared/seeds/\(file).txt"),
            let source = try? SourceText.load(fileName: file + ".txt", bytes: bytes)
        else { return nil }
        self.source = source.lines.map(\.text)
        reading = PlanReader.read(source, options: ReaderOptions.all)
    }

    var document: PlanDocument { reading.document }

    /// Whether the place covers the line of the source.
    func covers(_ place: PlanDocument.Place, line: Int) -> Bool {
        place.line <= line && reading.text.line(at: max(place.start, place.end - 1)) >= line
    }

    func measures(at line: Int) -> [PlanDocument.Measure] {
        document.actions.flatMap(\.measures).filter { covers($0.place, line: line) }
    }

    func words(at line: Int) -> String {
        measures(at: line).map(\.text).joined() + (line > 0 && line <= source.count ? source[line - 1] : "")
    }
}
