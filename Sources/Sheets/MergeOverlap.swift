/// Merged ranges must not overlap: Excel calls such a workbook broken.
enum MergeOverlap {
    /// The ranges in order, without those that overlap an earlier one.
    static func dropped(from ranges: [MergedRange]) -> [MergedRange] {
        var kept: [MergedRange] = []
        var open: [MergedRange] = []
        for range in ranges.sorted(by: { $0.rows.lowerBound < $1.rows.lowerBound }) {
            open.removeAll { $0.rows.upperBound < range.rows.lowerBound }
            guard !open.contains(where: { $0.columns.overlaps(range.columns) }) else { continue }
            open.append(range)
            kept.append(range)
        }
        return kept
    }
}
