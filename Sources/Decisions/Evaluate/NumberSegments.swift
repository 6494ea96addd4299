import FEEL

/// Which rows of a table a number can fire, by the stretches between the ends of their intervals: an end is a stretch of
/// its own, and so is what lies between two.
struct NumberSegments: Sendable {
    /// How many entries a row may take on average; where intervals overlap much, an index is no help.
    private static let most = 16

    private let ends: [Number]
    /// For each stretch the rows whose intervals cover it, in ascending order.
    private let rows: [[Int32]]

    /// Gathers rows in ascending order; nil when there are none or they overlap too much.
    init?(_ intervals: [(row: Int32, interval: NumberInterval)]) {
        if intervals.isEmpty { return nil }
        let all = intervals.flatMap { [$0.interval.low, $0.interval.high].compactMap { $0 } }.sorted()
        var ends: [Number] = []
        for end in all where ends.last != end { ends.append(end) }
        let stretches = intervals.map { Self.stretches($0.interval, ends) }
        guard stretches.reduce(0, { $0 + $1.count }) <= Self.most * intervals.count else { return nil }
        var rows: [[Int32]] = Array(repeating: [], count: 2 * ends.count + 1)
        for (entry, covered) in zip(intervals, stretches) {
            for stretch in covered where rows[stretch].last != entry.row { rows[stretch].append(entry.row) }
        }
        self.ends = ends
        self.rows = rows
    }

    /// The rows whose intervals a number lies in.
    func rows(of number: Number) -> [Int32] { rows[Self.stretch(of: number, ends)] }

    private static func stretches(_ interval: NumberInterval, _ ends: [Number]) -> Range<Int> {
        let first = interval.low.map { stretch(of: $0, ends) + (interval.includesLow ? 0 : 1) } ?? 0
        let last = interval.high.map { stretch(of: $0, ends) - (interval.includesHigh ? 0 : 1) } ?? 2 * ends.count
        return first..<max(first, last + 1)
    }

    /// Before the first end 0, at it 1, behind it 2 …
    private static func stretch(of number: Number, _ ends: [Number]) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < ends.count && ends[low] == number ? 2 * low + 1 : 2 * low
    }
}
