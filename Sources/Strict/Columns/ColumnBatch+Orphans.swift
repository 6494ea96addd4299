extension ColumnBatch {
    /// The keys that child rows name and no row has, one for each such child row. They count nowhere, so whoever runs the
    /// batch has to be told.
    public func orphans(of child: ChildBatch) -> [Int64] {
        guard let keys else { return [] }
        let isThere = KeySet(keys)
        var orphans: [Int64] = []
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: BlockRun.size) { block in
            guard let base = block.baseAddress else { return }
            var start = 0
            while start < child.keys.count {
                let count = min(BlockRun.size, child.keys.count - start)
                child.keys.read(start, count, into: base)
                for index in 0..<count where !isThere.contains(base[index]) { orphans.append(base[index]) }
                start += count
            }
        }
        return orphans
    }
}

/// Keys to look up: a bit for each number between the least and the greatest where they lie close, else a hashed set.
private struct KeySet {
    private let low: Int64
    private var bits: [UInt64] = []
    private var set: Set<Int64> = []

    init(_ keys: Column) {
        let extent = keys.extent ?? 0...0
        low = extent.lowerBound
        let (span, overflow) = extent.upperBound.subtractingReportingOverflow(extent.lowerBound)
        guard !overflow, span / 64 <= Int64(keys.count) + 1_024 else {
            set = Set((0..<keys.count).map { keys[$0] })
            return
        }
        bits = Array(repeating: 0, count: Int(span / 64) + 1)
        for index in 0..<keys.count {
            let place = Int(keys[index] - low)
            bits[place / 64] |= 1 << UInt64(place % 64)
        }
    }

    func contains(_ key: Int64) -> Bool {
        if bits.isEmpty { return set.contains(key) }
        let (place, overflow) = key.subtractingReportingOverflow(low)
        guard !overflow, place >= 0, place / 64 < Int64(bits.count) else { return false }
        return bits[Int(place / 64)] >> UInt64(place % 64) & 1 == 1
    }
}
