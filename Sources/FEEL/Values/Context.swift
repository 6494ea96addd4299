/// Entries by name, in the order in which they were put.
public struct Context: Sendable {
    /// One entry.
    public struct Entry: Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public var value: Value
    }

    /// The entries in order.
    public private(set) var entries: [Entry] = []
    private var places: [Name: Int] = [:]
    /// Up to how many entries are looked through one by one.
    private static let small = 8

    /// An empty context.
    public init() {}

    /// An empty context with room for so many entries.
    package init(capacity: Int) { entries.reserveCapacity(capacity) }

    /// A context of pairs; of two with one name the later stands.
    public init(_ pairs: [(String, Value)]) {
        for (name, value) in pairs { self[name] = value }
    }

    /// The value of an entry; setting `nil` removes it.
    public subscript(name: String) -> Value? {
        get { place(of: name).map { entries[$0].value } }
        set {
            guard let newValue else { return remove(name) }
            if let place = place(of: name) {
                entries[place].value = newValue
            } else {
                entries.append(Entry(name: name, value: newValue))
                if entries.count == Self.small + 1 {
                    places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { (Name($1.name), $0) })
                } else if entries.count > Self.small {
                    places[Name(name)] = entries.count - 1
                }
            }
        }
    }

    /// A name, the same as another where the code points are: Chinese names are looked for at every step, and to compare
    /// them as Unicode's canonical forms takes ten times as long.
    private struct Name: Hashable {
        let text: String

        init(_ text: String) { self.text = text }

        static func == (left: Name, right: Name) -> Bool {
            let count = left.text.utf8.count
            guard count == right.text.utf8.count else { return false }
            return Value.sameText(left.text, right.text)
        }

        func hash(into hasher: inout Hasher) {
            for unit in text.utf8 { hasher.combine(unit) }
        }
    }

    private func place(of name: String) -> Int? {
        entries.count <= Self.small ? entries.firstIndex { Name($0.name) == Name(name) } : places[Name(name)]
    }

    private mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        entries.remove(at: place)
        let isSmall = entries.count <= Self.small
        places = isSmall ? [:] : Dictionary(uniqueKeysWithValues: entries.enumerated().map { (Name($1.name), $0) })
    }
}

extension Context: ExpressibleByDictionaryLiteral {
    /// A context literal.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
