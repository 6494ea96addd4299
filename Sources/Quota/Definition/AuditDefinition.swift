public import Base
public import FEEL
public import Registers

/// A yearly audit as a pack defines it: what is declared, and which decisions judge it.
public struct AuditDefinition: Sendable {
    /// A decision with what it is told.
    public struct Asked: Sendable {
        /// Its name among the packs' decisions.
        public let decision: String
        /// What it is told: an input's path, and the expression that gives it.
        public let facts: [Fact]
    }

    /// One input of a decision.
    public struct Fact: Sendable {
        /// Its path: the input's name, and its part's.
        public let path: [String]
        /// FEEL over the audit's records.
        public let expression: FEEL.Expression
    }

    /// What an employer may try out before it declares.
    public struct Simulator: Sendable {
        /// More persons than are placed already.
        public struct Addition: Sendable {
            /// What people read.
            public let title: String
            /// For how many persons they count in a year, in ten-thousandths.
            public let placed: Int64
        }

        /// The fields of the employer that are asked for.
        public let employer: [String]
        /// The fields of the declaration that are asked for.
        public let declaration: [String]
        /// What is worked out besides.
        public let additions: [Addition]
    }

    /// A day of any year.
    public struct YearDay: Sendable, Hashable {
        /// The month, from 1.
        public let month: Int
        /// The day, from 1.
        public let day: Int

        /// The day in a year; nil for the 29th of a February that has none.
        public func day(in year: Int) -> Day? { Day(year: year, month: month, day: day) }
    }

    /// Its name.
    public let name: String
    /// What people read.
    public let title: String
    /// The register of what an employer declares for a year; whom it belongs to is the employer.
    public let declaration: String
    /// The register of the persons whom an employer declares for a year.
    public let placement: String
    /// The placement's field of child rows, one a month.
    public let months: String
    /// The column of a child row that says which month it is.
    public let month: String
    /// The field of declaration and placement that says for which year.
    public let year: String
    /// The placement's field by which a person is known, so that nobody counts twice.
    public let person: String
    /// Which employers are to declare: a condition over their register.
    public let expected: Formula
    /// The employer's field by which figures are broken down.
    public let kind: String
    /// What decides for how many persons a month counts.
    public let monthDecision: Asked
    /// The part of its result that is the number.
    public let counts: String
    /// The part of its result that is the rule in words.
    public let rule: String
    /// What works out the levy, in yuan.
    public let levyDecision: Asked
    /// What an employer may try out; nil where nothing is offered.
    public let simulator: Simulator?
    /// The first day of declaring, in the year after.
    public let opens: YearDay
    /// The last day of declaring, in the year after.
    public let closes: YearDay
    /// Rows of the mission that it serves.
    public let cites: [String]
}
