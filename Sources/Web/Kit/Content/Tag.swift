public import HTML

/// How much a state asks for attention. The words carry the meaning, then the shape, then the colour.
public enum Tone: String, Sendable {
    /// Done, or nothing to do: plain text.
    case plain
    /// A property, such as a category.
    case neutral
    /// Work is left.
    case attention
    /// Went well.
    case good
    /// Late, refused, or wrong.
    case problem
}

/// A state in a word or two, which stays on one line where there is room.
public func tag(_ text: String, _ tone: Tone = .neutral) -> HTML {
    span(text, .class(text.count <= longestTag ? "tag whole \(tone.rawValue)" : "tag \(tone.rawValue)"))
}

/// More characters than this are broken into lines.
private let longestTag = 14
