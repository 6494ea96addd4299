/// Lets pieces, texts, `if`, `switch` and `for` stand one below the other inside an element.
@resultBuilder
public enum HTMLBuilder {
    /// A piece.
    public static func buildExpression(_ html: HTML) -> HTML { html }
    /// Text, escaped.
    public static func buildExpression(_ text: String) -> HTML { HTML(text) }
    /// A piece that may be missing.
    public static func buildExpression(_ html: HTML?) -> HTML { html ?? .empty }
    /// Several pieces, such as the result of `map`.
    public static func buildExpression(_ parts: [HTML]) -> HTML { HTML(parts) }
    /// One below the other.
    public static func buildBlock(_ parts: HTML...) -> HTML {
        if parts.count == 1 { return parts[0] }
        var all = HTML.empty
        all.bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
        for part in parts { all.append(part) }
        return all
    }
    /// `if` without `else`.
    public static func buildOptional(_ html: HTML?) -> HTML { html ?? .empty }
    /// The first branch of `if` or `switch`.
    public static func buildEither(first html: HTML) -> HTML { html }
    /// The other branch of `if` or `switch`.
    public static func buildEither(second html: HTML) -> HTML { html }
    /// `for`.
    public static func buildArray(_ parts: [HTML]) -> HTML { HTML(parts) }
}
