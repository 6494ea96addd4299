extension Character {
    /// Whether it is one of 0–9: no other script's digit, and none with a mark on it.
    public var isASCIIDigit: Bool {
        asciiValue.map { (48...57).contains($0) } ?? false
    }
}

extension StringProtocol {
    /// The number that the text writes in the digits 0–9 alone, without a sign; nil for anything else and for what does not
    /// fit. `Int` by itself would also read “+1”.
    public var digitsAsNumber: Int? {
        !isEmpty && utf8.allSatisfy { (48...57).contains($0) } ? Int(self) : nil
    }
}
