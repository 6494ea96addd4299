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

    /// Tables whose columns are only numbered, to see whether a decision can be SQL.
    package init(named program: StrictProgram) {
        func columns(_ inputs: [Int]) -> [Int: String] {
            Dictionary(uniqueKeysWithValues: inputs.map { ($0, "c\($0)") })
        }
        self.init(
            source: "source", key: "key",
            columns: columns(program.inputs.indices.filter { program.inputs[$0].table == nil }),
            children: program.tables.enumerated().map { index, table in
                Child(source: "child\(index)", parent: "parent", columns: columns(table.inputs))
            })
    }

    /// The tables of a decision.
    public init(source: String, key: String, columns: [Int: String], children: [Child] = []) {
        (self.source, self.key, self.columns, self.children) = (source, key, columns, children)
    }
}

extension StrictPlan {
    /// The decision as one query on 64-bit whole numbers: a row for each row of the source, with the columns `key`,
    /// `reason` (0, or the place of the reason plus 1), and for output number n `upper_n` and `lower_n`.
    ///
    /// - Throws: `ExpressionFault` when a step needs more than 64 bits, or an input has no column.
    public func sql(_ dialect: StrictDialect, over tables: StrictTables) throws(ExpressionFault) -> String {
        if needed.contains(where: { !graph.isNarrow($0) }) {
            throw ExpressionFault(.start, "有的步骤可能超出 64 位，不能写成 SQL 的 BIGINT；请给输入写更窄的上下限")
        }
        let writer = StrictSQLWriter(plan: self, dialect: dialect)
        let roots = outputs.flatMap { [$0.numerator, $0.denominator] } + [reason]
        let layers = SQLLayers(graph, dialect, roots: roots)
        var queries = try writer.queries(tables, fence: layers.fence)
        let (own, last) = layers.layers(over: StrictSQLWriter.name)
        queries += own
        let sound = StrictSQLWriter.sound
        var select = ["key", "CASE WHEN v < \(sound) THEN v ELSE \(layers.value(reason)) END AS reason"]
        for (index, output) in outputs.enumerated() {
            select.append("\(layers.value(output.numerator)) AS upper_\(index)")
            select.append("\(layers.value(output.denominator)) AS lower_\(index)")
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
