public import HTML

/// How much weight a button has: one primary a page.
public enum ButtonStyle: String, Sendable {
    /// What most people want to do here.
    case primary
    /// Anything else.
    case secondary
    /// What cannot easily be undone.
    case warning
}

/// A button that sends its form; its words say what happens.
public func submitButton(
    _ label: String, _ style: ButtonStyle = .primary, name: String? = nil, value: String? = nil, form: String? = nil
) -> HTML {
    button(
        label, .class("button \(style.rawValue)"), .name(name), .value(value), Attribute("form", form))
}

/// A link that looks like a button because it starts something.
public func buttonLink(_ label: String, _ href: String, _ style: ButtonStyle = .secondary) -> HTML {
    a(label, .class("button \(style.rawValue)"), .href(href))
}

/// Buttons and links side by side, below each other on a phone.
public func buttonRow(@HTMLBuilder _ content: () -> HTML) -> HTML {
    div(.class("button-row"), content: content)
}
