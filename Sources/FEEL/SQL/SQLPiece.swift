/// What a part of an expression becomes in SQL.
enum SQLPiece {
    /// Known without looking at a row.
    case constant(Value)
    case scalar(SQLScalar)
    case rows(SQLRows)
    /// One value of each row.
    case values(SQLRows, SQLScalar)
    /// A list of texts kept as JSON.
    case texts(SQLScalar)
    /// A value of which only can be told whether it is there.
    case presence(SQLText)
    case row(SQLRow)
}

/// A single value in SQL.
struct SQLScalar {
    enum Kind: Equatable {
        case boolean
        /// Whole units of 10^-scale, of at most so many digits.
        case number(scale: Int, digits: Int)
        case string
        /// As the database keeps dates.
        case date
        /// A date worked out on SQLite: days since 1970-01-01, as its own dates end with the year 9999.
        case dayNumber
        /// A length in whole units of so many seconds.
        case daysTime(unit: Int)
        case yearsMonths
    }

    var kind: Kind
    var text: SQLText
    var nullable: Bool
}

/// The rows of a table that belong to a record and for which all conditions hold.
struct SQLRows {
    let table: SQLTable
    /// The alias of the record's table.
    let owner: String
    /// The alias of the rows; each use is given one of its own.
    var alias: String?
    var conditions: [SQLText] = []

    var source: SQLText { "\(raw: table.sql) \(raw: alias ?? "") WHERE \(SQLText.join(conditions, " AND "))" }
}

/// One row whose fields can be named; `reference` is where it comes from when it is not at hand.
struct SQLRow {
    let alias: String
    let fields: [String: SQLField]
    let reference: SQLRows?
}

extension SQLScalar.Kind {
    var type: FEELType {
        switch self {
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date, .dayNumber: .date
        case .daysTime: .daysTime
        case .yearsMonths: .yearsMonths
        }
    }

    func isSameUnit(_ other: SQLScalar.Kind) -> Bool {
        switch (self, other) {
        case (.number(let a, _), .number(let b, _)): a == b
        default: self == other
        }
    }
}
