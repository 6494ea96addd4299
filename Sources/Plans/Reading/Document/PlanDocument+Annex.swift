extension PlanDocument {
    /// A table, rows complete and in order; parts cut by page breaks are put together.
    public struct Annex: Codable, Sendable, Equatable {
        /// Its title.
        @NullWhenUnknown public var title: String?
        /// The headings of its columns.
        public var columns: [String]
        /// Its rows, a text for every column.
        public var rows: [[String]]
        /// The rows read as tasks, when the columns name offices.
        public var tasks: [Task]
        /// Where it stands.
        public var place: Place

        /// A table from its parts.
        public init(title: String?, columns: [String], rows: [[String]], tasks: [Task], place: Place) {
            self.columns = columns
            self.rows = rows
            self.tasks = tasks
            self.place = place
            self.title = title
        }
    }

    /// A row of a table that gives a task to offices.
    public struct Task: Codable, Sendable, Equatable {
        /// Its number as written; a row below a merged cell takes the number above.
        @NullWhenUnknown public var number: String?
        /// What is to be done.
        public var text: String
        /// Who leads and who takes part.
        public var units: [Unit]
        /// Where the money comes from.
        public var channels: [String]
        /// When it is due.
        public var deadlines: [Deadline]
        /// Where the row stands.
        public var place: Place

        /// A task from its parts.
        public init(
            number: String?, text: String, units: [Unit], channels: [String], deadlines: [Deadline], place: Place
        ) {
            self.text = text
            self.units = units
            self.channels = channels
            self.deadlines = deadlines
            self.place = place
            self.number = number
        }
    }
}
