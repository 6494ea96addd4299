public import HTML

/// A link that stands alone on its line, with a target high enough for a finger. Links inside a sentence need nothing.
public func linkLine(_ text: String, _ href: String) -> HTML {
    p(a(text, .href(href)), .class("link-line"))
}

/// Links below each other.
///
/// - Parameter label: what the list is called, when no heading stands right above it.
public func linkList(_ links: [Link], label: String? = nil) -> HTML {
    ul(.class("link-list"), .aria("label", label)) {
        for link in links { li(link.html) }
    }
}
