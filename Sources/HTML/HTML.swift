/// A piece of a page, ready to send: UTF-8 bytes in which every text has been escaped.
///
/// Text gets in only through `init(_:)`, string literals, elements and attributes, all of which escape it.
/// The one way round is `raw(_:)`, so a review of `raw` is a review of what could break out.
///
///     let greeting: HTML = "您好，\(name)"          // `name` is escaped
///     let row = tr { th(name, .scope("row")); td("\(count) 人") }
public struct HTML: Sendable, Equatable {
    /// The markup in UTF-8.
    public internal(set) var bytes: [UInt8]

    /// Nothing at all.
    public static let empty = HTML(bytes: [])

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Escaped text.
    public init(_ text: String) {
        bytes = []
        bytes.reserveCapacity(text.utf8.count)
        append(text: text)
    }

    /// Pieces one after the other.
    public init(_ parts: some Sequence<HTML>) {
        bytes = []
        for part in parts { bytes.append(contentsOf: part.bytes) }
    }

    /// Builds pieces one after the other, without an element around them.
    public init(@HTMLBuilder _ content: () -> HTML) {
        self = content()
    }

    /// Markup taken as it stands, NOT escaped. Only for constants of this program, never for anything that was typed,
    /// imported or read.
    public static func raw(_ markup: String) -> HTML {
        HTML(bytes: Array(markup.utf8))
    }

    /// The markup as a string, for tests and for pages kept as text.
    public var string: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Whether there is nothing to show.
    public var isEmpty: Bool {
        bytes.isEmpty
    }

    /// Puts another piece at the end.
    public mutating func append(_ other: HTML) {
        bytes.append(contentsOf: other.bytes)
    }

    mutating func append(constant: StaticString) {
        constant.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends text so that it is text both between tags and inside a quoted attribute.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for index in 0..<source.count {
                guard let entity = Self.entity(for: source[index]) else { continue }
                bytes.append(contentsOf: source[start..<index])
                append(constant: entity)
                start = index + 1
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    private static func entity(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0x09, 0x0A, 0x0D: nil
        case ..<0x20, 0x7F: "\u{FFFD}"  // control characters have no place in a page
        default: nil
        }
    }
}

extension HTML: ExpressibleByStringInterpolation {
    /// A literal is text and is escaped.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// A literal with values: text and values are escaped, pieces of HTML stay as they are.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.html
    }

    /// Collects the parts of a literal with values.
    public struct Interpolation: StringInterpolationProtocol {
        var html = HTML.empty

        /// Starts a literal of about this size.
        public init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// The constant part, escaped too.
        public mutating func appendLiteral(_ literal: String) {
            html.append(text: literal)
        }

        /// A piece that is markup already.
        public mutating func appendInterpolation(_ part: HTML) {
            html.append(part)
        }

        /// A value shown as text.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            html.append(text: value.description)
        }
    }
}
