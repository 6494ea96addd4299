extension ColumnBatch {
    /// The keys that child rows name and no row has, one for each such child row. They count nowhere, so whoever runs the
    /// batch has to be told.
    public func orphans(of child: ChildBatch) -> [Int64] {
        guard let keys else { return [] }
        // Most rows have no child rows, and many child rows one row: the keys that are named are the smaller table.
        var named = NamedKeys()
        Self.forEach(child.keys) { named.insert($0) }
        Self.forEach(keys) { named.strike($0) }
        var orphans: [Int64] = []
        if named.isStruck { return [] }
        Self.forEach(child.keys) { if !named.isStruck($0) { orphans.append($0) } }
        return orphans
    }

    @inline(__always)
    private static func forEach(_ column: Column, _ body: (Int64) -> Void) {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: BlockRun.size) { block in
            guard let base = block.baseAddress else { return }
            var start = 0
            while start < column.count {
                let count = min(BlockRun.size, column.count - start)
                column.read(start, count, into: base)
                for index in 0..<count { body(base[index]) }
                start += count
            }
        }
    }
}

/// Keys by open addressing, each of which can be struck out.
private struct NamedKeys {
    /// Stands for an empty place; the key itself is kept apart.
    private static let empty = Int64.min

    private var places = [Int64](repeating: NamedKeys.empty, count: 1_024)
    private var struck = [Bool](repeating: false, count: 1_024)
    private var count = 0
    private var struckCount = 0
    private var hasEmpty = false
    private var emptyIsStruck = false

    /// Whether all are struck out.
    var isStruck: Bool { struckCount == count && (!hasEmpty || emptyIsStruck) }

    /// The place of a key, or the empty one where it would stand.
    @inline(__always)
    private func place(of key: Int64) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: GroupTable.hash(key)) & mask
        while places[place] != key, places[place] != Self.empty { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    mutating func insert(_ key: Int64) {
        guard key != Self.empty else {
            hasEmpty = true
            return
        }
        let place = place(of: key)
        if places[place] == key { return }
        places[place] = key
        count += 1
        if count * 2 > places.count { grow() }
    }

    private mutating func grow() {
        let old = places
        places = Array(repeating: Self.empty, count: old.count * 4)
        struck = Array(repeating: false, count: old.count * 4)
        for key in old where key != Self.empty { places[place(of: key)] = key }
    }

    /// Strikes a key out, if it is there.
    @inline(__always)
    mutating func strike(_ key: Int64) {
        guard key != Self.empty else {
            emptyIsStruck = true
            return
        }
        let place = place(of: key)
        guard places[place] == key, !struck[place] else { return }
        struck[place] = true
        struckCount += 1
    }

    func isStruck(_ key: Int64) -> Bool { key == Self.empty ? emptyIsStruck : struck[place(of: key)] }
}
