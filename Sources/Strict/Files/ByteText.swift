/// Text that is being written into memory that grows; one thread's.
final class ByteText: @unchecked Sendable {
    // Unchecked: one thread fills it; afterwards it is only read.

    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 4096)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Makes room, so that so many bytes can be added without looking.
    @inline(__always)
    func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    /// Begins anew in the same memory.
    func clear() { count = 0 }

    private func grow(_ more: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + more)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = capacity * 2 + more
    }

    @inline(__always)
    func add(_ byte: UInt8) {
        base[count] = byte
        count += 1
    }

    @inline(__always)
    func add(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { text in
            for index in 0..<text.count { base[count + index] = text[index] }
        }
        count += text.count
    }

    /// A number with `scale` decimals, at most 22 bytes.
    @inline(__always)
    func add(_ value: Int64, scale: Int) {
        var rest = value.magnitude
        if value < 0 { add(UInt8(ascii: "-")) }
        var digits = 1
        var power: UInt64 = 10
        while digits < 20, rest >= power {
            digits += 1
            if digits < 20 { power *= 10 }
        }
        digits = max(digits, scale + 1)
        let length = scale > 0 ? digits + 1 : digits
        var place = count + length - 1
        for index in 0..<digits {
            if scale > 0, index == scale {
                base[place] = UInt8(ascii: ".")
                place -= 1
            }
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            base[place] = UInt8(truncatingIfNeeded: digit) + UInt8(ascii: "0")
            place -= 1
            rest = quotient
        }
        count += length
    }
}
