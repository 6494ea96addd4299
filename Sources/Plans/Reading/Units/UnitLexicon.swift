/// The names of offices, with their other names, by which the reader knows them. A pack holds it (`units.yaml`).
public struct UnitLexicon: Codable, Sendable, Equatable {
    /// An office and its other names.
    public struct Entry: Codable, Sendable, Equatable {
        /// The usual short name; only its stem when there are endings.
        public var name: String
        /// Words that may follow the stem: 局, 厅, 部.
        public var endings: [String]?
        /// Other names; stems when there are endings.
        public var aliases: [String]?
        /// Whether it is an office of the Party committee, so that 市 becomes 市委 before it.
        public var party: Bool?

        /// An entry from its parts.
        public init(name: String, endings: [String]? = nil, aliases: [String]? = nil, party: Bool? = nil) {
            self.name = name
            self.endings = endings
            self.aliases = aliases
            self.party = party
        }
    }

    /// Words for the level of an office, such as 市.
    public var levels: [String]
    /// Words that stand for many offices, such as 街道办事处.
    public var groups: [String]
    /// Endings by which an office that is not listed is taken for one.
    public var tails: [String]
    /// The offices.
    public var units: [Entry]

    /// A lexicon from its parts.
    public init(levels: [String], groups: [String], tails: [String], units: [Entry]) {
        self.levels = levels
        self.groups = groups
        self.tails = tails
        self.units = units
    }

    /// No names at all: only brackets that say 责任单位 or 负责 are then understood.
    public static let empty = UnitLexicon(levels: [], groups: [], tails: [], units: [])
}
