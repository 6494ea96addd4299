public import Base

/// One file on its way into a register. Kept in the database: any process may go on with it.
public struct ImportRun: Sendable {
    /// Its number.
    public let id: Int64
    /// The register's name.
    public let register: String
    /// The file's name as the person knows it.
    public let fileName: String
    /// SHA-256 of the file, in hexadecimal.
    public let digest: String
    /// The file's size in bytes.
    public let size: Int
    /// What the file was recognised as: format, encoding, separator.
    public let formatText: String
    /// What the person chose.
    public let options: ImportOptions
    /// How far it has come.
    public let state: ImportState
    /// The columns and the fields for which they stand.
    public let columns: [ImportColumn]
    /// Where the headings are; nil when none were found.
    public let header: HeaderPlace?
    /// How many rows became what.
    public let counts: ImportCounts
    /// What is wrong how often, commonest first.
    public let faultCounts: [FaultCount]
    /// All rows at once, or the good ones; nil before anything was applied.
    public let mode: ApplyMode?
    /// The account that uploaded it; nil for commands.
    public let account: Int64?
    /// The name of who uploaded it.
    public let actorName: String
    /// The regions of who uploaded it, as codes; nil for everywhere.
    public let scope: [String]?
    /// The last row that was checked.
    public let checkedThrough: Int
    /// The last row that was dealt with in applying.
    public let appliedThrough: Int
    /// How much of the present step is done, in thousandths.
    public let donePermille: Int
    /// When it was uploaded.
    public let createdAt: Instant
    /// When it last went on.
    public let updatedAt: Instant
    /// When it was applied or given up.
    public let finishedAt: Instant?
    /// Why it stopped, in Chinese.
    public let message: String?

    /// Whether a step is going on (or was interrupted).
    public var isWorking: Bool { state == .checking || state == .applying }

    /// Whether a step that should be going on has not moved for a minute: it was interrupted, and may be gone on with.
    public func isStalled(now: Instant = .now) -> Bool {
        isWorking && now.milliseconds - updatedAt.milliseconds > 60_000
    }

    /// The name under which the annotated workbook is handed out.
    public var annotatedFileName: String {
        let stem = fileName.split(separator: ".").dropLast().joined(separator: ".")
        return "\(stem.isEmpty ? fileName : stem)-核对结果.xlsx"
    }
}

/// Where the headings of a sheet are.
public struct HeaderPlace: Sendable, Hashable, Codable {
    /// The sheet, from 0.
    public let sheet: Int
    /// The sheet's name.
    public let sheetName: String
    /// The first row of the headings, from 1.
    public let first: Int
    /// The last row of the headings.
    public let last: Int
    /// From which row the records start.
    public let data: Int

    /// The rows of the headings.
    public var rows: ClosedRange<Int> { first...max(first, last) }
}
