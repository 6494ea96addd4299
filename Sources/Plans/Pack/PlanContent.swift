public import Base

/// What a plan says, corrected by a person: the heading matter, the goals with their indicators, the measures with their
/// units and deadlines, the duties, the annexes.
public struct PlanContent: Codable, Equatable, Sendable {
    /// The document number.
    public var documentNumber: String?
    /// The title of the document as issued.
    public var title: String?
    /// The title of the plan itself, where a covering notice has another.
    public var planTitle: String?
    /// Who issued it.
    public var issuer: String?
    /// Who printed it.
    public var printedBy: String?
    /// The day it was issued.
    public var issuedOn: Day?
    /// The day it was printed.
    public var printedOn: Day?
    /// The first day of its time.
    public var from: Day?
    /// The last day of its time.
    public var to: Day?
    /// The documents on which it is based.
    public var parents: [Parent] = []
    /// To whom it is addressed.
    public var addressees: [String] = []
    /// Notes on publication and on whom to turn to.
    public var notices: [String] = []
    /// To whom copies go.
    public var copyTo: [String] = []
    /// Lists of the units that it binds.
    public var directories: [Directory] = []
    /// What is to be reached.
    public var goals: [Goal] = []
    /// The lines of action with their measures.
    public var actions: [Action] = []
    /// What is to be handed in, and when.
    public var duties: [Duty] = []
    /// The tables at its end.
    public var annexes: [Annex] = []
    /// Rows of the mission that the heading matter serves.
    public var cites: [String] = []

    /// An empty plan.
    public init() {}

    /// The plan's name for people.
    public var name: String { planTitle ?? title ?? "未写标题的方案" }
}

/// Where something stands in a plan's text.
public struct TextPlace: Codable, Equatable, Hashable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The first character, as an offset of Unicode scalars; nil for plans of packs.
    public var start: Int?
    /// After the last character.
    public var end: Int?

    /// A place.
    public init(line: Int, start: Int? = nil, end: Int? = nil) {
        self.line = line
        self.start = start
        self.end = end
    }
}

extension PlanContent {
    /// A document on which the plan is based.
    public struct Parent: Codable, Equatable, Sendable {
        /// Its title.
        public var title: String?
        /// Its number.
        public var documentNumber: String?

        /// A document.
        public init(title: String?, documentNumber: String?) {
            self.title = title
            self.documentNumber = documentNumber
        }
    }

    /// A list of units.
    public struct Directory: Codable, Equatable, Sendable {
        /// The words before the list.
        public var title: String
        /// The units, by their usual names.
        public var units: [String]
        /// Rows of the mission that it serves.
        public var cites: [String]

        /// A list.
        public init(title: String, units: [String], cites: [String] = []) {
            self.title = title
            self.units = units
            self.cites = cites
        }
    }

    /// Something to be reached.
    public struct Goal: Codable, Equatable, Sendable {
        /// What falls to one year.
        public struct YearShare: Codable, Equatable, Sendable {
            /// The year.
            public var year: Int
            /// The number of that year alone.
            public var number: PlanNumber

            /// A year's share.
            public init(year: Int, number: PlanNumber) {
                self.year = year
                self.number = number
            }
        }

        /// A name of its own, for other definitions.
        public var name: String?
        /// The words.
        public var text: String
        /// The number; of a range the lower end.
        public var number: PlanNumber?
        /// The upper end of a range.
        public var numberTo: PlanNumber?
        /// The unit.
        public var unit: String?
        /// How the number is to be met.
        public var comparison: PlanDocument.Comparison?
        /// By when; the end of the plan when left out.
        public var by: Day?
        /// The indicator that counts for it, by name; nil while none is chosen.
        public var indicator: String?
        /// What is counted, in the words of the text.
        public var counted: String?
        /// How it is spread over years, where the text says so.
        public var byYear: [YearShare] = []
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// A goal of these words.
        public init(text: String) { self.text = text }
    }

    /// A line of action.
    public struct Action: Codable, Equatable, Sendable {
        /// Its number as written.
        public var number: String?
        /// Its heading.
        public var title: String?
        /// The heading above it.
        public var section: String?
        /// The way through the headings: 2.1.
        public var path: String
        /// Task or safeguard.
        public var kind: PlanDocument.Action.Kind
        /// Its measures.
        public var measures: [Measure] = []
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// A line without measures.
        public init(number: String?, title: String?, path: String, kind: PlanDocument.Action.Kind) {
            self.number = number
            self.title = title
            self.path = path
            self.kind = kind
        }
    }

    /// What a line of action asks for: a task of the units that it names.
    public struct Measure: Codable, Equatable, Sendable {
        /// Its number as written.
        public var number: String?
        /// Its heading.
        public var title: String?
        /// The way through the headings: 2.1.2. A task keeps its progress by it.
        public var path: String
        /// The words.
        public var text: String
        /// Who is responsible.
        public var units: [PlanUnit] = []
        /// When it is due.
        public var deadlines: [Deadline] = []
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// A measure of these words.
        public init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// A time by which something is due.
    public struct Deadline: Codable, Equatable, Sendable {
        /// The words.
        public var text: String
        /// `yyyy-MM-dd`, or `--MM-dd` for every year; nil when no day can be told.
        public var on: String?
        /// How it is meant.
        public var kind: PlanDocument.Deadline.Kind

        /// A time.
        public init(text: String, on: String?, kind: PlanDocument.Deadline.Kind) {
            self.text = text
            self.on = on
            self.kind = kind
        }
    }

    /// Something to hand in or to carry out for others to see.
    public struct Duty: Codable, Equatable, Sendable {
        /// Who.
        public var who: String?
        /// To whom.
        public var to: String?
        /// What.
        public var what: String
        /// How often: 每年, 每季度, 一次.
        public var cadence: String?
        /// `yyyy-MM-dd`, or `--MM-dd` for every year.
        public var due: String?
        /// The words for the time.
        public var dueAsWritten: String?
        /// What is to be done.
        public var kind: PlanDocument.Duty.Kind
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// A duty.
        public init(what: String, kind: PlanDocument.Duty.Kind) {
            self.what = what
            self.kind = kind
        }
    }

    /// A table at the end of the plan.
    public struct Annex: Codable, Equatable, Sendable {
        /// Its title.
        public var title: String?
        /// The headings of its columns.
        public var columns: [String] = []
        /// Its rows.
        public var rows: [[String]] = []
        /// The rows read as tasks.
        public var tasks: [AnnexTask] = []
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// An empty table.
        public init(title: String?) { self.title = title }
    }

    /// A row of a table that gives a task to units.
    public struct AnnexTask: Codable, Equatable, Sendable {
        /// Its number as written.
        public var number: String?
        /// The words.
        public var text: String
        /// Who leads and who takes part.
        public var units: [PlanUnit] = []
        /// Where the money comes from.
        public var channels: [String] = []
        /// When it is due.
        public var deadlines: [Deadline] = []
        /// Where it stands.
        public var place: TextPlace?
        /// Rows of the mission that it serves.
        public var cites: [String] = []

        /// A task of these words.
        public init(text: String) { self.text = text }
    }
}

/// A unit, or a group of units, that a task names.
public struct PlanUnit: Codable, Equatable, Hashable, Sendable {
    /// The usual name with its level.
    public var name: String
    /// Leads or takes part.
    public var role: PlanDocument.Role
    /// The words of the text.
    public var asWritten: String
    /// Whether it stands for many units.
    public var group: Bool

    /// A unit.
    public init(name: String, role: PlanDocument.Role, asWritten: String? = nil, group: Bool = false) {
        self.name = name
        self.role = role
        self.asWritten = asWritten ?? name
        self.group = group
    }
}
