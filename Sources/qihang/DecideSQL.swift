import ArgumentParser
import Decisions
import FEEL
import Foundation
import Packs
import Reasons
import Strict

/// Writes a strict decision as SQL.
struct DecideSQL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "把严格决策写成一条只用整数的 SQL，供 SQLite、PostgreSQL、DuckDB 或 Spark 运行。",
        discussion: """
            例子：
              qihang decide sql 保障金.dmn --decision 应缴 --files 年审.json --dialect duckdb
              qihang decide sql packs/core/decisions/levy.dmn --decision 应缴保障金 --on 2026-06-30 --region 9901
              qihang decide sql packs --dialect spark      # 数一数哪些决策能写成这种 SQL，不能的说明原因

            写了 --on（和 --region），方案包里这一天、这个区划的参数就写进 SQL。不写 --files，表叫 rows，主键 id，列名就是输入
            的名称；子行的表叫子行的名称，列 row_id 指向 rows。
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md；--files 和 --on 都不写时也可以是文件夹。", valueName: "模型"))
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

    @OptionGroup(title: "参数") var binding: DecideDay

    func run() async throws {
        guard let dialect = StrictDialect(rawValue: dialect) else {
            throw ValidationError("没有“\(dialect)”这种方言，可用的有：sqlite、postgres、duckdb、spark")
        }
        guard files != nil || binding.on != nil else { return try count(dialect) }
        guard !decision.isEmpty else { throw ReadableError(description: "请用 --decision 写明要哪些决策的结果。") }
        let held = try await binding.held(model, decision: decision.first)
        let description = try files.map { try BatchDescription.read($0) }
        let values = description?.binding(held) ?? Dictionary(held.map { ($0.input, $0.value) }) { first, _ in first }
        let program = try Definitions.read(path: model).strict(outputs: decision, firedRows: rows).binding(values)
        let tables =
            try description.map { try StrictTables($0, program) } ?? StrictTables(namedFor: program, dialect)
        let plan = try StrictPlan(program)
        if orphans {
            for (name, query) in plan.orphanQueries(over: tables) { Terminal.say("-- \(name)\n\(query);") }
            return
        }
        let text = try plan.sql(dialect, over: tables)
        for item in held where values[item.input] != nil { Terminal.say(comment(item)) }
        if description == nil {
            for input in program.inputs where input.constant == nil { Terminal.say(comment(input)) }
        }
        Terminal.say(text)
    }

    /// A parameter that was put in, with its source.
    private func comment(_ item: Answer.InForce) -> String {
        let citation = item.entry.citation
        let words = item.isAssumed ? ["假设"] : [citation.document, citation.article].compactMap { $0 }
        let source = words.joined(separator: "，").replacing("\n", with: " ")
        return "-- \(item.input) ＝ \(item.text)（\(source)）\(item.isAssumed || item.entry.verified ? "" : "，未核对原文")"
    }

    /// What a column has to hold.
    private func comment(_ input: StrictInput) -> String {
        let form =
            switch input.type {
            case .number(0, _): "整数"
            case .number(let scale, _): "整数，以 10 的负 \(scale) 次方计"
            case .boolean: "是否"
            case .date: "日期"
            default: "文字"
            }
        return "-- 列 \(input.path)：\(form)"
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
