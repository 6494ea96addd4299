extension SQL: ExpressibleByStringInterpolation {
    /// A literal in the source.
    public init(stringLiteral value: String) {
        self.init(raw: value)
    }

    /// A literal in the source with values, names and pieces between.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    /// What may stand in `\( )`.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        var sql = SQL.empty

        /// Starts empty.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Text of the source.
        public mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// A bound value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.append(bind: value.sqlValue)
        }

        /// A bound value, or null.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            sql.append(bind: SQLValue(value))
        }

        /// Another piece with its own binds.
        public mutating func appendInterpolation(_ piece: SQL) {
            sql.append(piece)
        }

        /// Trusted text: never anything that a user or a file gave.
        public mutating func appendInterpolation(raw text: String) {
            sql.append(text: text)
        }

        /// A quoted name of a table or column, or `table.column`; checked when the statement is run.
        public mutating func appendInterpolation(name: String) {
            sql.append(SQL.name(name))
        }

        /// Quoted names with commas between.
        public mutating func appendInterpolation(names: [String]) {
            sql.append(names.map(SQL.name).joined(separator: ", "))
        }

        /// Bound values with commas between, for `IN (…)`. An empty list is `NULL`, so that `IN` finds nothing;
        /// behind `NOT IN (` that would be wrong and is refused: use ``SQL/notIn(_:_:)``.
        public mutating func appendInterpolation(list values: [some SQLBindable]) {
            if values.isEmpty, sql.texts[sql.texts.count - 1].uppercased().hasSuffix("NOT IN (") {
                sql.fault = sql.fault ?? "NOT IN 的列表是空的，请改用 SQL.notIn"
            }
            sql.append(SQL.list(values))
        }
    }
}

extension SQL {
    /// The most values that one statement may bind: SQLite's limit is 32766, PostgreSQL's 65535.
    static let bindLimit = 32_000

    /// A checked and quoted name.
    static func name(_ name: String) -> SQL {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ isName($0) }) else {
            var result = SQL.empty
            result.fault = "名称“\(name)”不能用：只能用小写字母、数字和下划线，以字母或下划线开头，最长 63 个字符"
            return result
        }
        return SQL(raw: parts.map { "\"\($0)\"" }.joined(separator: "."))
    }

    /// Whether this can name a table, column or index on both engines without folding or cutting.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 63, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
    }

    /// Bound values with commas between; `NULL` when there are none.
    static func list(_ values: [some SQLBindable]) -> SQL {
        guard !values.isEmpty else { return "NULL" }
        var result = SQL.empty
        for (index, value) in values.enumerated() {
            if index > 0 { result.append(text: ", ") }
            result.append(bind: value.sqlValue)
        }
        return result
    }
}
