/// Takes the wanted fields of lines apart into columns; one thread's.
final class FieldSplit: @unchecked Sendable {
    // Unchecked: one thread fills it; afterwards it is only read.

    /// A field that is wanted: plain values, so that a field costs no reference counting.
    private struct Step {
        let column: Int
        let isWhole: Bool
        let width: Int
        let bounds: ClosedRange<Int64>
        var memory: UnsafeMutableRawPointer
    }

    private let readings: [FieldReading]
    /// For each step the place of its reading.
    private let order: [Int]
    private let steps: UnsafeMutableBufferPointer<Step>
    private var capacity: Int
    private(set) var count = 0

    init(_ readings: [FieldReading], capacity: Int) {
        self.readings = readings
        self.capacity = max(capacity, 16)
        order = readings.indices.sorted { readings[$0].column < readings[$1].column }
        steps = .allocate(capacity: readings.count)
        for (index, place) in order.enumerated() {
            let reading = readings[place]
            let memory = UnsafeMutableRawPointer.allocate(byteCount: self.capacity * reading.width, alignment: 64)
            steps.initializeElement(
                at: index,
                to: Step(
                    column: reading.column, isWhole: reading.isWhole, width: reading.width, bounds: reading.bounds,
                    memory: memory))
        }
    }

    deinit {
        for step in steps { step.memory.deallocate() }
        steps.deallocate()
    }

    func line(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if count == capacity { grow() }
        let row = count
        count = row + 1
        var (column, start) = (0, 0)
        for index in 0..<steps.count {
            while column < steps[index].column {
                start = Self.end(of: start, bytes, length) + 1
                column += 1
            }
            let value: Int64
            if steps[index].isWhole, let whole = Self.whole(start, bytes, length) {
                value = min(max(whole, steps[index].bounds.lowerBound), steps[index].bounds.upperBound)
            } else {
                value = read(index, start, bytes, length)
            }
            let memory = steps[index].memory
            switch steps[index].width {
            case 1: memory.assumingMemoryBound(to: Int8.self)[row] = Int8(truncatingIfNeeded: value)
            case 2: memory.assumingMemoryBound(to: Int16.self)[row] = Int16(truncatingIfNeeded: value)
            case 4: memory.assumingMemoryBound(to: Int32.self)[row] = Int32(truncatingIfNeeded: value)
            default: memory.assumingMemoryBound(to: Int64.self)[row] = value
            }
        }
    }

    /// Where a field that starts here ends.
    @inline(__always)
    private static func end(of start: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
        var end = start
        if start < length, bytes[start] == UInt8(ascii: "\"") {
            end += 1
            while end < length, bytes[end] != UInt8(ascii: "\"") { end += 1 }
        }
        while end < length, bytes[end] != UInt8(ascii: ",") { end += 1 }
        return end
    }

    /// A field of digits alone, at most 18; nil for any other.
    @inline(__always)
    private static func whole(_ start: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
        var value: Int64 = 0
        var place = start
        while place < length {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit > 9 { break }
            value = value &* 10 &+ Int64(digit)
            place += 1
        }
        let digits = place - start
        guard digits > 0, digits <= 18, place == length || bytes[place] == UInt8(ascii: ",") else { return nil }
        return value
    }

    private func read(_ index: Int, _ start: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
        var (from, to) = (min(start, length), Self.end(of: start, bytes, length))
        to = max(from, min(to, length))
        if to - from >= 2, bytes[from] == UInt8(ascii: "\""), bytes[to - 1] == UInt8(ascii: "\"") {
            from += 1
            to -= 1
        }
        return readings[order[index]].read(bytes + from, to - from)
    }

    private func grow() {
        for index in steps.indices {
            let width = steps[index].width
            let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2 * width, alignment: 64)
            larger.copyMemory(from: steps[index].memory, byteCount: count * width)
            steps[index].memory.deallocate()
            steps[index].memory = larger
        }
        capacity *= 2
    }

    /// The columns of several threads behind each other, in the order of the readings.
    static func joined(_ parts: [FieldSplit], _ readings: [FieldReading]) -> [Column] {
        let count = parts.reduce(0) { $0 + $1.count }
        return readings.indices.map { reading in
            let column = Column(count: count, width: readings[reading].width)
            var place = 0
            for part in parts {
                guard let step = part.order.firstIndex(of: reading) else { continue }
                let width = part.steps[step].width
                (column.memory + place * width).copyMemory(
                    from: part.steps[step].memory, byteCount: part.count * width)
                place += part.count
            }
            return column
        }
    }
}
