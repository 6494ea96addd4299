import FEEL

/// Finds the rows of a large table that can fire at all: by column, the rows whose cell names a value, and those whose
/// cell says something else. The column that leaves the fewest decides; the rest is tested row by row.
struct TableIndex: Sendable {
    /// From how many rows on it pays.
    static let least = 8

    private enum Key: Hashable, Sendable {
        case number(Number)
        case string(String)
        case boolean(Bool)
        case date(CivilDate)

        init?(_ value: Value) {
            switch value {
            case .number(let number): self = .number(number)
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
            for (row, content) in rows.enumerated() where position < content.cells.count {
                if let keys = Self.keys(content.cells[position]) {
                    for key in keys { column.byValue[key, default: []].append(Int32(row)) }
                } else {
                    column.others.append(Int32(row))
                }
            }
            // A column of which most rows have to be tested anyway does not help.
            return column.others.count * 2 > rows.count ? nil : column
        }
    }

    /// The values that a cell names; nil where it says something else.
    private static func keys(_ cell: Cell) -> Set<Key>? {
        guard case .oneOf(let tests) = cell else { return nil }
        var keys: Set<Key> = []
        for test in tests {
            guard case .value(let value) = test, let key = Key(value) else { return nil }
            keys.insert(key)
        }
        return keys
    }

    /// The rows to test in ascending order; nil for all.
    func candidates(_ values: [Value]) -> [Int32]? {
        var best: (named: [Int32], others: [Int32])?
        for column in columns {
            guard let key = Key(values[column.position]) else { continue }
            let named = column.byValue[key] ?? []
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
