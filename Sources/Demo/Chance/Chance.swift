/// A source of numbers that look random and are the same in every run with the same seed (SplitMix64). The standard
/// library does not promise the same choices from version to version, so the choosing is done here too.
struct Chance {
    private var state: UInt64

    /// The numbers of one stream of a seed: streams do not disturb each other.
    init(seed: UInt64, stream: UInt64) {
        state = seed &+ stream &* 0xD1B5_4A32_D192_ED03
        _ = next()
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of the range, all equally likely.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        // The bias over so few values is far below one in a billion.
        return range.lowerBound + Int(next() % width)
    }

    /// Whether something holds that does so in this many of a thousand cases.
    mutating func holds(_ permille: Int) -> Bool {
        int(0...999) < permille
    }

    /// One of a list that is not empty, all equally likely.
    mutating func pick<Item>(_ list: [Item]) -> Item {
        list[int(0...list.count - 1)]
    }

    /// Some of a list, in its order, without repeating any.
    mutating func some<Item>(_ count: Int, of list: [Item]) -> [Item] {
        var left = min(count, list.count)
        var chosen: [Item] = []
        for (index, item) in list.enumerated() where left > 0 {
            if int(1...list.count - index) <= left {
                chosen.append(item)
                left -= 1
            }
        }
        return chosen
    }
}

extension Array {
    /// The list with its places exchanged at random.
    func shuffledOnce(_ chance: inout Chance) -> [Element] {
        var list = self
        for index in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(index, chance.int(0...index)) }
        return list
    }
}
