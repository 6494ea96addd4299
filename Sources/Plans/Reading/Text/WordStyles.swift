/// The styles of a Word file that number their paragraphs, such as a heading style bound to a list.
struct WordStyles {
    private struct Style {
        var basedOn: String?
        var list: Int?
        var level: Int?
    }

    private var styles: [String: Style] = [:]

    init(_ bytes: [UInt8]) {
        var scanner = MarkupScanner(bytes)
        var current: String?
        while let token = scanner.next() {
            guard case .open(let name, let attributes, _) = token else { continue }
            let value = { MarkupScanner.value(of: "w:val", in: attributes) }
            switch name {
            case "w:style":
                current = MarkupScanner.value(of: "w:styleId", in: attributes)
                if let current { styles[current] = Style() }
            case "w:basedon": if let current { styles[current]?.basedOn = value() }
            case "w:numid": if let current { styles[current]?.list = value().flatMap { Int($0) } }
            case "w:ilvl": if let current { styles[current]?.level = value().flatMap { Int($0) } }
            default: break
            }
        }
    }

    /// The list and level of a style, its own or of the style on which it is based.
    func numbering(of name: String) -> (list: Int, level: Int)? {
        var name: String? = name
        var level: Int?
        for _ in 0..<10 {
            guard let own = name.flatMap({ styles[$0] }) else { return nil }
            level = level ?? own.level
            if let list = own.list { return (list, level ?? 0) }
            name = own.basedOn
        }
        return nil
    }
}
