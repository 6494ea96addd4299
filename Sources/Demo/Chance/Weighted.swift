/// Things of which some come up more often than others.
struct Weighted<Item: Sendable>: Sendable {
    private let items: [Item]
    private let ends: [Int]

    /// Things with their weights; at least one.
    init(_ pairs: [(Item, Int)]) {
        items = pairs.map(\.0)
        var sum = 0
        ends = pairs.map { pair in
            sum += pair.1
            return sum
        }
    }

    /// One of them.
    func pick(_ chance: inout Chance) -> Item {
        let place = chance.int(0...max(0, (ends.last ?? 1) - 1))
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > place { high = middle } else { low = middle + 1 }
        }
        return items[low]
    }
}
