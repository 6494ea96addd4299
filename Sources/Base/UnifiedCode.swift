/// A unified social credit code (统一社会信用代码, GB 32100): 18 characters.
public struct UnifiedCode: Hashable, Sendable {
    /// The 18 characters.
    public let text: String
    /// Whether the last character fits. A real code is known that fails it, so it is warned of, never refused.
    public let checkFits: Bool

    /// What is wrong with a text that should be a unified social credit code.
    public enum Fault: Error, Hashable, Sendable {
        /// Not 18 characters; the length found.
        case length(Int)
        /// A character outside 0–9 and A–Z without I O S V Z.
        case character(Character)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// Reads a code; spaces, hyphens and full-width characters are accepted.
    /// - Throws: `Fault` when length or characters are wrong. A wrong check character is only marked.
    public init(_ written: some StringProtocol) throws(Fault) {
        let characters = Array(normalised(written).filter { $0 != " " && $0 != "-" }.uppercased())
        guard characters.count == 18 else { throw .length(characters.count) }
        var sum = 0
        var weight = 1
        for (index, character) in characters.enumerated() {
            guard let value = UnifiedCode.alphabet.firstIndex(of: character) else { throw .character(character) }
            guard index < 17 else { continue }
            sum += value * weight
            weight = weight * 3 % 31
        }
        text = String(characters)
        checkFits = characters[17] == UnifiedCode.alphabet[(31 - sum % 31) % 31]
    }
}
