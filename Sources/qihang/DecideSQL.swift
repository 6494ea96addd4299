import ArgumentParser
import Decisions
import Foundation
import Strict

/// Writes a strict decision as SQL.
struct DecideSQL: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "把严格决策写成一条只用整数的 SQL，供 SQLite、PostgreSQL、DuckDB 或 Spark 运行。",
        discussion: """
            例子：
              qihang decide sql 保障金.dmn --decision 应缴 --files 年审.json --dialect duckdb
              qihang decide sql packs --dialect spark      # 不写 --files：数一数哪些决策能写成这种 SQL，不能的说明原因
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md；不写 --files 时也可以是文件夹。", valueName: "模型"))
    var model: String

    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("要哪些决策的结果。", valueName: "决策"))
    var decision: [String] = []

    @Option(name: .long, help: ArgumentHelp("描述文件：哪个输入是哪张表的哪一列；表名是文件名去掉后缀。", valueName: "文件"))
    var files: String?

    @Option(name: .long, help: ArgumentHelp("sqlite、postgres、duckdb 或 spark。", valueName: "方言"))
    var dialect: String = "postgres"

    @Flag(name: .long, help: "每个决策表再给出符合的是第几行（没有为 0）。")
    var rows = false

    @Flag(name: .long, help: "改为给出查询：每种子行有多少行找不到所属的行。")
    var orphans = false

    func run() throws {
        guard let dialect = StrictDialect(rawValue: dialect) else {
            throw ValidationError("没有“\(dialect)”这种方言，可用的有：sqlite、postgres、duckdb、spark")
        }
        guard let files else { return try count(dialect) }
        guard !decision.isEmpty else { throw ReadableError(description: "请用 --decision 写明要哪些决策的结果。") }
        guard let text = FileManager.default.contents(atPath: files) else {
            throw ReadableError(description: "读不到“\(files)”，请检查路径和权限。")
        }
        let program = try Definitions.read(path: model).strict(outputs: decision, firedRows: rows)
        let description = try JSONDecoder().decode(BatchDescription.self, from: text)
        let (plan, tables) = (try StrictPlan(program), try StrictTables(description, program))
        if orphans {
            for (name, query) in plan.orphanQueries(over: tables) { Terminal.say("-- \(name)\n\(query);") }
        } else {
            Terminal.say(try plan.sql(dialect, over: tables))
        }
    }

    /// Which decisions can be SQL of this kind; of the others the place and the reason.
    private func count(_ dialect: StrictDialect) throws {
        var (native, all) = (0, 0)
        for file in try ModelFiles(model).paths {
            for verdict in try Definitions.read(path: file).strictVerdicts() where !verdict.isHelper {
                guard decision.isEmpty || decision.contains(verdict.decision) else { continue }
                all += 1
                if let refusal = verdict.refusal ?? verdict.sql[dialect] {
                    Terminal.say("不能写成 \(dialect.title)：\(refusal.diagnostic)")
                } else {
                    native += 1
                    Terminal.say("\(file)：“\(verdict.decision)”可以写成 \(dialect.title)")
                }
            }
        }
        Terminal.say("\(dialect.title): \(native) of \(all) native")
    }
}
