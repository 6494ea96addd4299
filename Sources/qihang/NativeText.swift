import Base
import Decisions
import Strict

/// What decisions can be compiled to, as text.
enum NativeText {
    /// A decision: native, or where and why not.
    static func lines(of verdict: StrictVerdict) -> [String] {
        if verdict.isHelper { return ["“\(verdict.decision)”：严格，供别的决策用"] }
        if let refusal = verdict.refusal { return ["不能按列：\(refusal.diagnostic)"] }
        if verdict.isNative { return ["“\(verdict.decision)”：严格，可按列和写成 SQL 计算"] }
        var lines = verdict.columns.map { ["不能按列：\($0.diagnostic)"] } ?? ["“\(verdict.decision)”：严格，可按列计算"]
        for (dialect, refusal) in verdict.sql.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("不能写成 \(dialect.title)：\(refusal.diagnostic)")
        }
        return lines
    }

    /// `n of N native` for each backend.
    static func counts(_ count: NativeCount) -> [String] {
        var lines = ["columns: \(count.columns) of \(count.all) native"]
        for dialect in StrictDialect.allCases {
            lines.append("\(dialect.title): \(count.sql[dialect] ?? 0) of \(count.all) native")
        }
        return lines
    }
}

extension StrictDialect {
    /// As its makers write it.
    var title: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        case .duckdb: "DuckDB"
        case .spark: "Spark"
        }
    }
}
