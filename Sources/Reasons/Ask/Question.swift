public import Base
public import FEEL
public import Packs

/// What a decision is asked.
public struct Question: Sendable {
    /// A value that is put in the place of the one in force, to see what would be.
    public struct Assumption: Sendable, Hashable {
        /// The parameter: its name, its path in models, or its title.
        public let parameter: String
        /// The value as a person writes it.
        public let value: String

        /// An assumption.
        public init(parameter: String, value: String) {
            self.parameter = parameter
            self.value = value
        }
    }

    /// The inputs by name.
    public var inputs: Context
    /// The day whose law holds.
    public var day: Day
    /// The region whose values hold; nil for what holds everywhere.
    public var region: RegionCode?
    /// What is assumed.
    public var assumptions: [Assumption]

    /// A question.
    public init(inputs: Context, day: Day, region: RegionCode?, assumptions: [Assumption] = []) {
        self.inputs = inputs
        self.day = day
        self.region = region
        self.assumptions = assumptions
    }
}

/// Why a question has no answer, in plain Chinese: each reason says what to do.
public struct NoAnswer: Error, Sendable, CustomStringConvertible {
    /// The reasons, with names and files for whoever keeps the packs.
    public let reasons: [String]
    /// The same for those who ask on a page.
    public let plain: [String]
    /// The parameters without a value on the day, which are among the reasons.
    public let missing: [Parameter.Unknown]

    /// No answer, for these reasons.
    public init(reasons: [String], plain: [String]? = nil, missing: [Parameter.Unknown] = []) {
        self.reasons = reasons
        self.plain = plain ?? reasons
        self.missing = missing
    }

    /// All reasons.
    public var description: String { reasons.joined(separator: "\n") }
}
