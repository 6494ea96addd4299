/// The messy person file that the city brings for trying an import, and what an import should make of it.
public struct MessyFile: Sendable, Equatable {
    /// Its name in the folder of the spreadsheets.
    public let name: String
    /// The rows with people.
    public let rows: Int
    /// Rows that become new records.
    public let new: Int
    /// Rows that change a record.
    public let changed: Int
    /// Rows that say what the records say already, or repeat an earlier row.
    public let same: Int
    /// Rows that may belong to a record; a person decides.
    public let doubtful: Int
    /// Rows with errors.
    public let refused: Int
    /// The first and the last row of the headings in the sheet.
    public let headerRows: ClosedRange<Int>

    /// The file of a city of at least three hundred people; a smaller one has fewer known people to speak of.
    public static let usual = MessyFile(
        name: DemoFiles.messyName, rows: 200, new: 148, changed: 12, same: 10, doubtful: 8, refused: 22,
        headerRows: 3...4)

    private init(
        name: String, rows: Int, new: Int, changed: Int, same: Int, doubtful: Int, refused: Int,
        headerRows: ClosedRange<Int>
    ) {
        self.name = name
        self.rows = rows
        self.new = new
        self.changed = changed
        self.same = same
        self.doubtful = doubtful
        self.refused = refused
        self.headerRows = headerRows
    }

    init(name: String, people: [SheetPerson], headerRows: ClosedRange<Int>) {
        func count(_ outcome: SheetPerson.Outcome) -> Int { people.count { $0.outcome == outcome } }
        self.init(
            name: name, rows: people.count, new: count(.new), changed: count(.changed), same: count(.same),
            doubtful: count(.doubtful), refused: count(.refused), headerRows: headerRows)
    }
}
