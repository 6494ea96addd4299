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
    var partition: [Part]

    init(starts: [Int64], expected: Int) {
        stride = starts.count + 1
        start = .allocate(capacity: stride)
        start[0] = Self.emptyKey
        for (index, value) in starts.enumerated() { start[index + 1] = value }
        var capacity = 64
        while capacity < expected / Self.parts / 4, capacity < 1 << 14 { capacity *= 2 }
        partition = []
        for _ in 0..<Self.parts {
            partition.append(Part(entries: Self.empty(capacity, stride, start), capacity: capacity))
        }
    }

    deinit {
        for part in partition { part.entries.deallocate() }
        start.deallocate()
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
        partition.withUnsafeBufferPointer { parts in
            for index in 0..<count {
                let key = keys[index]
                let hash = Self.hash(key)
                let part = parts[Self.part(hash)]
                let mask = part.capacity - 1
                var place = Int(truncatingIfNeeded: hash) & mask
                var entry = part.entries + place * stride
                while entry[0] != key, entry[0] != Self.emptyKey {
                    place = (place + 1) & mask
                    entry = part.entries + place * stride
                }
                found[index] = entry[0] == key && key != Self.emptyKey ? entry : start
            }
        }
    }
}
