/// A decision table (DMN 1.5, 8.3).
public struct DecisionTable: Sendable {
    /// Which of the rows that fit give the result.
    public enum HitPolicy: String, Sendable {
        /// Only one may fit.
        case unique = "UNIQUE"
        /// Several may fit if they say the same.
        case any = "ANY"
        /// The one whose output stands first among the output's values.
        case priority = "PRIORITY"
        /// The first.
        case first = "FIRST"
        /// All, in the order of the table.
        case ruleOrder = "RULE ORDER"
        /// All, in the order of the output's values.
        case outputOrder = "OUTPUT ORDER"
        /// All, or their sum, count, least or greatest.
        case collect = "COLLECT"
    }

    /// What a collecting table makes of its results.
    public enum Aggregation: String, Sendable {
        /// Their sum.
        case sum = "SUM"
        /// Their number.
        case count = "COUNT"
        /// The least.
        case min = "MIN"
        /// The greatest.
        case max = "MAX"
    }

    /// Which rows give the result.
    public let hitPolicy: HitPolicy
    /// What is made of the results of a collecting table; nil for their list.
    public let aggregation: Aggregation?
    /// The columns of conditions.
    public let inputs: [InputClause]
    /// The columns of results.
    public let outputs: [OutputClause]
    /// The names of the columns of remarks.
    public let annotations: [String]
    /// The rows.
    public let rules: [DecisionRule]
    /// Where it stands.
    public let origin: Origin
}

/// A column of conditions.
public struct InputClause: Sendable {
    /// What is tested.
    public let expression: ExpressionText?
    /// Its type, if one is given.
    public let typeReference: String?
    /// Unary tests that every value has to pass.
    public let values: ExpressionText?
    /// What people call the column.
    public let label: String?
    /// Where it stands.
    public let origin: Origin
}

/// A column of results.
public struct OutputClause: Sendable {
    /// Its name; a table with one result needs none.
    public let name: String?
    /// Its type, if one is given.
    public let typeReference: String?
    /// Its values in order of priority, the highest first.
    public let values: ExpressionText?
    /// The result where no row fits.
    public let defaultEntry: ExpressionText?
    /// What people call the column.
    public let label: String?
    /// Where it stands.
    public let origin: Origin
}

/// A row.
public struct DecisionRule: Sendable {
    /// Unary tests, one for each column of conditions.
    public let inputs: [ExpressionText]
    /// Expressions, one for each column of results.
    public let outputs: [ExpressionText]
    /// Remarks, such as the clause of the law.
    public let annotations: [String]
    /// Its description, if one is written.
    public let description: String?
    /// Where it stands.
    public let origin: Origin
}
