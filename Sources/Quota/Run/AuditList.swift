public import Base

/// The declarations or employers behind a figure of a year's board.
public struct AuditList: Sendable {
    /// Which ones are asked for; what is nil or missing leaves none out.
    public struct Asked: Sendable, Hashable {
        /// What they came to.
        public enum Kind: String, CaseIterable, Sendable {
            /// Employers who are to declare and did not.
            case missing
            /// Not worked out yet.
            case unworked
            /// With a levy above nothing.
            case owing
            /// Whose levy could not be worked out.
            case refused
            /// With months that another employer declared first.
            case shared
            /// With other figures since the last run.
            case changed
        }

        /// What they came to.
        public var kind: Kind?
        /// The region of declaring, exactly.
        public var region: RegionCode?
        /// The kind of employer.
        public var employerKind: String?
        /// The state of the declaration.
        public var state: String?

        /// Asks for all declarations.
        public init() {}
    }

    /// An employer, with its declaration where it has one.
    public struct Line: Sendable {
        /// What the pages go on by: the number of the declaration, or of the employer who has none.
        public let number: Int64
        /// The employer's number.
        public let employer: Int64
        /// What the employer is called.
        public let name: String
        /// The kind of employer.
        public let kind: String?
        /// Where it declares.
        public let region: RegionCode?
        /// The state of the declaration.
        public let state: String?
        /// What it came to; nil where it was not worked out.
        public let outcome: AuditOutcome?
    }

    /// How many there are on all pages.
    public let count: Int
    /// Those of the page asked for.
    public let lines: [Line]
}
