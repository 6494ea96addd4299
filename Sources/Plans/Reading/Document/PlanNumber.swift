/// An exact number of a plan. In JSON a whole number is a number, any other a decimal string such as `"4.66"`.
public struct PlanNumber: Codable, Sendable, Equatable, Hashable, CustomStringConvertible {
    /// Decimal digits, with a point where there is a fraction; no leading zeros, no trailing zeros of a fraction.
    public let description: String

    /// Takes digits with at most one point; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        var whole = parts[0].drop { $0 == "0" }
        if whole.isEmpty { whole = "0" }
        var fraction = parts.count == 2 ? parts[1] : ""
        while fraction.last == "0" { fraction.removeLast() }
        description = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }

    /// A whole number.
    public init(_ value: Int) { description = String(max(value, 0)) }

    /// The number when it is whole and fits.
    public var integer: Int? { Int(description) }

    /// Reads a JSON number or a decimal string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try (try? container.decode(Int.self)).map(String.init) ?? container.decode(String.self)
        guard let number = PlanNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)”不是数字，请写成 600 或 \"4.66\"。")
        }
        self = number
    }

    /// Writes a JSON number when whole, else a decimal string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let integer { try container.encode(integer) } else { try container.encode(description) }
    }
}
