extension PlanDocument {
    /// The part of an office in a measure.
    public enum Role: String, Codable, Sendable, Equatable {
        /// Leads, because the text says so.
        case lead
        /// Is responsible together with others.
        case joint
    }

    /// An office, or a group of offices, that a measure names.
    public struct Unit: Codable, Sendable, Equatable {
        /// The usual name with its level: 市人力资源社会保障局.
        public var name: String
        /// Leads or takes part.
        public var role: Role
        /// The words of the text.
        public var as_written: String
        /// Where it stands.
        public var place: Place
        /// Whether it stands for many offices, such as 各县区政府.
        public var group: Bool

        /// A unit from its parts.
        public init(name: String, role: Role, as_written: String, place: Place, group: Bool) {
            self.name = name
            self.role = role
            self.as_written = as_written
            self.place = place
            self.group = group
        }
    }

    /// A day or time by which something is due.
    public struct Deadline: Codable, Sendable, Equatable {
        /// How a deadline is meant.
        public enum Kind: String, Codable, Sendable, Equatable {
            /// By a day: 2024年10月底前.
            case by
            /// In a year or month: 2024年.
            case `in`
            /// From one time to another, or within a plan period.
            case period
            /// A span after an event: 印发之日起30日内.
            case within
            /// Again and again, with a day or without: 每年10月底前, 每季度.
            case recurring
            /// All the time or from time to time, no day said: 持续, 定期, 及时.
            case ongoing
        }

        /// The words of the text.
        public var text: String
        /// The last day, `yyyy-MM-dd`; `--MM-dd` every year; null when it cannot be told.
        @NullWhenUnknown public var on: String?
        /// How it is meant.
        public var kind: Kind
        /// Where it stands.
        public var place: Place

        /// A deadline from its parts.
        public init(text: String, on: String?, kind: Kind, place: Place) {
            self.text = text
            self.kind = kind
            self.place = place
            self.on = on
        }
    }

    /// What a line of action asks for.
    public struct Measure: Codable, Sendable, Equatable {
        /// The number as written; null for a paragraph without one.
        @NullWhenUnknown public var number: String?
        /// The words, without number and without the offices in brackets.
        public var text: String
        /// Who is responsible.
        public var units: [Unit]
        /// When it is due.
        public var deadlines: [Deadline]
        /// How often, where no day is said: 每年, 定期, 持续.
        public var cadences: [Deadline]
        /// Where it stands.
        public var place: Place
        /// The way through the headings, such as 2.1.2.
        public var path: String
        /// The opening words when they are a heading.
        @NullWhenUnknown public var title: String?
        /// Offices that a sentence of the measure names as acting, beside those responsible.
        public var actors: [Unit]
        /// Every number with a unit.
        public var quantities: [Quantity]
        /// The documents it cites.
        public var citations: [Parent]

        /// A measure without what is found later.
        public init(number: String?, title: String?, path: String, text: String, place: Place) {
            self.text = text
            units = []
            deadlines = []
            cadences = []
            self.place = place
            self.path = path
            actors = []
            quantities = []
            citations = []
            self.number = number
            self.title = title
        }
    }

    /// A line of action and its measures.
    public struct Action: Codable, Sendable, Equatable {
        /// What part of a plan it belongs to.
        public enum Kind: String, Codable, Sendable, Equatable {
            /// A task of the plan.
            case task
            /// What secures the tasks: leadership, funds, oversight.
            case safeguard
        }

        /// The number as written, such as （一）.
        @NullWhenUnknown public var number: String?
        /// The heading.
        @NullWhenUnknown public var title: String?
        /// Its measures in order.
        public var measures: [Measure]
        /// All offices of its measures, each once.
        public var units: [Unit]
        /// Where it stands.
        public var place: Place
        /// The way through the headings, such as 2.1.
        public var path: String
        /// Task or safeguard.
        public var kind: Kind
        /// The heading above it, such as 二、主要措施.
        @NullWhenUnknown public var section: String?
        /// The title of the annexed document in which it stands; null for the plan itself.
        @NullWhenUnknown public var part: String?

        /// The same in a document that is annexed: its paths begin with the number of the annex, or with 正 where the
        /// document follows its covering notice.
        func within(_ title: String, number: Int?) -> Action {
            var action = self
            let prefix = number.map { "附\($0)." } ?? "正."
            action.part = title
            action.path = prefix + path
            for index in action.measures.indices { action.measures[index].path = prefix + measures[index].path }
            return action
        }

        /// An action without measures.
        public init(number: String?, title: String?, section: String?, path: String, kind: Kind, place: Place) {
            measures = []
            units = []
            self.place = place
            self.path = path
            self.kind = kind
            part = nil
            self.number = number
            self.title = title
            self.section = section
        }
    }
}
