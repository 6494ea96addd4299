/// The order of a list and the question for what stands after a place in it (keyset paging).
///
/// The engines place nulls differently: SQLite takes them for the least values, PostgreSQL for the greatest. The order
/// is left to each engine, so that its plain indexes serve it, and the question asked to match.
public struct Keyset: Sendable {
    /// An expression by which a list is sorted.
    public struct Column: Sendable {
        /// The expression.
        public let expression: SQL
        let descending: Bool
        let nullable: Bool

        /// An expression, its direction, and whether it may be null.
        public init(_ expression: SQL, descending: Bool = false, nullable: Bool = true) {
            self.expression = expression
            self.descending = descending
            self.nullable = nullable
        }
    }

    private let columns: [Column]
    private let nullsAreLeast: Bool

    /// The columns of an order, the last of which must be unique.
    public init(_ columns: [Column], engine: Database.Engine) {
        self.columns = columns
        nullsAreLeast = engine == .sqlite
    }

    /// What follows `ORDER BY`; reversed for the page before.
    public func order(reversed: Bool = false) -> SQL {
        columns.map { column in
            column.expression + SQL(raw: column.descending != reversed ? " DESC" : " ASC")
        }.joined(separator: ", ")
    }

    /// Whether a row stands after the place with these values; before it when reversed.
    public func follows(_ values: [SQLValue], reversed: Bool = false) -> SQL {
        var alternatives: [SQL] = []
        var equal: [SQL] = []
        for (column, value) in zip(columns, values) {
            if let beyond = self.beyond(column, value, reversed: reversed, orEqual: false) {
                alternatives.append((equal + [beyond]).joined(separator: " AND "))
            }
            equal.append(
                value == .null ? column.expression + " IS NULL" : column.expression + SQL(" = \(value)"))
        }
        guard !alternatives.isEmpty else { return "FALSE" }
        let any = "(" + alternatives.joined(separator: " OR ") + SQL(")")
        // The first column alone bounds the range, which an index can use; the alternatives then decide.
        guard let first = columns.first, let value = values.first,
            let bound = beyond(first, value, reversed: reversed, orEqual: true)
        else { return any }
        return bound + " AND " + any
    }

    /// Whether a column's value lies beyond one; nil when nothing can.
    private func beyond(_ column: Column, _ value: SQLValue, reversed: Bool, orEqual: Bool) -> SQL? {
        let down = column.descending != reversed
        let nullsComeLast = nullsAreLeast == down
        if value == .null {
            if orEqual { return nullsComeLast ? column.expression + " IS NULL" : SQL("TRUE") }
            return nullsComeLast ? nil : column.expression + " IS NOT NULL"
        }
        let sign = SQL(raw: (down ? " <" : " >") + (orEqual ? "= " : " "))
        let compared = column.expression + sign + SQL("\(value)")
        return column.nullable && nullsComeLast
            ? "(" + compared + " OR " + column.expression + SQL(" IS NULL)") : compared
    }
}
