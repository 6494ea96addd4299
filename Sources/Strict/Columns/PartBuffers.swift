/// Child rows dealt to parts by one thread: for each row the key and its contributions, side by side.
final class PartBuffers: @unchecked Sendable {
    // Unchecked: one thread fills it; afterwards it is only read.

    private let width: Int
    private var memory: [UnsafeMutablePointer<Int64>]
    private var used: [Int]
    private var capacity: [Int]

    init(width: Int, expected: Int) {
        self.width = width
        let first = max(1024, expected + expected / 8) * width
        memory = (0..<GroupTable.parts).map { _ in .allocate(capacity: first) }
        used = Array(repeating: 0, count: GroupTable.parts)
        capacity = Array(repeating: first, count: GroupTable.parts)
    }

    deinit { for buffer in memory { buffer.deallocate() } }

    func rows(_ part: Int) -> UnsafeBufferPointer<Int64> {
        UnsafeBufferPointer(start: memory[part], count: used[part])
    }

    /// Deals a block; rows for which `filter` is 0 are left out.
    func add(
        _ keys: UnsafePointer<Int64>, _ values: [UnsafeMutablePointer<Int64>], _ filter: UnsafeMutablePointer<Int64>?,
        _ count: Int
    ) {
        for part in 0..<GroupTable.parts where used[part] + count * width > capacity[part] { grow(part) }
        let width = width
        memory.withUnsafeMutableBufferPointer { memory in
            used.withUnsafeMutableBufferPointer { used in
                if values.count == 1 {
                    let value = values[0]
                    for index in 0..<count {
                        let key = keys[index]
                        let part = GroupTable.part(GroupTable.hash(key))
                        let row = memory[part] + used[part]
                        row[0] = key
                        row[1] = value[index]
                        let counts = Int(truncatingIfNeeded: filter?[index] ?? 1)
                        used[part] &+= key == GroupTable.emptyKey ? 0 : 2 &* counts
                    }
                    return
                }
                for index in 0..<count {
                    let part = GroupTable.part(GroupTable.hash(keys[index]))
                    let row = memory[part] + used[part]
                    row[0] = keys[index]
                    for (place, value) in values.enumerated() { row[place + 1] = value[index] }
                    // Written in any case; kept by moving on, which needs no branch. A row without a key counts nowhere.
                    let counts = Int(filter?[index] ?? 1) & (keys[index] == GroupTable.emptyKey ? 0 : 1)
                    used[part] &+= width &* counts
                }
            }
        }
    }

    private func grow(_ part: Int) {
        let larger = UnsafeMutablePointer<Int64>.allocate(capacity: capacity[part] * 2)
        larger.update(from: memory[part], count: used[part])
        memory[part].deallocate()
        memory[part] = larger
        capacity[part] *= 2
    }
}
