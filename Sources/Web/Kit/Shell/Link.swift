public import HTML

/// Words and where they lead.
public struct Link: Sendable, Equatable {
    /// What is shown; it must say by itself where the link goes.
    public var text: String
    /// The address.
    public var href: String

    /// A link; the words must make sense when they are read out alone.
    public init(_ text: String, _ href: String) {
        self.text = text
        self.href = href
    }

    /// The link as it stands in a sentence or a cell.
    public var html: HTML {
        a(text, .href(href))
    }
}
