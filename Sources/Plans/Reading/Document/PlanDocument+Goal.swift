extension PlanDocument {
    /// How a number is to be met.
    public enum Comparison: String, Codable, Sendable, Equatable {
        case equal = "="
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
    }

    /// A goal. Without a number it says what is to be reached in words.
    public struct Goal: Codable, Sendable, Equatable {
        /// The words of the goal.
        public var text: String
        /// The number; of a range the lower end.
        @NullWhenUnknown public var number: PlanNumber?
        /// The unit as written: 人, 人次, %, 家, 万元.
        @NullWhenUnknown public var unit: String?
        /// How the number is to be met.
        @NullWhenUnknown public var comparison: Comparison?
        /// Where it stands.
        public var place: Place
        /// The upper end of a range.
        @NullWhenUnknown public var numberTo: PlanNumber?
        /// What is counted, such as 城乡新增残疾人就业.
        @NullWhenUnknown public var indicator: String?
        /// The year or day by which it is to be reached.
        @NullWhenUnknown public var by: String?

        /// A goal from its parts.
        public init(
            text: String, number: PlanNumber? = nil, numberTo: PlanNumber? = nil, unit: String? = nil,
            comparison: Comparison? = nil, indicator: String? = nil, by: String? = nil, place: Place
        ) {
            self.text = text
            self.place = place
            self.number = number
            self.numberTo = numberTo
            self.unit = unit
            self.comparison = comparison
            self.indicator = indicator
            self.by = by
        }
    }

    /// Any number with a unit in a measure: a goal, the threshold of a rule, a rate, how often.
    public struct Quantity: Codable, Sendable, Equatable {
        /// The number with its unit and the words of comparison, as written.
        public var text: String
        /// The number; of a range the lower end.
        public var number: PlanNumber
        /// The upper end of a range.
        @NullWhenUnknown public var numberTo: PlanNumber?
        /// The unit as written.
        @NullWhenUnknown public var unit: String?
        /// How the number is to be met.
        @NullWhenUnknown public var comparison: Comparison?
        /// Where it stands.
        public var place: Place

        /// A quantity from its parts.
        public init(
            text: String, number: PlanNumber, numberTo: PlanNumber?, unit: String?, comparison: Comparison?,
            place: Place
        ) {
            self.text = text
            self.number = number
            self.place = place
            self.numberTo = numberTo
            self.unit = unit
            self.comparison = comparison
        }
    }
}
