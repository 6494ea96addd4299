/// Lines that a printer repeats at the top or bottom of every page, such as the name of a gazette.
///
/// A line is one when it stands more than once and, but for its first time, always next to the number of a page.
struct RunningHeads {
    private let lines: Set<Int>

    init(_ raw: [ArraySlice<Unicode.Scalar>]) {
        let texts = raw.map { line in
            TextSlice(line.map { HanFolding.fold(HanFolding.mend($0)) }.filter { $0 != " " && $0.value >= 0x20 })
        }
        let filled = texts.indices.filter { !texts[$0].isEmpty }
        var places: [String: [Int]] = [:]
        for (position, index) in filled.enumerated() where (4...60).contains(texts[index].count) {
            guard HeadingMark.parse(texts[index], at: texts[index].startIndex) == nil else { continue }
            places[texts[index].string, default: []].append(position)
        }
        func isNumber(_ position: Int) -> Bool {
            filled.indices.contains(position) && LineCleaner.isPageNumber(texts[filled[position]])
        }
        var lines: Set<Int> = []
        for positions in places.values where positions.count > 1 {
            guard positions.dropFirst().allSatisfy({ isNumber($0 - 1) || isNumber($0 + 1) }) else { continue }
            lines.formUnion(positions.map { filled[$0] })
        }
        self.lines = lines
    }

    /// Whether the line of this index, from 0, is repeated so.
    func contains(_ index: Int) -> Bool { lines.contains(index) }
}
