import ArgumentParser
import Base
import Decisions
import Exchange
import FEEL
import Foundation
import Reasons
import Strict

/// Works a strict decision out for all rows of files.
struct DecideBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "按列算一批：CSV 进，CSV 出，结果精确到分。",
        discussion: """
            描述文件（JSON）写明行、子行和查表各在哪个 CSV 文件、每个输入是哪一列。
            例子：qihang decide batch 保障金.dmn --decision 应缴保障金 --files 年审.json --output 结果.csv

            模型里名为“参数”的输入：写了 --on（和 --region）时，全批用方案包在这一天、这个区划的值；不写时，在描述文件里
            用 lookups 按区划和日期查表。
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md。", valueName: "模型"))
    var model: String

    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("要哪些决策的结果。", valueName: "决策"))
    var decision: [String]

    @Option(name: .long, help: ArgumentHelp("描述文件。", valueName: "文件"))
    var files: String

    @Option(name: .long, help: ArgumentHelp("结果写到哪个 CSV 文件。", valueName: "文件"))
    var output: String

    @OptionGroup(title: "参数") var binding: DecideDay

    @Flag(name: .long, help: "每个决策表再给出符合的是第几行（没有为 0）。")
    var rows = false

    @Option(name: .long, help: ArgumentHelp("用几个线程。", valueName: "个数"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(name: .long, help: ArgumentHelp("重复计算几次，取中位的用时。", valueName: "次数"))
    var `repeat`: Int = 1

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try FileEnding(file: output).require(ExportFormat.csv.fileExtension, for: "结果")
        let description = try BatchDescription.read(files)
        let held = try await binding.held(model, decision: decision.first)
        let program = try Definitions.read(path: model).strict(outputs: decision, firedRows: rows)
            .binding(description.binding(held))
        let columns = try CompiledColumns(StrictPlan(program))
        let loaded = clock.now
        let folder = URL(fileURLWithPath: files).deletingLastPathComponent().path
        let reader = BatchReader(program, description, folder: folder, threads: max(1, threads))
        let batch = try reader.read()
        let read = clock.now
        var (groupings, rules): ([Duration], [Duration]) = ([], [])
        var result: ColumnResult?
        for _ in 0..<max(1, `repeat`) {
            result = nil
            let before = clock.now
            let grouped = columns.group(batch, threads: max(1, threads))
            let middle = clock.now
            result = columns.run(batch, grouped: grouped, threads: max(1, threads))
            groupings.append(middle - before)
            rules.append(clock.now - middle)
        }
        guard let result else { return }
        let decided = clock.now
        try ResultWriter(program, result).write(
            result, keys: batch.keys, keyTitle: description.rows.key, to: output, threads: max(1, threads))
        report(result, batch, program)
        let (group, rule) = (Self.median(groupings), Self.median(rules))
        Terminal.say(
            """
            模型 \(Self.text(loaded - start))，读入 \(Self.text(read - loaded))，汇总子行 \(Self.text(group))，\
            计算 \(Self.text(rule))，写出 \(Self.text(clock.now - decided))。
            """)
    }

    private func report(_ result: ColumnResult, _ batch: ColumnBatch, _ program: StrictProgram) {
        var counts: [Int64: Int] = [:]
        if let reasons = result.reasons {
            for row in 0..<batch.count where reasons[row] != 0 { counts[reasons[row], default: 0] += 1 }
        }
        let refused = counts.values.reduce(0, +)
        let children = batch.children.reduce(0) { $0 + $1.keys.count }
        Terminal.say("\(batch.count) 行，子行 \(children) 行；算出 \(batch.count - refused) 行，没有结果 \(refused) 行。")
        for (table, child) in zip(program.tables, batch.children) {
            let orphans = batch.orphans(of: child)
            if let first = orphans.first {
                Terminal.warn("“\(table.name)”有 \(orphans.count) 行找不到所属的行（如 \(first)），没有计入任何结果。请核对。")
            }
        }
        for (code, count) in counts.sorted(by: { $0.value > $1.value }) {
            Terminal.say("  \(count) 行：\(program.reasons[Int(code) - 1].message)")
        }
    }

    private static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

    private static func text(_ duration: Duration) -> String {
        let micro = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        return "\(micro / 1000).\(String(String(micro % 1000 + 1000).dropFirst())) 毫秒"
    }
}
