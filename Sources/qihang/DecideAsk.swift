import ArgumentParser
import Base
import Decisions
import FEEL
import Foundation

/// Decides with what is known, and asks for what is missing.
struct DecideAsk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "只知道一部分输入时：已能确定就给出结果，否则给出下一个要问的问题。",
        discussion: """
            没有写的输入就是还不知道的；写成 null 的是空值。在终端里会接着往下问，直到得出结果。

            例子：
              qihang decide ask 保障金.dmn --decision 档次
              qihang decide ask 保障金.dmn --decision 档次 --input 已知.json
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md。", valueName: "模型"))
    var model: String

    @Option(name: .long, help: ArgumentHelp("决策的名称。", valueName: "名称"))
    var decision: String

    @Option(name: .long, help: ArgumentHelp("已知的输入：.json。", valueName: "文件"))
    var input: String?

    @Option(name: .long, help: ArgumentHelp("把这一天当作今天（YYYY-MM-DD）。", valueName: "日期"))
    var today: String?

    func run() throws {
        let model = try DecisionModel.load(path: self.model)
        for fault in model.faults { Terminal.warn(fault.description) }
        var known = try input.map { try DecideRun.context(of: $0) } ?? Context()
        let moment = try DecideRun.moment(today)
        while true {
            switch try model.ask(decision, known: known, at: moment) {
            case .result(let value):
                Terminal.say(value.description)
                if let reason = value.reason { Terminal.warn("没有结果：\(reason.message)") }
                return
            case .question(let question, let others):
                say(question, others: others.count)
                guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, let answer = answer(to: question) else {
                    return
                }
                known = question.adding(answer, to: known)
            }
        }
    }

    private func say(_ question: NextQuestion, others: Int) {
        Terminal.say("还要问：\(question.text)")
        if let help = question.help { Terminal.say("  说明：\(help)") }
        Terminal.say("  名称：\(question.name)")
        Terminal.say("  类型：\(question.type.chinese)")
        if let answers = question.allowedAnswers {
            Terminal.say("  可答：\(answers.map(Self.shown).joined(separator: "、"))")
        } else if let constraint = question.constraint {
            Terminal.say("  限制：\(constraint)")
        }
        if others > 0 { Terminal.say("  此后可能还要问 \(others) 项。") }
    }

    private static func shown(_ value: Value) -> String {
        if let truth = value.boolean { return truth ? "是" : "否" }
        return value.string ?? value.description
    }

    /// What the person at the terminal answers; nil when there is no more.
    private func answer(to question: NextQuestion) -> Value? {
        while true {
            FileHandle.standardOutput.write(Data("回答：".utf8))
            guard let line = readLine() else { return nil }
            if let answer = question.answer(line) { return answer }
            Terminal.say("“\(line)”不能作为回答，应为\(question.type.chinese)\(question.constraint.map { "，且符合 \($0)" } ?? "")。")
        }
    }
}
