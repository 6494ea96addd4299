import Foundation

/// A column that is being read, by one thread.
final class GrowingColumn: @unchecked Sendable {
    // Unchecked: one thread fills it; afterwards it is only read.

    private let width: Int
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(width: Int, capacity: Int) {
        self.width = width
        self.capacity = capacity
        memory = .allocate(byteCount: capacity * width, alignment: 64)
    }

    deinit { memory.deallocate() }

    @inline(__always)
    func append(_ value: Int64) {
        if count == capacity { grow() }
        switch width {
        case 1: memory.assumingMemoryBound(to: Int8.self)[count] = Int8(truncatingIfNeeded: value)
        case 2: memory.assumingMemoryBound(to: Int16.self)[count] = Int16(truncatingIfNeeded: value)
        case 4: memory.assumingMemoryBound(to: Int32.self)[count] = Int32(truncatingIfNeeded: value)
        default: memory.assumingMemoryBound(to: Int64.self)[count] = value
        }
        count += 1
    }

    private func grow() {
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2 * width, alignment: 64)
        larger.copyMemory(from: memory, byteCount: count * width)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }

    static func joined(_ parts: [GrowingColumn]) -> Column {
        let column = Column(count: parts.reduce(0) { $0 + $1.count }, width: parts.first?.width ?? 8)
        var place = 0
        for part in parts {
            (column.memory + place * part.width).copyMemory(from: part.memory, byteCount: part.count * part.width)
            place += part.count
        }
        return column
    }
}
