/// A decimal number read from its text without going through binary floating point.
struct DecimalText {
    /// A spreadsheet keeps 15 significant digits; what stands behind them is noise of its binary arithmetic.
    static let spreadsheetDigits = 15

    private var negative = false
    /// The significant digits, 0…9, without zeros at either end.
    private var digits: [UInt8] = []
    /// Where the decimal point stands: the value is 0.digits × 10^point.
    private var point = 0

    /// Reads `-12.50`, `1E-3`, `.5`; nil when it is no number.
    init?(_ text: String) {
        var bytes = text.utf8[...]
        while let last = bytes.last, last == 32 || last == 10 || last == 13 { bytes.removeLast() }
        while let first = bytes.first, first == 32 || first == 10 || first == 13 { bytes.removeFirst() }
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        var sawDigit = false
        var afterPoint = false
        while let byte = bytes.first {
            if byte >= 48, byte <= 57 {
                sawDigit = true
                digits.append(byte - 48)
                if !afterPoint { point += 1 }
            } else if byte == UInt8(ascii: "."), !afterPoint {
                afterPoint = true
            } else {
                break
            }
            bytes.removeFirst()
        }
        guard sawDigit else { return nil }
        if let mark = bytes.first, mark == UInt8(ascii: "E") || mark == UInt8(ascii: "e") {
            bytes.removeFirst()
            guard let exponent = Int(String(decoding: bytes, as: UTF8.self)), abs(exponent) < 1_000 else { return nil }
            point += exponent
        } else if !bytes.isEmpty {
            return nil
        }
        normalise()
    }

    /// How many digits stand before the decimal point.
    var integerDigits: Int { digits.isEmpty ? 0 : max(point, 0) }

    /// How many significant digits there are.
    var significantDigits: Int { digits.count }

    /// Whether the number is whole.
    var isWhole: Bool { digits.count <= point || digits.isEmpty }

    /// The number times a power of ten.
    func shifted(by power: Int) -> DecimalText {
        var copy = self
        if !copy.digits.isEmpty { copy.point += power }
        return copy
    }

    /// The number with at most so many significant digits, half away from zero.
    func rounded(toSignificant count: Int) -> DecimalText {
        guard digits.count > count else { return self }
        var copy = self
        let up = digits[count] >= 5
        copy.digits.removeLast(digits.count - count)
        if up {
            var index = count - 1
            while index >= 0 {
                if copy.digits[index] < 9 {
                    copy.digits[index] += 1
                    break
                }
                copy.digits[index] = 0
                index -= 1
            }
            if index < 0 {
                copy.digits.insert(1, at: 0)
                copy.point += 1
            }
        }
        copy.normalise()
        return copy
    }

    /// The number written out, without exponent, such as `-0.05` or `1200`.
    var text: String {
        guard !digits.isEmpty else { return "0" }
        var bytes: [UInt8] = negative ? [UInt8(ascii: "-")] : []
        if point <= 0 {
            bytes.append(contentsOf: [48, UInt8(ascii: ".")])
            bytes.append(contentsOf: repeatElement(48, count: -point))
            bytes.append(contentsOf: digits.map { $0 + 48 })
        } else {
            for index in 0..<max(point, digits.count) {
                if index == point { bytes.append(UInt8(ascii: ".")) }
                bytes.append(index < digits.count ? digits[index] + 48 : 48)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func normalise() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point = digits.isEmpty ? 0 : point - zeros
        if digits.isEmpty { negative = false }
    }
}
