extension PlanDocument {
    /// Something to hand in or to carry out for others to see.
    public struct Duty: Codable, Sendable, Equatable {
        /// What is to be done.
        public enum Kind: String, Codable, Sendable, Equatable {
            /// To report to a higher office.
            case report
            /// To file a document with an office.
            case file
            /// To evaluate or sum up.
            case evaluate
            /// To hear reports.
            case hear
            /// To publish.
            case publish
            /// To draw up rules or a plan of one's own by a day.
            case draw
        }

        /// Who, as written.
        @NullWhenUnknown public var who: String?
        /// To whom, as written.
        @NullWhenUnknown public var to: String?
        /// What.
        public var what: String
        /// How often: 每年, 每季度, 每月, 定期, 一次.
        @NullWhenUnknown public var cadence: String?
        /// `yyyy-MM-dd`, or `--MM-dd` every year.
        @NullWhenUnknown public var due: String?
        /// The words of the text for the time.
        @NullWhenUnknown public var due_as_written: String?
        /// What is to be done.
        public var kind: Kind
        /// Where it stands.
        public var place: Place

        /// A duty from its parts.
        public init(
            who: String?, to: String?, what: String, cadence: String?, due: String?, dueAsWritten: String?, kind: Kind,
            place: Place
        ) {
            self.what = what
            self.kind = kind
            self.place = place
            self.who = who
            self.to = to
            self.cadence = cadence
            self.due = due
            self.due_as_written = dueAsWritten
        }
    }
}
