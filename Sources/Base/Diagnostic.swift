/// Where something stands in a file that a person wrote.
public struct Place: Hashable, Sendable {
    /// The file, as the person named it.
    public var file: String
    /// Line, from 1; nil where the whole file is meant.
    public var line: Int?
    /// Column, from 1.
    public var column: Int?

    /// A place in a file.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Place: CustomStringConvertible {
    /// `file:line:column`, as editors and terminals understand it.
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    }
}

/// A fault in a file that a person wrote: where, what was found, what was expected.
public struct Diagnostic: Error, Hashable, Sendable {
    /// Where it stands.
    public var place: Place
    /// What is wrong and what to do, in Chinese.
    public var message: String

    /// A fault at a place.
    public init(_ place: Place, _ message: String) {
        self.place = place
        self.message = message
    }

    /// A fault of the common form “found this, expected that”.
    public init(_ place: Place, found: String, expected: String) {
        self.init(place, "这里写的是“\(found)”，应为\(expected)。")
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The place and the message on one line.
    public var description: String { "\(place)：\(message)" }
}

/// Several faults at once, so that a person mends a file in one go.
public struct Diagnostics: Error, Sendable {
    /// The faults, in the order of the text.
    public var list: [Diagnostic]

    /// A list of faults.
    public init(_ list: [Diagnostic]) {
        self.list = list
    }
}

extension Diagnostics: CustomStringConvertible {
    /// One fault a line.
    public var description: String { list.map(\.description).joined(separator: "\n") }
}
