/// An amount of money in fen. Never a floating-point number.
public struct Money: Hashable, Comparable, Sendable {
    /// The amount in fen; negative amounts are owed back.
    public let fen: Int64

    /// An amount in fen.
    public init(fen: Int64) {
        self.fen = fen
    }

    /// Reads yuan as people write them: “1234.5”, “1,234.50”, “￥1 234元”. Nil for anything else, more than two
    /// decimals included, as an amount is never rounded silently.
    public init?(yuan written: some StringProtocol) {
        guard let fen = Scaled.read(written, scale: 2) else { return nil }
        self.fen = fen
    }

    /// Yuan with two decimals and no grouping: 1234.50.
    public var yuan: String { Scaled.text(fen, scale: 2) }

    /// Yuan for people: 1,234.50.
    public var grouped: String {
        let parts = yuan.split(separator: ".")
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let digits = Array(parts[0].drop { $0 == "-" })
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return "\(sign)\(text).\(parts[1])"
    }

    /// By amount.
    public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
}

/// Decimal numbers kept as integers scaled by a power of ten.
public enum Scaled {
    /// Reads a decimal number as `number × 10^scale`; nil when it is no number, has more decimals than `scale`
    /// or does not fit. ￥ and 元 are ignored, and so are commas and blanks between groups of three or of four digits: one
    /// that stands elsewhere (1,5) may be meant as a decimal point.
    public static func read(_ written: some StringProtocol, scale: Int) -> Int64? {
        var text = normalised(written).filter { !"￥¥".contains($0) }
        if text.hasSuffix("元") { text.removeLast() }
        text = normalised(text)
        let negative = text.hasPrefix("-")
        if negative || text.hasPrefix("+") { text.removeFirst() }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let grouped = parts.first, !text.isEmpty, text != ".", let whole = ungrouped(grouped) else { return nil }
        var decimals = parts.count == 2 ? String(parts[1]) : ""
        while decimals.utf8.count > scale, decimals.hasSuffix("0") { decimals.removeLast() }
        guard decimals.utf8.count <= scale, (whole + decimals).allSatisfy(\.isASCIIDigit) else { return nil }
        let digits = whole + decimals + String(repeating: "0", count: scale - decimals.utf8.count)
        guard let value = Int64(digits.isEmpty ? "0" : digits) else { return nil }
        return negative ? -value : value
    }

    /// The digits without the commas or blanks between groups; nil where these do not make groups.
    private static func ungrouped(_ text: Substring) -> String? {
        let groups = text.split(omittingEmptySubsequences: false) { ",， ".contains($0) }
        guard groups.count > 1 else { return String(text) }
        let sizes = Set(groups.dropFirst().map(\.count))
        guard let size = sizes.first, sizes.count == 1, (3...4).contains(size), (1...size).contains(groups[0].count)
        else { return nil }
        return groups.joined()
    }

    /// The number with all its `scale` decimals.
    public static func text(_ value: Int64, scale: Int) -> String {
        guard scale > 0 else { return String(value) }
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return (value < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
