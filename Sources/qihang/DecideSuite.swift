import ArgumentParser
import Decisions
import FEEL
import Foundation

/// Runs a folder of the official suite.
struct DecideSuite: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tck", abstract: "运行一个文件夹的 DMN 官方测试（dmn-tck），列出不符的每一条。",
        discussion: "例子：qihang decide tck dmn-tck\n      qihang decide tck dmn-tck --csv 结果.csv")

    @Argument(help: ArgumentHelp("官方测试的文件夹。", valueName: "文件夹"))
    var folder: String

    @Option(name: .long, help: ArgumentHelp("把结果写成官方的 CSV。", valueName: "文件"))
    var csv: String?

    func run() throws {
        let run = try SuiteRun.run(folder: folder, at: .current)
        for outcome in run.outcomes {
            if let failure = outcome.failure { Terminal.say("\(outcome.folder) \(outcome.id): \(failure)") }
        }
        if let csv { try Data(run.csv.utf8).write(to: URL(filePath: csv)) }
        Terminal.say(run.summary)
        if run.failed > 0 { throw ExitCode(1) }
    }
}
