/// Finds the heading among the first rows of a sheet: below titles merged across, in one row or in up to three, with
/// group headings over several columns.
public struct HeaderFinder: Sendable {
    private static let searchedRows = 20
    private static let deepest = 3
    private let score: @Sendable (String) -> Double

    /// A finder that knows headings by a score: 0 for one that it does not know, 1 for one that it surely knows.
    public init(score: @escaping @Sendable (String) -> Double) { self.score = score }

    /// A finder that knows these headings; one that contains a known heading counts for less.
    public init(known titles: Set<String>) {
        let keys = Set(titles.map(HeaderTitle.key)).filter { !$0.isEmpty }
        let long = keys.filter { $0.count >= 2 }
        self.init { title in
            let key = HeaderTitle.key(title)
            if keys.contains(key) { return 1 }
            return key.count <= 20 && long.contains { key.contains($0) } ? 0.5 : 0
        }
    }

    /// Finds the heading of a sheet.
    /// - Throws: `SheetError` when the sheet cannot be read.
    public func find(in source: SheetSource, sheet: Int = 0) throws -> SheetHeader? {
        let rows = try source.firstRows(sheet: sheet, count: Self.searchedRows + 10)
        // Text tables have no merged cells, and looking for them costs a pass over the file.
        let merges = source.format == .csv ? [] : try source.layout(sheet: sheet).merges
        return find(in: rows, merges: merges)
    }

    /// Finds the heading in the first rows of a sheet; nil when none of them looks like one.
    public func find(in rows: [SheetRow], merges: [MergedRange] = []) -> SheetHeader? {
        let grid = HeaderGrid(rows: rows, merges: merges)
        var best: (candidate: Candidate, worth: Double)?
        for start in rows.prefix(Self.searchedRows).indices {
            for depth in 1...Self.deepest where start + depth <= rows.count {
                guard let candidate = candidate(grid, start: start, depth: depth) else { continue }
                let worth = worth(candidate, grid)
                if worth > best?.worth ?? 0 { best = (candidate, worth) }
            }
        }
        return best.map { header(of: $0.candidate, grid) }
    }

    private struct Candidate {
        let start: Int
        let depth: Int
        let columns: [HeaderColumn]
        let known: Double
    }

    private func candidate(_ grid: HeaderGrid, start: Int, depth: Int) -> Candidate? {
        for offset in 0..<depth where !grid.looksLikeHeading(start + offset, below: offset > 0) { return nil }
        if depth == 1, grid.mustGoOn(start) { return nil }
        if depth > 1 {
            for offset in 1..<depth where !grid.continues(start, to: start + offset) { return nil }
        }
        let columns = grid.columns(start..<start + depth).filter { $0.item != AnnotatedWorkbook.problemColumnTitle }
        guard columns.count > 1 || (columns.count == 1 && score(columns[0].title) >= 1) else { return nil }
        let known = columns.reduce(0) { $0 + max(score($1.title), score($1.item)) }
        return Candidate(start: start, depth: depth, columns: columns, known: known)
    }

    /// Known headings decide; among unknown ones the earliest row with about as many headings as there are columns.
    private func worth(_ candidate: Candidate, _ grid: HeaderGrid) -> Double {
        let width = Double(max(grid.width, 1))
        let filled = Double(candidate.columns.count) / width
        let distinct = Double(Set(candidate.columns.map(\.title)).count) / Double(max(candidate.columns.count, 1))
        let hasData = candidate.start + candidate.depth < grid.rows.count ? 0.2 : 0
        return candidate.known * 10 + filled * distinct * 3 + hasData - Double(candidate.start) * 0.05
            + (filled >= 0.5 ? 0.5 : 0)
    }

    private func header(of candidate: Candidate, _ grid: HeaderGrid) -> SheetHeader {
        let last = candidate.start + candidate.depth - 1
        let rows = grid.rows[candidate.start].number...grid.rows[last].number
        let below = grid.rows[(last + 1)...]
        let skipped = below.prefix { grid.isNumbering($0) || grid.isRemark($0, columns: candidate.columns.count) }
        let firstData = below.dropFirst(skipped.count).first?.number ?? (skipped.last?.number ?? rows.upperBound) + 1
        return SheetHeader(
            titleRows: grid.rows[..<candidate.start].map(\.number), rows: rows, firstDataRow: firstData,
            columns: candidate.columns, score: candidate.known)
    }
}
