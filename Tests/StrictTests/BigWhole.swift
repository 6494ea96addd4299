/// A whole number of any size, for the reference alone: plain and slow.
struct BigWhole: Comparable {
    private var isNegative: Bool
    /// Digits to the base of 2^32, the lowest first, without zeros at the top.
    private var digits: [UInt32]

    init(_ value: Int128) {
        isNegative = value < 0
        digits = []
        var rest = value.magnitude
        while rest != 0 {
            digits.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
    }

    private init(_ digits: [UInt32], isNegative: Bool) {
        var digits = digits
        while digits.last == 0 { digits.removeLast() }
        self.digits = digits
        self.isNegative = isNegative && !digits.isEmpty
    }

    var isZero: Bool { digits.isEmpty }
    var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }
    var magnitude: BigWhole { BigWhole(digits, isNegative: false) }
    var bitCount: Int { digits.count * 32 }

    /// The number, where it fits.
    var int128: Int128? {
        guard digits.count <= 4 else { return nil }
        let value = digits.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
        guard value < 1 << 127 else { return nil }
        return isNegative ? -Int128(value) : Int128(value)
    }

    private static func order(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
    }

    static func < (a: BigWhole, b: BigWhole) -> Bool {
        if a.sign != b.sign { return a.sign < b.sign }
        return a.isNegative ? order(a.digits, b.digits) > 0 : order(a.digits, b.digits) < 0
    }

    static prefix func - (a: BigWhole) -> BigWhole { BigWhole(a.digits, isNegative: !a.isNegative) }

    static func + (a: BigWhole, b: BigWhole) -> BigWhole {
        if a.isNegative == b.isNegative { return BigWhole(add(a.digits, b.digits), isNegative: a.isNegative) }
        if order(a.digits, b.digits) >= 0 { return BigWhole(take(b.digits, a.digits), isNegative: a.isNegative) }
        return BigWhole(take(a.digits, b.digits), isNegative: b.isNegative)
    }

    static func - (a: BigWhole, b: BigWhole) -> BigWhole { a + -b }

    private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var (result, carry): ([UInt32], UInt64) = ([], 0)
        for index in 0..<max(a.count, b.count) {
            let sum = carry + UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0)
            result.append(UInt32(truncatingIfNeeded: sum))
            carry = sum >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    /// Takes the lesser from the greater.
    private static func take(_ less: [UInt32], _ greater: [UInt32]) -> [UInt32] {
        var (result, borrow): ([UInt32], Int64) = ([], 0)
        for index in greater.indices {
            var rest = Int64(greater[index]) - borrow - Int64(index < less.count ? less[index] : 0)
            borrow = rest < 0 ? 1 : 0
            if rest < 0 { rest += 1 << 32 }
            result.append(UInt32(rest))
        }
        return result
    }

    static func * (a: BigWhole, b: BigWhole) -> BigWhole {
        var result = Array(repeating: UInt32(0), count: a.digits.count + b.digits.count + 1)
        for (i, x) in a.digits.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in b.digits.enumerated() {
                let sum = UInt64(x) * UInt64(y) + UInt64(result[i + j]) + carry
                result[i + j] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            result[i + b.digits.count] = UInt32(carry)
        }
        return BigWhole(result, isNegative: a.isNegative != b.isNegative)
    }

    /// Toward zero, bit by bit; the rest has the sign of the number divided.
    func divided(by other: BigWhole) -> (quotient: BigWhole, rest: BigWhole) {
        if let a = int128, let b = other.int128 {
            let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
            return (BigWhole(quotient), BigWhole(rest))
        }
        var quotient = Array(repeating: UInt32(0), count: digits.count)
        var rest: [UInt32] = []
        for bit in (0..<digits.count * 32).reversed() {
            var carry = digits[bit / 32] >> UInt32(bit % 32) & 1
            for index in rest.indices {
                let next = rest[index] >> 31
                rest[index] = rest[index] << 1 | carry
                carry = next
            }
            if carry != 0 { rest.append(carry) }
            if Self.order(rest, other.digits) >= 0 {
                rest = BigWhole(Self.take(other.digits, rest), isNegative: false).digits
                quotient[bit / 32] |= 1 << UInt32(bit % 32)
            }
        }
        return (
            BigWhole(quotient, isNegative: isNegative != other.isNegative), BigWhole(rest, isNegative: isNegative)
        )
    }
}
