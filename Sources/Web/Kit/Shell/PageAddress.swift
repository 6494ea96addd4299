/// A path with its query, changed by value: every state of a list stands in its address.
///
///     let address = PageAddress("/people", [("q", "王"), ("level", "1"), ("level", "2")])
///     address.without("level", "2").with("sort", "name").text      // /people?q=%E7%8E%8B&level=1&sort=name
public struct PageAddress: Sendable, Equatable {
    /// A name and its value, in the order they stand in the address.
    public struct Item: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value, not encoded.
        public var value: String

        /// A name and its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The path, as it is written in an address.
    public var path: String
    /// The query, in order; a name may occur more than once.
    public var items: [Item]

    /// An address; names and values are not encoded.
    public init(_ path: String, _ query: [(String, String)] = []) {
        self.path = path
        items = query.map { Item(name: $0.0, value: $0.1) }
    }

    /// The first value of a name.
    public func value(_ name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// All values of a name.
    public func values(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// The address with one value for the name; `nil` or nothing takes the name out.
    public func with(_ name: String, _ value: String?) -> PageAddress {
        var copy = without(name)
        if let value, !value.isEmpty { copy.items.append(Item(name: name, value: value)) }
        return copy
    }

    /// The address with one more value for the name.
    public func adding(_ name: String, _ value: String) -> PageAddress {
        var copy = self
        copy.items.append(Item(name: name, value: value))
        return copy
    }

    /// The address without these names.
    public func without(_ names: String...) -> PageAddress {
        var copy = self
        copy.items.removeAll { names.contains($0.name) }
        return copy
    }

    /// The address without one of the values of a name: what a chip's “去掉” does.
    public func removing(_ name: String, _ value: String) -> PageAddress {
        var copy = self
        copy.items.removeAll { $0.name == name && $0.value == value }
        return copy
    }

    /// The address as a link holds it.
    public var text: String {
        let query = items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// Percent-encodes everything but the unreserved characters of RFC 3986.
    public static func encoded(_ text: String) -> String {
        let digits = [UInt8]("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
