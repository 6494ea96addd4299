/// A kind of element, called like a function: `p("text")`, `ul(.class("plain")) { … }`.
///
/// The name is a constant of the program, so no input can become a tag.
public struct Element: Sendable {
    let name: StaticString

    /// An element that is not in the list of this room, such as one of SVG.
    public init(_ name: StaticString) {
        self.name = name
    }

    /// The element around what the closure builds.
    public func callAsFunction(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
        render(attributes, content())
    }

    /// The element around escaped text.
    public func callAsFunction(_ text: String, _ attributes: Attribute...) -> HTML {
        render(attributes, HTML(text))
    }

    /// The element around a piece.
    public func callAsFunction(_ content: HTML, _ attributes: Attribute...) -> HTML {
        render(attributes, content)
    }

    /// The element with attributes that were collected beforehand.
    public func callAsFunction(attributes: [Attribute], @HTMLBuilder content: () -> HTML) -> HTML {
        render(attributes, content())
    }

    private func render(_ attributes: [Attribute], _ content: HTML) -> HTML {
        var html = HTML.empty
        html.bytes.reserveCapacity(content.bytes.count + 48 + attributes.count * 24)
        html.open(name, attributes)
        html.append(content)
        html.append(constant: "</")
        html.append(constant: name)
        html.append(constant: ">")
        return html
    }
}

/// A kind of element that has no content and no end tag: `input(.name("q"))`, `br()`.
public struct VoidElement: Sendable {
    let name: StaticString

    /// A void element that is not in the list of this room.
    public init(_ name: StaticString) {
        self.name = name
    }

    /// The element.
    public func callAsFunction(_ attributes: Attribute...) -> HTML {
        callAsFunction(attributes: attributes)
    }

    /// The element with attributes that were collected beforehand.
    public func callAsFunction(attributes: [Attribute]) -> HTML {
        var html = HTML.empty
        html.bytes.reserveCapacity(16 + attributes.count * 24)
        html.open(name, attributes)
        return html
    }
}

extension HTML {
    mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        append(constant: "<")
        append(constant: name)
        for attribute in attributes { append(attribute) }
        append(constant: ">")
    }

    private mutating func append(_ attribute: Attribute) {
        switch attribute.value {
        case .absent: return
        case .bare:
            append(constant: " ")
            append(constant: attribute.prefix)
            append(constant: attribute.name)
        case .text(let text):
            append(constant: " ")
            append(constant: attribute.prefix)
            append(constant: attribute.name)
            append(constant: "=\"")
            append(text: text)
            append(constant: "\"")
        }
    }
}
