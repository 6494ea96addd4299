public import FEEL

/// A dialect of SQL that a strict decision can be written in.
public enum StrictDialect: String, Sendable, CaseIterable {
    /// SQLite 3.40 and later.
    case sqlite
    /// PostgreSQL 15 and later.
    case postgres
    /// DuckDB.
    case duckdb
    /// Apache Spark.
    case spark

    func quotient(_ a: String, _ b: String) -> String {
        switch self {
        case .sqlite, .postgres: "(\(a) / \(b))"
        case .duckdb: "(\(a) // \(b))"
        case .spark: "(\(a) div \(b))"
        }
    }

    /// What keeps a query from being written into the one around it, where the database would do that.
    var fence: String {
        switch self {
        case .sqlite: "\nLIMIT -1"
        case .postgres: "\nOFFSET 0"
        case .duckdb, .spark: ""
        }
    }

    func quoted(_ name: String) -> String {
        let mark = self == .spark ? "`" : "\""
        return mark + name.replacing(mark, with: mark + mark) + mark
    }

    /// A number of limbs of nine digits, the lowest first.
    func wide(isNegative: String, limbs: [String]) -> String {
        guard self != .sqlite else {
            let form = "%d" + String(repeating: "%09d", count: limbs.count - 1)
            let digits = "LTRIM(printf('\(form)', \(limbs.reversed().joined(separator: ", "))), '0')"
            return "CASE WHEN \(isNegative) THEN '-' ELSE '' END || COALESCE(NULLIF(\(digits), ''), '0')"
        }
        let type = self == .postgres ? "NUMERIC" : self == .duckdb ? "HUGEINT" : "DECIMAL(38, 0)"
        let parts = limbs.reversed().map { "CAST(\($0) AS \(type))" }
        let size = parts.dropFirst().reduce(parts.first ?? "0") { "(\($0) * 1000000000 + \($1))" }
        return "CASE WHEN \(isNegative) THEN -\(size) ELSE \(size) END"
    }

    func dayNumber(_ column: String) -> String {
        switch self {
        case .sqlite: "CAST(julianday(\(column)) - 2440587.5 AS BIGINT)"
        case .postgres: "CAST(\(column) - DATE '1970-01-01' AS BIGINT)"
        case .duckdb: "CAST(date_diff('day', DATE '1970-01-01', \(column)) AS BIGINT)"
        case .spark: "CAST(datediff(\(column), DATE '1970-01-01') AS BIGINT)"
        }
    }
}

/// Where a database keeps what a strict decision needs. All texts are SQL as it stands, names quoted where they must be.
public struct StrictTables: Sendable {
    /// The rows of a child table.
    public struct Child: Sendable {
        /// A table, or a query in brackets.
        public let source: String
        /// The column that names the row it belongs to.
        public let parent: String
        /// The columns of the table's inputs, by their place among the program's inputs.
        public let columns: [Int: String]

        /// Child rows.
        public init(source: String, parent: String, columns: [Int: String]) {
            (self.source, self.parent, self.columns) = (source, parent, columns)
        }
    }

    /// A table, or a query in brackets.
    public let source: String
    /// The column that names each row.
    public let key: String
    /// The columns of the inputs, by their place among the program's inputs: numbers in units of 10^-scale.
    public let columns: [Int: String]
    /// The child rows, one for each of the program's tables.
    public let children: [Child]

    /// Tables that are named for what the decision asks: `rows` with the key `id` and a column for each input that no
    /// value was put in for; and for each child table one of its name, whose column `row_id` names the row.
    public init(namedFor program: StrictProgram, _ dialect: StrictDialect) {
        func columns(_ inputs: [Int], within table: String) -> [Int: String] {
            let named = inputs.filter { program.inputs[$0].constant == nil }.map { index in
                (index, dialect.quoted(String(program.inputs[index].path.dropFirst(table.count))))
            }
            return Dictionary(named) { first, _ in first }
        }
        self.init(
            source: "rows", key: "id",
            columns: columns(program.inputs.indices.filter { program.inputs[$0].table == nil }, within: ""),
            children: program.tables.map { table in
                Child(
                    source: dialect.quoted(table.name), parent: "row_id",
                    columns: columns(table.inputs, within: table.name + "."))
            })
    }

    /// The tables of a decision.
    public init(source: String, key: String, columns: [Int: String], children: [Child] = []) {
        (self.source, self.key, self.columns, self.children) = (source, key, columns, children)
    }
}

extension StrictPlan {
    /// The decision as one query on 64-bit whole numbers: a row for each row of the source, with the columns `key`,
    /// `reason` (0, or the place of the reason plus 1), and for output number n `upper_n` and `lower_n`. Of these those
    /// that may be wider come as the widest whole numbers of the dialect: NUMERIC, HUGEINT, DECIMAL(38, 0), in SQLite as
    /// text.
    ///
    /// - Throws: `ExpressionFault` when a number to divide by is too wide, or an input has no column.
    public func sql(_ dialect: StrictDialect, over tables: StrictTables) throws(ExpressionFault) -> String {
        let plan = try NarrowPlan(self)
        let writer = StrictSQLWriter(plan: plan, dialect: dialect)
        let layers = SQLLayers(plan.graph, dialect, roots: plan.roots)
        guard layers.count <= SQLLayers.maximumColumns else {
            throw ExpressionFault(.start, "写成 SQL 要的中间列超过 \(SQLLayers.maximumColumns) 个；请给输入写更窄的上下限，或更早取整")
        }
        var queries = try writer.queries(tables, fence: layers.fence)
        let (own, last) = layers.layers(over: StrictSQLWriter.name)
        queries += own
        let sound = StrictSQLWriter.sound
        var select = ["key", "CASE WHEN v < \(sound) THEN v ELSE \(layers.value(plan.reason)) END AS reason"]
        for (index, output) in plan.outputs.enumerated() {
            select.append("\(layers.value(output.upper)) AS upper_\(index)")
            select.append("\(layers.value(output.lower)) AS lower_\(index)")
        }
        return "WITH \(queries.joined(separator: ",\n"))\nSELECT \(select.joined(separator: ", "))\nFROM \(last)"
    }

    /// For each child table a query of one number: how many of its rows belong to no row of the source. They count
    /// nowhere, so whoever runs a batch has to be told.
    public func orphanQueries(over tables: StrictTables) -> [(table: String, query: String)] {
        zip(program.tables, tables.children).map { table, child in
            (
                table.name,
                """
                SELECT COUNT(*) AS orphans FROM \(child.source) c
                WHERE NOT EXISTS (SELECT 1 FROM \(tables.source) r WHERE r.\(tables.key) = c.\(child.parent))
                """
            )
        }
    }
}
