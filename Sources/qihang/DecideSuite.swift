import ArgumentParser
import Decisions
import FEEL
import Foundation
import Strict

/// Runs a folder of the official suite.
struct DecideSuite: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tck", abstract: "运行一个文件夹的 DMN 官方测试（dmn-tck），列出不符的每一条。",
        discussion: """
            例子：
              qihang decide tck dmn-tck
              qihang decide tck dmn-tck --csv 结果.csv
              qihang decide tck dmn-tck --native     # 有多少条可按列和写成 SQL 计算
            """)

    @Argument(help: ArgumentHelp("官方测试的文件夹。", valueName: "文件夹"))
    var folder: String

    @Option(name: .long, help: ArgumentHelp("把结果写成官方的 CSV。", valueName: "文件"))
    var csv: String?

    @Flag(name: .long, help: "只数：每条测试的决策能不能按列和写成 SQL 计算，数字的上下限按模型写的，再按补上的。")
    var native = false

    @Flag(name: .long, help: "连同 --native：列出不能的每一条和原因。")
    var reasons = false

    func run() throws {
        if native { return try countNative() }
        let run = try SuiteRun.run(folder: folder, at: .current)
        for outcome in run.outcomes {
            if let failure = outcome.failure { Terminal.say("\(outcome.folder) \(outcome.id): \(failure)") }
        }
        if let csv { try Data(run.csv.utf8).write(to: URL(filePath: csv)) }
        Terminal.say(run.summary)
        if run.failed > 0 { throw ExitCode(1) }
    }

    private func countNative() throws {
        Terminal.say("As the models stand:")
        Terminal.say(NativeText.counts(try SuiteRun.native(folder: folder).count).joined(separator: "\n"))
        // Nearly all numbers of the suite have no bounds, which the strict profile asks for.
        let run = try SuiteRun.native(folder: folder, unbounded: .number(scale: 4, -10_000_000_000...10_000_000_000))
        Terminal.say("With numbers between -1000000 and 1000000 of four decimals where the models say nothing:")
        Terminal.say(NativeText.counts(run.count).joined(separator: "\n"))
        Terminal.say("\(run.agreeing) of \(run.count.columns) native cases answer as the suite expects")
        for outcome in run.differing { Terminal.say(outcome) }
        if reasons { for line in run.reasons { Terminal.say(line) } }
    }
}
