/// A year's audit over the reader's regions: who declared, what it came to when it was last worked out.
public struct AuditBoard: Sendable {
    /// Declarations added up.
    public struct Sum: Sendable, Hashable {
        /// What they have in common: a region's code, a kind of employer, a state; nil where that is not filled in.
        public let key: String?
        /// How many were declared.
        public var declarations = 0
        /// Of them worked out.
        public var worked = 0
        /// The persons declared.
        public var persons = 0
        /// The months that count, each with its weight.
        public var personMonths = 0
        /// The persons counted, in ten-thousandths.
        public var placed = 0
        /// The levies in fen.
        public var levy: Int64 = 0
        /// Declarations with a levy above nothing.
        public var owing = 0
        /// Declarations whose levy could not be worked out.
        public var refused = 0
        /// Months that another employer declared first.
        public var sharedMonths = 0
    }

    /// The year for which was declared.
    public let year: Int
    /// The years for which there are declarations, the last one first.
    public let years: [Int]
    /// Everything.
    public let total: Sum
    /// By region of declaring.
    public let byRegion: [Sum]
    /// By kind of employer.
    public let byKind: [Sum]
    /// By state of the declaration.
    public let byState: [Sum]
    /// How many employers are to declare.
    public let expected: Int
    /// Of them those who did not.
    public let missing: Int
    /// The last run over the reader's regions.
    public let lastRun: AuditRun?
    /// How many records (declarations, persons declared) were written since it was started.
    public let written: Int
}
