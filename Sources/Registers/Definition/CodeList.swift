import Base

/// A list of codes with their titles, such as the categories of disability.
public struct CodeList: Sendable {
    /// One code.
    public struct Entry: Sendable, Hashable {
        /// What is stored and what conditions name.
        public let code: String
        /// What people read.
        public let title: String
        /// Other ways in which files write it.
        public let aliases: [String]

        /// One code.
        public init(code: String, title: String, aliases: [String] = []) {
            self.code = code
            self.title = title
            self.aliases = aliases
        }
    }

    /// The list's name in definitions.
    public let name: String
    /// What people call it.
    public let title: String
    /// The standard from which it comes; nil when it is the house's own.
    public let source: String?
    /// The codes in the order in which they are shown.
    public let entries: [Entry]
    /// Into how many parts the separators of lists cut the longest of the writings; 1 when none holds a separator.
    let mostParts: Int
    private let byCode: [String: Int]
    private let byWriting: [String: Int]

    /// A code list; of two entries with the same code the first counts.
    public init(name: String, title: String, source: String?, entries: [Entry]) {
        self.name = name
        self.title = title
        self.source = source
        self.entries = entries
        byCode = Dictionary(entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        var writings: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { writings[CodeList.folded(entry.title)] = index }
        for (index, entry) in entries.enumerated() {
            for writing in [entry.code] + entry.aliases where writings[CodeList.folded(writing)] == nil {
                writings[CodeList.folded(writing)] = index
            }
        }
        byWriting = writings
        mostParts = writings.keys.map { $0.count(where: FieldText.separators.contains) + 1 }.max() ?? 1
    }

    /// The entry of a code.
    public subscript(code: String) -> Entry? {
        byCode[code].map { entries[$0] }
    }

    /// The title of a code; the code itself when the list does not know it.
    public func title(of code: String) -> String {
        self[code]?.title ?? code
    }

    /// The entry that a person meant: by title, code or alias, letter case and blanks aside.
    public func entry(written text: some StringProtocol) -> Entry? {
        byWriting[CodeList.folded(text)].map { entries[$0] }
    }

    private static func folded(_ text: some StringProtocol) -> String {
        normalised(text).lowercased().filter { $0 != " " }
    }
}
