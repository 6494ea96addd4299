/// Writes XML, indented by two spaces; the text of an element stands as it is, without white space around it.
struct MarkupWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0
    /// Whether the last tag still lacks its end, because nothing stands within it so far.
    private var isPending = false

    typealias Attributes = KeyValuePairs<String, String?>

    /// Begins an element; attributes without a value are left out.
    mutating func open(_ name: String, _ attributes: Attributes) {
        begin(name, attributes)
        isPending = true
        depth += 1
    }

    /// Ends the element that was begun last.
    mutating func close(_ name: String) {
        depth -= 1
        if isPending {
            text += "/>\n"
        } else {
            indent()
            text += "</\(name)>\n"
        }
        isPending = false
    }

    /// An element with a text; none where the text is nil.
    mutating func element(_ name: String, text content: String?) {
        guard let content else { return }
        begin(name, [:])
        text += ">\(Self.escaped(content, inAttribute: false))</\(name)>\n"
    }

    private mutating func begin(_ name: String, _ attributes: Attributes) {
        if isPending { text += ">\n" }
        isPending = false
        indent()
        text += "<\(name)"
        for (key, value) in attributes {
            if let value { text += " \(key)=\"\(Self.escaped(value, inAttribute: true))\"" }
        }
    }

    private mutating func indent() { text += String(repeating: "  ", count: depth) }

    private static func escaped(_ text: String, inAttribute: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where inAttribute: result += "&quot;"
            // A reader makes one line feed of these, and spaces of them in attributes.
            case "\r": result += "&#13;"
            case "\n" where inAttribute: result += "&#10;"
            case "\t" where inAttribute: result += "&#9;"
            // XML has no way to write the other control characters.
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
