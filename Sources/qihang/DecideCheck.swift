import ArgumentParser
import Base
import Decisions

/// Looks through a model before it runs.
struct DecideCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查模型：读不懂的表达式，决策表的空缺、重叠和用不到的行；每个决策能不能按列和写成 SQL 计算。",
        discussion: "例子：qihang decide check 保障金.dmn")

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md。", valueName: "模型"))
    var model: String

    func run() throws {
        let model = try DecisionModel.load(path: self.model)
        let doubts = model.checkExpressions() + model.checkUnused()
        for fault in model.faults + doubts { Terminal.say(fault.description) }
        let findings = model.checkTables()
        for (name, finding) in findings {
            let place = Place(file: model.definitions.file, line: finding.origin.line)
            Terminal.say("\(place)：“\(name)”的决策表\(finding.message)")
        }
        for verdict in model.definitions.strictVerdicts() {
            let lines = NativeText.lines(of: verdict)
            Terminal.say(lines.joined(separator: "\n"))
        }
        let doubtful = findings.count { if case .unchecked = $0.finding.kind { false } else { true } }
        Terminal.say("\(model.faults.count) 处错误，\(doubtful + doubts.count) 处可疑。")
        if !model.faults.isEmpty || !doubts.isEmpty || doubtful > 0 { throw ExitCode(1) }
    }
}
