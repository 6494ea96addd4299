import ArgumentParser
import Base
import Decisions
import FEEL
import Foundation
import Reasons
import Sheets

/// Runs one decision.
struct DecideRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "运行一个决策。输入是 JSON（一次），或 JSON 行、表格（每行一次）。",
        discussion: """
            JSON 里按名称写输入：{"单位": {"在职职工人数": 120}}。表格的表头是输入的名称，输入的一项写成“单位.在职职工人数”。
            .jsonl 文件每行一个 JSON 对象，最后写明只算决策用了多久。

            例子：
              qihang decide run 保障金.dmn --decision 应缴额 --input 单位.json
              qihang decide run 保障金.dmn --decision 应缴额 --input 单位.json --trace
              qihang decide run 保障金.dmn --decision 应缴额 --input 单位.csv --today 2026-06-30
              qihang decide run packs/core/decisions/levy.dmn --input 单位.json --on 2026-06-30 --region 9901 --reasons

            模型里名为“参数”的输入由方案包的参数填上，按日期和区划取值；写了 --data，就用那个安装里现行的值。
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md。", valueName: "模型"))
    var model: String

    @Option(name: .long, help: ArgumentHelp("决策的名称；只有一个别的决策都不用的决策时可以不写。", valueName: "名称"))
    var decision: String?

    @Option(name: .long, help: ArgumentHelp("输入：.json、.jsonl，或 .csv、.xlsx。", valueName: "文件"))
    var input: String?

    @Flag(name: .long, help: "列出经过：用了哪些输入，每张表哪一行符合、别的行差在哪一格。")
    var trace = false

    @Option(name: .long, help: ArgumentHelp("把这一天当作今天（YYYY-MM-DD）。", valueName: "日期"))
    var today: String?

    @OptionGroup(title: "参数") var binding: DecideBinding

    func run() async throws {
        let model = try DecisionModel.load(path: self.model)
        if binding.binds(model.definitions) { return try await runBound(model) }
        for fault in model.faults { Terminal.warn(fault.description) }
        guard let decision else { throw ReadableError(description: "请用 --decision 写明要问的决策。") }
        let moment = try Self.moment(today)
        if let input, input.lowercased().hasSuffix(".jsonl") {
            var lines = DecideLines(model: model, decision: decision, moment: moment, isTraced: trace)
            return try lines.run(input)
        }
        if isTable, let input {
            return try table(input) { columns, row in
                let given = model.given(columns: columns, row: row, forDecision: decision)
                let outcome = try model.decide(decision, inputs: given, at: moment, tracing: trace)
                if trace { Terminal.say(TraceText(model).text(of: outcome.steps)) }
                return "\(outcome.value)\(outcome.value.reason.map { "\t\($0.message)" } ?? "")"
            }
        }
        let given = model.given(try inputs(), forDecision: decision)
        let outcome = try model.decide(decision, inputs: given, at: moment, tracing: trace)
        if trace { Terminal.say(TraceText(model).text(of: outcome.steps)) }
        Terminal.say(outcome.value.description)
        if let reason = outcome.value.reason { Terminal.warn("没有结果：\(reason.message)") }
    }

    /// With the parameters of the packs: what they have no value for is a reason why there is no answer.
    private func runBound(_ model: DecisionModel) async throws {
        let parameters = try await binding.day.parameters()
        let bound = try BoundModel(model, decision: decision, parameters: parameters)
        let civil = try Self.moment(today).today
        guard let today = Day(year: civil.year, month: civil.month, day: civil.day) else { return }
        if let input, input.lowercased().hasSuffix(".jsonl") {
            let lines = BoundLines(
                model: bound, parameters: parameters, question: try binding.question(Context(), today: today),
                isTraced: trace, traced: { TraceText(model).text(of: $0.trace) })
            return try lines.run(input)
        }
        guard isTable, let input else {
            let question = try binding.question(try inputs(), today: today)
            let answer = try bound.answer(question, parameters: parameters)
            if trace { Terminal.say(TraceText(model).text(of: answer.trace)) }
            return binding.say(answer)
        }
        try table(input) { columns, row in
            let question = try binding.question(bound.inputs(columns: columns, row: row), today: today)
            do throws(NoAnswer) {
                let answer = try bound.answer(question, parameters: parameters)
                if trace { Terminal.say(TraceText(model).text(of: answer.trace)) }
                return answer.text
            } catch {
                return "null\t\(error.reasons.joined())"
            }
        }
    }

    private var isTable: Bool { input.map { !$0.lowercased().hasSuffix(".json") } ?? false }

    private func inputs() throws -> Context { try input.map { try Self.context(of: $0) } ?? Context() }

    /// The values that a JSON file gives by name.
    static func context(of file: String) throws -> Context {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ReadableError(description: "读不到文件“\(file)”。请检查路径。")
        }
        guard let context = try Value(json: Array(data), file: file).context else {
            throw ReadableError(description: "“\(file)”里应是一个 JSON 对象，如 {\"单位\": …}。")
        }
        return context
    }

    /// The day that a person wants to be today; this moment where none is said.
    static func moment(_ today: String?) throws -> Moment {
        guard let today else { return .current }
        guard let day = CivilDate(today) else {
            throw ReadableError(description: "“\(today)”不是日期，应写成如 2026-06-30。")
        }
        return Moment(today: day)
    }

    /// One result a row, beside the number of the row; what has no result says why.
    private func table(_ file: String, _ result: ([String], [String]) throws -> String) throws {
        let reader = try SheetSource.open(path: file).reader()
        guard let header = try reader.next() else { throw ReadableError(description: "“\(file)”里没有表头。") }
        let columns = header.cells.map(\.column)
        let names = columns.map { header.text($0) }
        while let row = try reader.next() {
            if row.isEmpty { continue }
            Terminal.say("\(row.number)\t\(try result(names, columns.map { row.text($0) }))")
        }
    }
}
