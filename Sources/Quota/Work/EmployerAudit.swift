public import FEEL
public import Reasons
public import Registers

/// What one month of a placement came to.
public struct MonthVerdict: Sendable, Hashable {
    /// The month, `yyyy-MM`.
    public let month: String
    /// For how many persons it counts: 0, 1 or 2. Nil where nothing could be decided.
    public var heads: Int?
    /// The first rule that fails, in the words of the decision; what it says of a month that counts; or why there is no verdict.
    public var rule: String
    /// Every rule that fails: the decision's name.
    public let failing: [String]
    /// Whether the person counts in this month at another employer already.
    public var isCountedElsewhere = false
}

/// A person whom an employer declares for a year, with the verdict of every month.
public struct PlacementAudit: Sendable {
    /// The same person at another employer in the same year.
    public struct Elsewhere: Sendable, Hashable {
        /// What the employer is called.
        public let employer: String
        /// The months, `yyyy-MM`, that would count there.
        public let months: [String]
    }

    /// The record.
    public let record: Record
    /// The months as declared, in their order.
    public let months: [MonthVerdict]
    /// The months of the year, `yyyy-MM`, of which nothing was declared: they count for nobody.
    public let unfilled: [String]
    /// The same person at other employers in the same year.
    public let elsewhere: [Elsewhere]

    /// The months that count, each with its weight: persons × months.
    public var personMonths: Int { months.reduce(0) { $0 + ($1.heads ?? 0) } }
}

/// An employer's year: who counts, how many persons that makes, and what is owed.
public struct EmployerAudit: Sendable {
    /// What was declared.
    public let declaration: Record
    /// The employer.
    public let employer: Record
    /// The year for which it was declared.
    public let year: Int
    /// Everybody whom the employer declares.
    public let placements: [PlacementAudit]
    /// The persons counted: months over 12, to four decimals, the last one rounded half up.
    public let placed: Number
    /// The levy with its reasons; nil where it could not be worked out.
    public let levy: Answer?
    /// Why there is no levy.
    public let refusal: NoAnswer?

    /// The months that count, each with its weight.
    public var personMonths: Int { placements.reduce(0) { $0 + $1.personMonths } }
}
