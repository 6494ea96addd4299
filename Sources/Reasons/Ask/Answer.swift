public import Base
public import Decisions
public import FEEL
public import Packs

/// What a decision came to, and everything that it rests on.
public struct Answer: Sendable {
    /// A fact that was given.
    public struct Fact: Sendable {
        /// Where it belongs, as `单位.在职职工人数`.
        public let path: String
        /// What people call it.
        public let title: String
        /// Its value.
        public let value: Value
        /// Its unit.
        public let unit: String?
        /// Where it is a list of rows: their columns, and the cells as people write them.
        public let rows: (columns: [String], cells: [[String]])?
    }

    /// A parameter with the value in force.
    public struct InForce: Sendable {
        /// The parameter.
        public let parameter: Parameter
        /// The value, with period, region, citation, whether it was verified, and who says so.
        public let entry: Parameter.Entry
        /// Its name in the model.
        public let path: String
        /// The value as the decision saw it.
        public let value: Value

        /// Whether it was only assumed.
        public var isAssumed: Bool { entry.source == .assumption }
        /// The value with its unit.
        public var text: String { Figures.text(value, unit: parameter.shownUnit) }
        /// What strict programs call it: `参数.保障金.安排比例`.
        public var input: String { "\(ParameterNeed.input).\(path)" }
    }

    /// A row of a table, and how it fared.
    public struct Row: Sendable {
        /// Its number, from 1.
        public let number: Int
        /// Nil when it fits; else what the failing column has, and what the row wants there.
        public let failure: (column: String, value: String, wanted: String)?
        /// What the row gives, where it fits.
        public let outputs: String
        /// What stands in its remarks, such as the clause.
        public let remarks: [String]
    }

    /// A decision on the way.
    public struct Step: Sendable {
        /// Its name.
        public let name: String
        /// The question that it answers.
        public let question: String?
        /// Where it stands.
        public let place: Place
        /// What it came to.
        public let result: Value
        /// The result with its unit.
        public let text: String
        /// The unit of the result.
        public let unit: String?
        /// The parameters that its formula or its rows name.
        public let parameters: [InForce]
        /// Its formula with the numbers put in, where it is one.
        public let workings: [Working]
        /// The rows of its table up to the one that decided, where it is one.
        public let rows: [Row]
        /// The laws and notices that it rests on: name, and what they say.
        public let sources: [(name: String, text: String?, address: String?)]
    }

    /// What was asked, as people call it.
    public let title: String
    /// The name of the decision that was asked.
    public let decision: String
    /// Whether the model is strict: exact to the fen.
    public let isStrict: Bool
    /// What was asked.
    public let question: Question
    /// What it came to.
    public let result: Value
    /// The result with its unit.
    public let text: String
    /// What was given.
    public let facts: [Fact]
    /// The parameters that it rests on.
    public let parameters: [InForce]
    /// The way to it.
    public let steps: [Step]
    /// What happened on the way as the model's run tells it; none where not all was known.
    public let trace: [TraceStep]
    /// What nobody answered, because it does not change the result.
    public let unasked: [String]

    /// The unit of the result.
    public var unit: String? { steps.last { $0.name == decision }?.unit }

    /// The parameters that nobody has compared with their source yet.
    public var unverified: [InForce] { parameters.filter { !$0.entry.verified } }
}
