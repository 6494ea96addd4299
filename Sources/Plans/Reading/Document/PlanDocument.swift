/// What an official plan says, in the stable JSON shape of `qihang plan read --json`.
///
/// What the text does not say is null or empty; nothing is filled in from elsewhere. Keys after `doubts` are extras.
public struct PlanDocument: Codable, Sendable, Equatable {
    /// The document number, such as 某政办〔2023〕7号.
    @NullWhenUnknown public var documentNumber: String?
    /// The title of the document as issued; of a covering notice, the notice's title.
    @NullWhenUnknown public var title: String?
    /// Who issued it; several offices are joined by 、.
    @NullWhenUnknown public var issuer: String?
    /// The day it was issued, `yyyy-MM-dd`.
    @NullWhenUnknown public var issuedOn: String?
    /// The day it was printed, `yyyy-MM-dd`.
    @NullWhenUnknown public var printedOn: String?
    /// The years or days the plan runs from and to.
    public var period = Period()
    /// The documents it is based on.
    public var parents: [Parent] = []
    /// To whom it is addressed, each group as written.
    public var addressees: [String] = []
    /// Its goals, in the order of the text.
    public var goals: [Goal] = []
    /// Its lines of action and their measures, in the order of the text.
    public var actions: [Action] = []
    /// Who has to report, evaluate, file or publish what, and when.
    public var duties: [Duty] = []
    /// The tables of its annexes, or within the text.
    public var annexes: [Annex] = []
    /// To whom copies go.
    public var copyTo: [String] = []
    /// Notes on publication and on whom to turn to.
    public var notices: [String] = []
    /// What the reader was not sure of.
    public var doubts: [Doubt] = []
    /// The title of the plan itself, when a covering notice has another.
    @NullWhenUnknown public var planTitle: String?
    /// Who printed it, when the end matter says.
    @NullWhenUnknown public var printedBy: String?
    /// Lists of the offices that the document binds.
    public var directories: [Directory] = []

    /// An empty plan.
    public init() {}
}

extension PlanDocument {
    /// A place in the repaired text.
    public struct Place: Codable, Sendable, Equatable, Hashable {
        /// Offset of the first Unicode scalar.
        public var start: Int
        /// Offset after the last.
        public var end: Int
        /// The line of the source, from 1, on which it begins.
        public var line: Int

        /// A place from its parts.
        public init(start: Int, end: Int, line: Int) {
            self.start = start
            self.end = end
            self.line = line
        }

        /// The stretch of text.
        public var range: Range<Int> { start..<max(start, end) }
    }

    /// The time a plan runs: a year `2022` or a day `2022-01-31` each.
    public struct Period: Codable, Sendable, Equatable {
        /// The first year or day.
        @NullWhenUnknown public var from: String?
        /// The last year or day.
        @NullWhenUnknown public var to: String?

        /// A period; leave out what is not said.
        public init(from: String? = nil, to: String? = nil) {
            self.from = from
            self.to = to
        }
    }

    /// A document that this one is based on.
    public struct Parent: Codable, Sendable, Equatable {
        /// Its title without the outer 《》.
        @NullWhenUnknown public var title: String?
        /// Its number.
        @NullWhenUnknown public var documentNumber: String?
        /// Where it is named.
        public var place: Place

        /// A parent from its parts.
        public init(title: String?, documentNumber: String?, place: Place) {
            self.place = place
            self.title = title
            self.documentNumber = documentNumber
        }
    }

    /// A list of offices at the end of a document.
    public struct Directory: Codable, Sendable, Equatable {
        /// The words before the list, such as 市直有关单位.
        public var title: String
        /// The offices in order.
        public var units: [Unit]
        /// Where it stands.
        public var place: Place

        /// A directory from its parts.
        public init(title: String, units: [Unit], place: Place) {
            self.title = title
            self.units = units
            self.place = place
        }
    }

    /// Something the reader was not sure of.
    public struct Doubt: Codable, Sendable, Equatable {
        /// What was found, as written.
        public var what: String
        /// Why it is doubtful and what to check, in Chinese.
        public var why: String
        /// Where.
        @NullWhenUnknown public var place: Place?

        /// A doubt from its parts.
        public init(what: String, why: String, place: Place?) {
            self.what = what
            self.why = why
            self.place = place
        }
    }
}
