import Foundation
import Synchronization

/// A column of whole numbers in as many bytes as they need: 1, 2, 4 or 8 each; results that are wider have 16.
///
/// A column is filled by whoever made it and only read once it is handed on.
public final class Column: @unchecked Sendable {
    // Unchecked, because the memory is written before the column is shared, and by threads at places of their own.

    /// How many numbers there are.
    public let count: Int
    /// Bytes a number.
    public let width: Int
    let memory: UnsafeMutableRawPointer
    private let knownExtent = Mutex<ClosedRange<Int64>??>(nil)

    /// A column of zeros.
    public init(count: Int, width: Int) {
        precondition([1, 2, 4, 8, 16].contains(width), "a column has 1, 2, 4, 8 or 16 bytes a number")
        self.count = count
        self.width = width
        // Pages come as zeros from the system, when the threads that fill them first touch them.
        guard let zeros = calloc(max(count, 1), width) else { preconditionFailure("out of memory") }
        memory = zeros
    }

    /// A column of these numbers, in the narrowest width that holds them.
    public convenience init(_ values: some Collection<Int64>) {
        let low = values.min() ?? 0
        self.init(count: values.count, width: Self.width(of: low...max(low, values.max() ?? 0)))
        for (index, value) in values.enumerated() { self[index] = value }
    }

    deinit { free(memory) }

    /// The bytes that numbers between these bounds need.
    public static func width(of bounds: ClosedRange<Int64>) -> Int {
        func fits<Narrow: FixedWidthInteger>(_ type: Narrow.Type) -> Bool {
            bounds.lowerBound >= Int64(Narrow.min) && bounds.upperBound <= Int64(Narrow.max)
        }
        return fits(Int8.self) ? 1 : fits(Int16.self) ? 2 : fits(Int32.self) ? 4 : 8
    }

    func pointer<Item>(_ type: Item.Type) -> UnsafeMutablePointer<Item> { memory.assumingMemoryBound(to: type) }

    /// One number of any width.
    public func wide(_ index: Int) -> Int128 { width == 16 ? pointer(Int128.self)[index] : Int128(self[index]) }

    /// The same numbers in 8 bytes where they fit, as most do whose bounds say that they might not; rows that have no
    /// value do not count.
    func narrowed(_ reasons: Column?) -> Column {
        guard width == 16 else { return self }
        let narrow = Column(count: count, width: 8)
        for row in 0..<count where reasons.map({ $0[row] == 0 }) ?? true {
            guard let number = Int64(exactly: wide(row)) else { return self }
            narrow[row] = number
        }
        return narrow
    }

    /// Puts numbers of 16 bytes down from `start` on.
    func write(wide source: UnsafePointer<Int128>, _ start: Int, _ count: Int) {
        (pointer(Int128.self) + start).update(from: source, count: count)
    }

    /// One number; of a column of 16 bytes its lower half.
    public subscript(index: Int) -> Int64 {
        get {
            switch width {
            case 1: Int64(pointer(Int8.self)[index])
            case 2: Int64(pointer(Int16.self)[index])
            case 4: Int64(pointer(Int32.self)[index])
            case 16: Int64(truncatingIfNeeded: pointer(Int128.self)[index])
            default: pointer(Int64.self)[index]
            }
        }
        set {
            switch width {
            case 1: pointer(Int8.self)[index] = Int8(truncatingIfNeeded: newValue)
            case 2: pointer(Int16.self)[index] = Int16(truncatingIfNeeded: newValue)
            case 4: pointer(Int32.self)[index] = Int32(truncatingIfNeeded: newValue)
            case 16: pointer(Int128.self)[index] = Int128(newValue)
            default: pointer(Int64.self)[index] = newValue
            }
        }
    }

    /// The numbers from `start` on, as 64 bits.
    func read(_ start: Int, _ count: Int, into target: UnsafeMutablePointer<Int64>) {
        switch width {
        case 1: Self.widen(pointer(Int8.self) + start, count, target)
        case 2: Self.widen(pointer(Int16.self) + start, count, target)
        case 4: Self.widen(pointer(Int32.self) + start, count, target)
        default: target.update(from: pointer(Int64.self) + start, count: count)
        }
    }

    /// Puts numbers down from `start` on.
    func write(_ source: UnsafePointer<Int64>, _ start: Int, _ count: Int) {
        switch width {
        case 1: Self.narrow(source, count, pointer(Int8.self) + start)
        case 2: Self.narrow(source, count, pointer(Int16.self) + start)
        case 4: Self.narrow(source, count, pointer(Int32.self) + start)
        default: (pointer(Int64.self) + start).update(from: source, count: count)
        }
    }

    /// The numbers at the places that another column names.
    func gather(
        by places: Column, _ start: Int, _ count: Int, into target: UnsafeMutablePointer<Int64>
    ) {
        let place = places.pointer(Int32.self) + start
        switch width {
        case 1: Self.gather(pointer(Int8.self), place, count, target)
        case 2: Self.gather(pointer(Int16.self), place, count, target)
        case 4: Self.gather(pointer(Int32.self), place, count, target)
        default: Self.gather(pointer(Int64.self), place, count, target)
        }
    }

    @inline(__always)
    private static func widen<Item: FixedWidthInteger>(
        _ source: UnsafeMutablePointer<Item>, _ count: Int, _ target: UnsafeMutablePointer<Int64>
    ) {
        for index in 0..<count { target[index] = Int64(truncatingIfNeeded: source[index]) }
    }

    @inline(__always)
    private static func narrow<Item: FixedWidthInteger>(
        _ source: UnsafePointer<Int64>, _ count: Int, _ target: UnsafeMutablePointer<Item>
    ) {
        for index in 0..<count { target[index] = Item(truncatingIfNeeded: source[index]) }
    }

    @inline(__always)
    private static func gather<Item: FixedWidthInteger>(
        _ source: UnsafeMutablePointer<Item>, _ place: UnsafeMutablePointer<Int32>, _ count: Int,
        _ target: UnsafeMutablePointer<Int64>
    ) {
        for index in 0..<count { target[index] = Int64(truncatingIfNeeded: source[Int(place[index])]) }
    }

    /// The least and the greatest number, found once; nil when there is none, or they are of 16 bytes.
    public var extent: ClosedRange<Int64>? {
        knownExtent.withLock { known in
            if known == nil { known = .some(measured()) }
            return known ?? nil
        }
    }

    private func measured() -> ClosedRange<Int64>? {
        guard count > 0, width < 16 else { return nil }
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: 1024) { block in
            guard let base = block.baseAddress else { return nil }
            var (low, high) = (self[0], self[0])
            var start = 0
            while start < count {
                let size = min(1024, count - start)
                read(start, size, into: base)
                for index in 0..<size {
                    low = min(low, base[index])
                    high = max(high, base[index])
                }
                start += size
            }
            return low...high
        }
    }
}
