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
    private var places: [String: Int] = [:]

    /// An empty context.
    public init() {}

    /// A context of pairs; of two with one name the later stands.
    public init(_ pairs: [(String, Value)]) {
        for (name, value) in pairs { self[name] = value }
    }

    /// The value of an entry; setting `nil` removes it.
    public subscript(name: String) -> Value? {
        get {
            if entries.count <= 8 { return entries.first { $0.name == name }?.value }
            return places[name].map { entries[$0].value }
        }
        set {
            guard let newValue else { return remove(name) }
            if let place = places[name] {
                entries[place].value = newValue
            } else {
                places[name] = entries.count
                entries.append(Entry(name: name, value: newValue))
            }
        }
    }

    private mutating func remove(_ name: String) {
        guard let place = places[name] else { return }
        entries.remove(at: place)
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
    }
}

extension Context: ExpressibleByDictionaryLiteral {
    /// A context literal.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
