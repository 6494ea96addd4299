import FEEL

/// A reason why a decision gave no value for a row.
public struct StrictReason: Sendable, Hashable {
    /// In plain Chinese: what was met and what to do.
    public let message: String
    /// The decision or input it arose at.
    public let origin: String
    /// The line in that decision, from 1; 0 for an input.
    public let line: Int
    /// The column, from 1; 0 for an input.
    public let column: Int
}

/// An input of a strict decision.
public struct StrictInput: Sendable, Hashable {
    /// Its path, as `单位.在职职工人数` or `安置.参保`.
    public let path: String
    /// Its type: number, boolean, text or date.
    public let type: StrictType
    /// The child table it is a field of, if it is.
    public let table: Int?
    /// The value that all rows share, in whole units, where one was put in.
    public internal(set) var constant: Int64?
}

/// A list of child rows of a strict decision.
public struct StrictTable: Sendable, Hashable {
    /// Its name, as `安置`.
    public let name: String
    /// The most rows that may belong to one decision.
    public let limit: Int
    /// The inputs that are its fields.
    public let inputs: [Int]
}

/// An output of a strict decision.
public struct StrictOutput: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// What it is.
    public let kind: StrictKind
    /// Whether it only tells about the others, as the number of the row that fired does: where it has no value it is 0,
    /// and the row keeps its other values.
    public let isNote: Bool
    let term: TermID
}

/// A strict decision, typed and total: ready to run row by row, or to be compiled to columns and to SQL.
public struct StrictProgram: Sendable {
    /// The inputs, in the order in which rows give them.
    public let inputs: [StrictInput]
    /// The lists of child rows.
    public let tables: [StrictTable]
    /// The outputs.
    public let outputs: [StrictOutput]
    /// The texts it knows; a text's code is its place here.
    public let texts: [String]
    /// The reasons why a row may have no value; reason code 1 is the first. The inputs' come first, in their order.
    public let reasons: [StrictReason]
    let graph: TermGraph

    /// The place of the reason that a table has too many rows.
    func limitSite(_ table: Int) -> Int { inputs.count + table }
    var tooLargeSite: Int { inputs.count + tables.count }

    /// The code of a text: -1 when the decision does not name it.
    public func code(of text: String) -> Int64 { texts.firstIndex(of: text).map(Int64.init) ?? -1 }
}
