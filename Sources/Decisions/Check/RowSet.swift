/// A set of rows, as bits.
struct RowSet: Hashable {
    private var words: [UInt64]

    init(count: Int, full: Bool = false) {
        words = Array(repeating: full ? .max : 0, count: (count + 63) / 64)
        if full, count % 64 != 0, let last = words.indices.last { words[last] = (1 << UInt64(count % 64)) - 1 }
    }

    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }
    func contains(_ row: Int) -> Bool { words[row / 64] & (1 << UInt64(row % 64)) != 0 }
    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func intersection(_ other: RowSet) -> RowSet {
        var result = self
        for index in words.indices { result.words[index] &= other.words[index] }
        return result
    }

    /// The rows in ascending order.
    var rows: [Int] {
        words.enumerated().flatMap { place, word in
            (0..<64).compactMap { word & (1 << UInt64($0)) != 0 ? place * 64 + $0 : nil }
        }
    }
}
