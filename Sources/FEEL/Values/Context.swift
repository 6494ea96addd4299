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
    /// Where the names stand, where there are many.
    private var index: Index?
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
                note(name)
            }
        }
    }

    /// The value of an entry that probably stands at a place.
    package func entry(_ name: String, likely place: Int) -> Value? {
        if place < entries.count, Value.sameText(entries[place].name, name) { return entries[place].value }
        return self[name]
    }

    /// Puts an entry at the end, whose name is none of those before.
    package mutating func append(new name: String, _ value: Value) {
        guard entries.count < Self.small else {
            self[name] = value
            return
        }
        entries.append(Entry(name: name, value: value))
    }

    /// A name, the same as another where the code points are: Chinese names are looked for at every step, and to compare
    /// them as Unicode's canonical forms takes ten times as long.
    private struct Name: Hashable {
        let text: String

        init(_ text: String) { self.text = text }

        static func == (left: Name, right: Name) -> Bool {
            Value.sameText(left.text, right.text)
        }

        func hash(into hasher: inout Hasher) {
            for unit in text.utf8 { hasher.combine(unit) }
        }
    }

    private func place(of name: String) -> Int? {
        if let index { return index.places[Name(name)] }
        for place in entries.indices where Value.sameText(entries[place].name, name) { return place }
        return nil
    }

    /// Notes where the last entry stands.
    private mutating func note(_ name: String) {
        guard entries.count > Self.small else { return }
        if index == nil || !isKnownUniquelyReferenced(&index) { index = Index(entries) }
        index?.places[Name(name)] = entries.count - 1
    }

    private mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        entries.remove(at: place)
        index = entries.count > Self.small ? Index(entries) : nil
    }

    /// One object, so that a context is quickly handed on. Unchecked, as it is only changed where one context alone
    /// has it.
    private final class Index: @unchecked Sendable {
        var places: [Name: Int]

        init(_ entries: [Entry]) {
            places = Dictionary(entries.enumerated().map { (Name($1.name), $0) }) { first, _ in first }
        }
    }
}

extension Context: ExpressibleByDictionaryLiteral {
    /// A context literal.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
