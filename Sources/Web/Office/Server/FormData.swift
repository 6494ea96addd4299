import Kit

/// What a form sent: texts by name, and files.
struct FormData: Sendable {
    /// A file that was sent along.
    struct File: Sendable {
        /// The field.
        let field: String
        /// The file's name on the sender's machine, without folders.
        let name: String
        /// The content.
        let bytes: [UInt8]
    }

    private(set) var items: [PageAddress.Item] = []
    private(set) var files: [File] = []

    /// The first text of a field; nil when it was not sent.
    subscript(_ name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// All texts of a field.
    func values(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// The first file of a field that has a name or content; nil when none was chosen.
    func file(_ name: String) -> File? {
        files.first { $0.field == name && !($0.name.isEmpty && $0.bytes.isEmpty) }
    }

    mutating func add(_ name: String, _ value: String) {
        items.append(.init(name: name, value: value))
    }

    mutating func add(_ file: File) {
        files.append(file)
    }

    /// Reads `a=1&b=2`.
    init(urlEncoded text: some StringProtocol) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? FormData.decoded(parts[1]) : ""
            items.append(.init(name: FormData.decoded(parts[0]), value: value))
        }
    }

    /// Percent-decoded text; `+` is a blank. Bytes that are no UTF-8 become replacement characters.
    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var source = text.utf8.makeIterator()
        while let byte = source.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = source.next().flatMap(hex), let low = source.next().flatMap(hex) else { continue }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
