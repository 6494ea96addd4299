/// Where the values of many decisions stand: CSV files, their keys, and which column is which input.
///
/// ```json
/// {"rows": {"file": "employers.csv", "key": "employer_id"},
///  "inputs": {"单位.在职职工人数": {"column": "headcount"}},
///  "lookups": [{"file": "regions.csv", "key": "region_id", "of": "region_id", "from": "valid_from", "to": "valid_to",
///               "on": "2024-12-31", "inputs": {"地区.安排比例": {"column": "quota_bp", "counted": 4}}}],
///  "children": {"安置": {"file": "placements.csv", "parent": "employer_id", "inputs": {"安置.参保": {"column": "insured"}}}}}
/// ```
public struct BatchDescription: Sendable, Codable {
    /// A file and the column that names its rows.
    public struct Rows: Sendable, Codable {
        /// The file, from the folder of the description.
        public let file: String
        /// The column of whole numbers that names each row.
        public let key: String
    }

    /// The column of an input.
    public struct Source: Sendable, Codable {
        /// Its title.
        public let column: String
        /// When the file counts in units of 10^-counted (fen for yuan is 2); otherwise numbers stand as people write them.
        public let counted: Int?
    }

    /// A table that rows point at, such as one of regions; of rows with dates the one in force on a day counts.
    public struct Lookup: Sendable, Codable {
        /// The file, from the folder of the description.
        public let file: String
        /// Its column that rows point at.
        public let key: String
        /// The column of the rows that points at it.
        public let of: String
        /// Its columns of the first and the last day in force; an empty last day is open.
        public let from: String?
        /// The column of the last day.
        public let to: String?
        /// The day.
        public let on: String?
        /// Its columns.
        public let inputs: [String: Source]
    }

    /// A file of child rows.
    public struct Child: Sendable, Codable {
        /// The file, from the folder of the description.
        public let file: String
        /// The column that names the row it belongs to.
        public let parent: String
        /// Its columns.
        public let inputs: [String: Source]
    }

    /// The rows.
    public let rows: Rows
    /// The columns of the rows.
    public let inputs: [String: Source]
    /// The tables that rows point at.
    public let lookups: [Lookup]?
    /// The child rows, by the table's name.
    public let children: [String: Child]?
}

/// What is wrong with the files of a batch, in plain Chinese.
public struct BatchFault: Error, Sendable, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
