public import Base

/// A piece of a YAML file with its place, so that whatever is wrong with it can be pointed at.
public struct Node: Sendable {
    /// What stands there.
    public indirect enum Content: Sendable {
        /// A single value as written; `quoted` when it stood in quotes and so is text for certain.
        case scalar(String, quoted: Bool)
        /// A list.
        case list([Node])
        /// Keys and values in the order of the file.
        case map([(key: Node, value: Node)])
        /// Nothing, or `null`.
        case empty
    }

    /// What stands there.
    public let content: Content
    /// Where it starts.
    public let place: Place

    /// A piece of a file.
    public init(_ content: Content, at place: Place) {
        self.content = content
        self.place = place
    }

    /// What was found, in words for a message.
    public var found: String {
        switch content {
        case .scalar(let text, _): text
        case .list(let items): "有 \(items.count) 项的列表"
        case .map(let pairs): "有 \(pairs.count) 个键的表"
        case .empty: "空"
        }
    }

    /// The value of a key; nil where this is no map or has no such key.
    public subscript(_ key: String) -> Node? {
        guard case .map(let pairs) = content else { return nil }
        return pairs.first { $0.key.scalar == key }?.value
    }

    /// The text of a single value; nil for lists, maps and nothing.
    public var scalar: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// The items of a list; a single value counts as a list of one, nothing as an empty list; nil for a map.
    public var items: [Node]? {
        switch content {
        case .list(let items): items
        case .scalar: [self]
        case .empty: []
        case .map: nil
        }
    }
}
