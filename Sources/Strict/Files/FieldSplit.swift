/// Takes the wanted fields of lines apart into columns; one thread's.
final class FieldSplit: @unchecked Sendable {
    // Unchecked: one thread fills it; afterwards it is only read.

    /// A field that is wanted: plain values, so that a field costs no reference counting.
    private struct Step {
        let column: Int
        let form: Form
        let width: Int
        let bounds: ClosedRange<Int64>
        var memory: UnsafeMutableRawPointer
    }

    /// What can be read without more ado.
    private enum Form {
        case whole, boolean, other

        init(_ kind: FieldReading.Kind) {
            switch kind {
            case .number(scale: 0): self = .whole
            case .boolean: self = .boolean
            default: self = .other
            }
        }
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
                    column: reading.column, form: Form(reading.kind), width: reading.width, bounds: reading.bounds,
                    memory: memory))
        }
    }

    deinit {
        for step in steps { step.memory.deallocate() }
        steps.deallocate()
    }

    /// Takes a line apart, behind which `EightBytes.margin` bytes have to be readable.
    func line(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if count == capacity { grow() }
        let row = count
        count = row + 1
        // Where the field starts that was looked at last, and where the one behind it does, if that is known.
        var (column, start, next) = (0, 0, -1)
        for index in 0..<steps.count {
            while column < steps[index].column {
                start = next >= 0 ? next : Self.end(of: start, bytes, length) + 1
                next = -1
                column += 1
            }
            let value: Int64
            if let (quick, end) = Self.value(steps[index].form, start, bytes, length) {
                value = min(max(quick, steps[index].bounds.lowerBound), steps[index].bounds.upperBound)
                next = end + 1
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
        if start >= length { return start }
        var end = start
        if bytes[start] == UInt8(ascii: "\"") {
            end += 1
            while end < length, bytes[end] != UInt8(ascii: "\"") { end += 1 }
        }
        while end < length {
            let place = EightBytes(at: bytes + end).comma
            end += place
            if place < 8 { break }
        }
        return min(end, length)
    }

    /// The value of a field as most are written and where it ends; nil for any other.
    @inline(__always)
    private static func value(
        _ form: Form, _ start: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int
    ) -> (Int64, end: Int)? {
        guard start < length else { return nil }
        let found: (value: Int64, end: Int)?
        switch form {
        case .whole: found = whole(start, bytes, length)
        case .boolean:
            let eight = EightBytes(at: bytes + start)
            found = eight.startsWithTrue ? (1, start + 4) : eight.startsWithFalse ? (0, start + 5) : nil
        case .other: found = nil
        }
        guard let found, found.end == length || (found.end < length && bytes[found.end] == UInt8(ascii: ",")) else {
            return nil
        }
        return found
    }

    /// The digits that a field begins with, at most 18.
    @inline(__always)
    private static func whole(_ start: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> (value: Int64, end: Int)? {
        var value: Int64 = 0
        var place = start
        while true {
            let eight = EightBytes(at: bytes + place)
            let count = min(eight.digitCount, length - place)
            if count == 0 { break }
            value = value &* power(count) &+ eight.number(digits: count)
            place += count
            if count < 8 { break }
        }
        return place > start && place - start <= 18 ? (value, place) : nil
    }

    /// 10 to a power from 1 to 8.
    @inline(__always)
    private static func power(_ exponent: Int) -> Int64 {
        switch exponent {
        case 1: 10
        case 2: 100
        case 3: 1_000
        case 4: 10_000
        case 5: 100_000
        case 6: 1_000_000
        case 7: 10_000_000
        default: 100_000_000
        }
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
