import Packs

/// A name, the start of names (`case_*`), or every name (`*`).
public struct NamePattern: Hashable, Sendable {
    /// As written in the pack.
    public let text: String

    /// Reads a pattern; nil when it is none.
    public init?(_ text: String) {
        let stem = text.hasSuffix("*") ? text.dropLast() : Substring(text)
        guard stem.isEmpty ? text == "*" : MapReader.isName(stem) else { return nil }
        self.text = text
    }

    /// Whether a name fits.
    public func matches(_ name: String) -> Bool {
        text.hasSuffix("*") ? name.hasPrefix(text.dropLast()) : name == text
    }
}
