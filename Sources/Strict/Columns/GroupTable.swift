/// What was gathered of child rows, by the key of the row they belong to: open addressing, each entry a key and its
/// accumulators side by side, in parts that each fit the cache.
final class GroupTable: @unchecked Sendable {
    // Unchecked: each part is written by one thread; all are only read afterwards.

    static let partBits: UInt64 = 4
    static let parts = 1 << Int(partBits)
    /// Stands for an empty entry, and so is no key.
    static let emptyKey = Int64.min

    struct Part: @unchecked Sendable {
        // Unchecked: handed from the thread that made it to the one that fills it.
        var entries: UnsafeMutablePointer<Int64>
        var capacity: Int
        var count = 0
    }

    /// Numbers of an entry: the key and the accumulators.
    let stride: Int
    /// What a key has that no child row names: the key, then what the accumulators start from.
    let start: UnsafeMutablePointer<Int64>
    private(set) var partition: [Part]
    /// A bit for each key's hash: most keys without child rows are told by it, from the nearest cache.
    private var seen: UnsafeMutablePointer<UInt64>
    private var seenMask: UInt64 = 63

    init(starts: [Int64], expected: Int) {
        stride = starts.count + 1
        start = .allocate(capacity: stride)
        start[0] = Self.emptyKey
        for (index, value) in starts.enumerated() { start[index + 1] = value }
        var capacity = 64
        while capacity < expected / Self.parts / 4, capacity < 1 << 15 { capacity *= 2 }
        seen = .allocate(capacity: 1)
        seen[0] = 0
        partition = []
        for _ in 0..<Self.parts {
            partition.append(Part(entries: Self.empty(capacity, stride, start), capacity: capacity))
        }
    }

    deinit {
        for part in partition { part.entries.deallocate() }
        start.deallocate()
        seen.deallocate()
    }

    /// Takes the parts over when they are filled.
    func finish(_ filled: [Part]) {
        partition = filled
        let keys = filled.reduce(0) { $0 + $1.count }
        var bits = 64
        while bits < keys * 8 { bits *= 2 }
        seen.deallocate()
        seen = .allocate(capacity: bits / 64)
        seen.initialize(repeating: 0, count: bits / 64)
        seenMask = UInt64(bits - 1)
        for part in filled {
            for index in 0..<part.capacity {
                let key = part.entries[index * stride]
                guard key != Self.emptyKey else { continue }
                let bit = (Self.hash(key) &>> 20) & seenMask
                seen[Int(bit &>> 6)] |= 1 &<< (bit & 63)
            }
        }
    }

    private static func empty(
        _ capacity: Int, _ stride: Int, _ start: UnsafeMutablePointer<Int64>
    ) -> UnsafeMutablePointer<Int64> {
        let entries = UnsafeMutablePointer<Int64>.allocate(capacity: capacity * stride)
        for index in 0..<capacity { (entries + index * stride).update(from: start, count: stride) }
        return entries
    }

    /// Spreads keys that lie close together or far apart evenly (Fibonacci hashing).
    @inline(__always)
    static func hash(_ key: Int64) -> UInt64 {
        let mixed = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed &>> 32)
    }

    @inline(__always)
    static func part(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> (64 - partBits)) }

    /// The entry of a key in a part, which is made when it is not there.
    @inline(__always)
    static func entry(_ part: inout Part, _ stride: Int, _ start: UnsafeMutablePointer<Int64>, _ key: Int64)
        -> UnsafeMutablePointer<Int64>
    {
        let mask = part.capacity - 1
        var place = Int(truncatingIfNeeded: hash(key)) & mask
        while true {
            let entry = part.entries + place * stride
            if entry[0] == key { return entry }
            if entry[0] == emptyKey {
                if part.count * 2 >= part.capacity {
                    grow(&part, stride, start)
                    return Self.entry(&part, stride, start, key)
                }
                part.count += 1
                entry[0] = key
                return entry
            }
            place = (place + 1) & mask
        }
    }

    private static func grow(_ part: inout Part, _ stride: Int, _ start: UnsafeMutablePointer<Int64>) {
        var larger = Part(entries: empty(part.capacity * 4, stride, start), capacity: part.capacity * 4)
        for index in 0..<part.capacity {
            let old = part.entries + index * stride
            guard old[0] != emptyKey else { continue }
            entry(&larger, stride, start, old[0]).update(from: old, count: stride)
        }
        part.entries.deallocate()
        part = larger
    }

    /// Finds the entries of a block of keys; a key that is not there gets the start.
    func find(
        _ keys: UnsafePointer<Int64>, _ count: Int, into found: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
    ) {
        let (start, seen, seenMask, stride) = (start, seen, seenMask, stride)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { space in
            guard let likely = space.baseAddress else { return }
            var likelyCount = 0
            for index in 0..<count {
                found[index] = start
                let bit = (Self.hash(keys[index]) &>> 20) & seenMask
                likely[likelyCount] = index
                likelyCount &+= Int(truncatingIfNeeded: (seen[Int(bit &>> 6)] &>> (bit & 63)) & 1)
            }
            partition.withUnsafeBufferPointer { parts in
                for place in 0..<likelyCount {
                    let key = keys[likely[place]]
                    let hash = Self.hash(key)
                    let part = parts[Self.part(hash)]
                    let mask = part.capacity - 1
                    var slot = Int(truncatingIfNeeded: hash) & mask
                    var entry = part.entries + slot * stride
                    while entry[0] != key, entry[0] != Self.emptyKey {
                        slot = (slot + 1) & mask
                        entry = part.entries + slot * stride
                    }
                    if entry[0] == key, key != Self.emptyKey { found[likely[place]] = entry }
                }
            }
        }
    }
}
