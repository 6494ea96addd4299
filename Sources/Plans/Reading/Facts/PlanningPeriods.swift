/// The national planning periods by their names, such as 十四五. A pack holds them (`periods.yaml`).
public struct PlanningPeriods: Codable, Sendable, Equatable {
    /// A name and the years for which it stands.
    public struct Entry: Codable, Sendable, Equatable {
        /// The name without quotation marks.
        public var name: String
        /// The first year.
        public var from: Int
        /// The last year.
        public var to: Int

        /// An entry from its parts.
        public init(name: String, from: Int, to: Int) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    /// The periods.
    public var entries: [Entry]

    /// Periods from their entries.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// None: the names are then doubted.
    public static let none = PlanningPeriods([])

    /// The period that is named at a place, with or without quotation marks, and where its name ends.
    func named(in slice: TextSlice, at place: Int) -> (entry: Entry, end: Int)? {
        let isQuoted = slice[place] == "“"
        let start = isQuoted ? place + 1 : place
        guard let entry = entries.first(where: { slice.has($0.name, at: start) }) else { return nil }
        let end = start + entry.name.unicodeScalars.count
        return (entry, isQuoted && slice.has("”", at: end) ? end + 1 : end)
    }

    /// Whether a name of the kind 十几五 stands in a text, in the table or not.
    static func isNamed(in slice: TextSlice) -> Bool {
        slice.indices.contains { place in
            guard slice[place] == "“", let close = slice.closing(of: place, limit: 6) else { return false }
            let name = slice[(place + 1)..<(close - 1)]
            return (2...4).contains(name.count) && name.last == "五" && name.allSatisfy(ChineseNumeral.isNumeral)
        }
    }
}
