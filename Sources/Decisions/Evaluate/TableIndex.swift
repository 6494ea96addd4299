import FEEL

/// Finds the rows of a large table that can fire at all: by column, the rows whose cell names a value or an interval of
/// numbers, and those whose cell says something else. The column that leaves the fewest decides; the rest is tested row by row.
struct TableIndex: Sendable {
    /// From how many rows on it pays.
    static let least = 8

    private enum Key: Hashable, Sendable {
        case string(String)
        case boolean(Bool)
        case date(CivilDate)

        init?(_ value: Value) {
            switch value {
            case .string(let text): self = .string(text)
            case .boolean(let boolean): self = .boolean(boolean)
            case .date(let date): self = .date(date)
            default: return nil
            }
        }
    }

    private struct Column: Sendable {
        /// The place of the column in the table.
        let position: Int
        /// In ascending order.
        var byValue: [Key: [Int32]] = [:]
        /// The rows that ask for numbers.
        var byNumber: NumberSegments?
        /// The rows that have to be tested whatever the value is, in ascending order.
        var others: [Int32] = []
    }

    private let columns: [Column]

    init(_ rows: [TableLogic.Row], columns count: Int) {
        guard rows.count >= Self.least else {
            columns = []
            return
        }
        columns = (0..<count).compactMap { position in
            var column = Column(position: position)
            var intervals: [(row: Int32, interval: NumberInterval)] = []
            for (row, content) in rows.enumerated() where position < content.cells.count {
                let row = Int32(row)
                guard let tests = content.cells[position].alternatives, tests.allSatisfy({ Self.isKnown($0) }) else {
                    column.others.append(row)
                    continue
                }
                intervals += tests.compactMap(Self.interval).map { (row, $0) }
                for key in Set(tests.compactMap(Self.key)) { column.byValue[key, default: []].append(row) }
            }
            if !intervals.isEmpty {
                column.byNumber = NumberSegments(intervals)
                if column.byNumber == nil { return nil }
            }
            // A column of which most rows have to be tested anyway does not help.
            return column.others.count * 2 > rows.count ? nil : column
        }
    }

    private static func isKnown(_ test: UnaryTest) -> Bool { key(test) != nil || interval(test) != nil }

    /// The value that a test names, where it is no number.
    private static func key(_ test: UnaryTest) -> Key? {
        if case .value(let value) = test { return Key(value) }
        return nil
    }

    /// The numbers that a test asks for.
    private static func interval(_ test: UnaryTest) -> NumberInterval? {
        if case .value(.number(let number)) = test { return NumberInterval(number) }
        return test.interval.flatMap { NumberInterval($0) }
    }

    /// The rows to test in ascending order; nil for all.
    func candidates(_ values: [Value]) -> [Int32]? {
        var best: (named: [Int32], others: [Int32])?
        for column in columns {
            let named: [Int32]
            if case .number(let number) = values[column.position] {
                named = column.byNumber?.rows(of: number) ?? []
            } else if let key = Key(values[column.position]) {
                named = column.byValue[key] ?? []
            } else {
                continue
            }
            let count = named.count + column.others.count
            if best.map({ count < $0.named.count + $0.others.count }) ?? true { best = (named, column.others) }
        }
        guard let best else { return nil }
        return best.others.isEmpty ? best.named : Self.merged(best.named, best.others)
    }

    private static func merged(_ left: [Int32], _ right: [Int32]) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(left.count + right.count)
        var (a, b) = (0, 0)
        while a < left.count || b < right.count {
            if b == right.count || (a < left.count && left[a] < right[b]) {
                result.append(left[a])
                a += 1
            } else {
                result.append(right[b])
                b += 1
            }
        }
        return result
    }
}
