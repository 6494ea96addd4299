/// An element of an XML file.
struct MarkupNode: Sendable {
    /// The name without its prefix.
    let name: String
    /// The namespace's URI, empty for none.
    let namespace: String
    /// Attributes by their names as written, prefixes included.
    let attributes: [String: String]
    /// The line on which it begins, from 1.
    let line: Int
    /// Attributes of this project's own namespace, by their names without prefix.
    var notes: [String: String] = [:]
    fileprivate(set) var children: [MarkupNode] = []
    /// The characters directly within it.
    fileprivate(set) var text = ""

    mutating func append(_ child: MarkupNode) { children.append(child) }
    mutating func append(text more: String) { text += more }

    func child(_ name: String) -> MarkupNode? { children.first { $0.name == name } }
    func children(_ name: String) -> [MarkupNode] { children.filter { $0.name == name } }

    /// An attribute without the spaces around it; nil where it is missing or empty.
    func attribute(_ name: String) -> String? {
        guard let value = attributes[name]?.trimmed, !value.isEmpty else { return nil }
        return value
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
