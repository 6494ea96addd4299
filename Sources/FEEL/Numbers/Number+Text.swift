extension Number {
    /// Reads `12`, `-3.40`, `.5`, `1.2E-3`. `nil` when the text is anything else or too large.
    public init?(_ text: some StringProtocol) {
        var bytes = Substring(text).utf8[...]
        var negative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        var digits: UInt128 = 0
        var exponent = 0
        var sticky = false
        var seenDigit = false
        var seenPoint = false
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                seenDigit = true
                if digits < PowersOfTen[37] {
                    digits = digits * 10 + UInt128(byte - UInt8(ascii: "0"))
                    if seenPoint { exponent -= 1 }
                } else {
                    if byte != UInt8(ascii: "0") { sticky = true }
                    if !seenPoint { exponent += 1 }
                }
            } else {
                break
            }
            bytes.removeFirst()
        }
        guard seenDigit else { return nil }
        if let byte = bytes.first {
            guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") else { return nil }
            guard let power = Int(Substring(bytes.dropFirst())), power.magnitude < 100_000 else { return nil }
            exponent += power
        }
        self.init(rounding: digits, exponent: exponent, isNegative: negative, sticky: sticky)
    }
}

extension Number: CustomStringConvertible {
    /// Plain digits without an exponent and without trailing zeros in the fraction.
    public var description: String {
        let value = exponent < 0 ? reduced : self
        if value.isZero { return "0" }
        var digits = String(value.significand)
        let power = Int(value.exponent)
        if power > 0 {
            digits += String(repeating: "0", count: power)
        } else if power < 0 {
            if digits.count <= -power { digits = String(repeating: "0", count: 1 - power - digits.count) + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: power))
        }
        return isNegative ? "-" + digits : digits
    }
}
