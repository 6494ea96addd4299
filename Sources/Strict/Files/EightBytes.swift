/// Eight bytes of text, looked at at once. What lies behind the text has to be readable memory, whatever stands there.
struct EightBytes {
    /// How many bytes have to be readable behind a text.
    static let margin = 8

    /// The first byte lowest.
    private let bits: UInt64

    @inline(__always)
    init(at bytes: UnsafePointer<UInt8>) {
        bits = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// How many digits it begins with.
    @inline(__always)
    var digitCount: Int {
        // A digit's byte without its 0x30 is below 10, so adding 0x76 leaves the top bit clear; what carries over from a
        // byte that is none only touches bytes behind it.
        let values = bits ^ 0x3030_3030_3030_3030
        let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
        return others == 0 ? 8 : others.trailingZeroBitCount / 8
    }

    /// The number that the first digits write; there are 1 to 8.
    @inline(__always)
    func number(digits count: Int) -> Int64 {
        // Zeros before it, then pairs, fours and eights of digits are joined.
        var value = (bits & 0x0F0F_0F0F_0F0F_0F0F) &<< UInt64(64 - 8 * count)
        value = (value &* 2561) &>> 8
        value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
        value = ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
        return Int64(truncatingIfNeeded: value)
    }

    /// The place of the first comma; 8 for none.
    @inline(__always)
    var comma: Int {
        let differences = bits ^ 0x2C2C_2C2C_2C2C_2C2C
        let zeros = (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080
        return zeros == 0 ? 8 : zeros.trailingZeroBitCount / 8
    }

    @inline(__always)
    var startsWithTrue: Bool { bits & 0xFFFF_FFFF == 0x6575_7274 }

    @inline(__always)
    var startsWithFalse: Bool { bits & 0xFF_FFFF_FFFF == 0x65_736C_6166 }
}
