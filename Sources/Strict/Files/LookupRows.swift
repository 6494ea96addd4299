import FEEL

/// The rows of a table that rows point at, by key, those in force on the day alone.
final class LookupRows {
    private var byKey: [Int64: Int32] = [:]
    private let count: Int
    /// The rows in force.
    let inForce: Set<Int>
    /// Whether some row points at nothing.
    private(set) var misses = false

    /// `columns` are the keys, then the first and last days where the lookup has them.
    init(_ lookup: BatchDescription.Lookup, _ columns: [Column]) throws(BatchFault) {
        count = columns[0].count
        var day: Int64?
        if lookup.from != nil || lookup.to != nil {
            guard let text = lookup.on, let date = CivilDate(text) else {
                throw BatchFault("“\(lookup.file)”的行有起止日期，请写明按哪一天（on，如 2024-12-31）")
            }
            day = Int64(date.dayNumber)
        }
        var rows: Set<Int> = []
        for row in 0..<count {
            var place = 1
            if let day {
                if lookup.from != nil {
                    if columns[place][row] > day { continue }
                    place += 1
                }
                if lookup.to != nil, columns[place][row] != .min, columns[place][row] < day { continue }
            }
            guard byKey.updateValue(Int32(row), forKey: columns[0][row]) == nil else {
                throw BatchFault("“\(lookup.file)”中“\(columns[0][row])”同一天有两行，请只留一行")
            }
            rows.insert(row)
        }
        inForce = rows
    }

    /// For each key the place of its row; the place after the last for none.
    func places(of keys: Column) -> Column {
        let result = Column(count: keys.count, width: 4)
        let target = result.pointer(Int32.self)
        let (low, high) = (byKey.keys.min() ?? 0, byKey.keys.max() ?? -1)
        let isDense = !byKey.isEmpty && high - low < 1_000_000
        var dense: [Int32] = []
        if isDense {
            dense = Array(repeating: Int32(count), count: Int(high - low) + 1)
            for (key, row) in byKey { dense[Int(key - low)] = row }
        }
        for index in 0..<keys.count {
            let key = keys[index]
            let row =
                if isDense, key >= low, key <= high { dense[Int(key - low)] } else { byKey[key] ?? Int32(count) }
            target[index] = row
            if row == Int32(count) { misses = true }
        }
        return result
    }
}
