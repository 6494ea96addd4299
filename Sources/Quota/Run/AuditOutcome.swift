/// What a declaration came to when it was worked out last.
public struct AuditOutcome: Sendable, Hashable {
    /// The figures, which a correction may change.
    public struct Figures: Sendable, Hashable {
        /// The months that count, each with its weight.
        public var personMonths: Int
        /// The persons counted, in ten-thousandths.
        public var placed: Int
        /// The levy in fen; nil where it could not be worked out.
        public var levy: Int64?
    }

    /// The number of the declaration's record.
    public let declaration: Int64
    /// How many persons were declared.
    public let persons: Int
    /// The months that count at another employer already.
    public let sharedMonths: Int
    /// What it came to.
    public let figures: Figures
    /// Why there is no levy.
    public let refusal: String?
    /// What it had come to before the run that changed it; nil where it was worked out for the first time.
    public internal(set) var before: Figures?
}
