import Access
import ArgumentParser
import Exchange
import House
import Registers
import Sheets

/// Towns and villages.
struct RegionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions", abstract: "从表格补充乡镇、村等区划。",
        discussion: """
            例子：qihang regions 村名单.xlsx
            每行一个区划：代码（2、4、6、9 或 12 位）、名称，需要时再写类型（如 功能区）。已有的代码会换成新的名称。
            """)

    @Argument(help: ArgumentHelp("表格文件（xlsx、csv）。", valueName: "文件"))
    var file: String

    @Flag(name: .customLong("dry-run"), help: "只试读，不写入。")
    var dryRun = false

    @OptionGroup var installation: Installation
    @OptionGroup var worker: Worker

    func run() async throws {
        try await installation.use { house in
            let actor = try await worker.actor(house, reason: "命令行补充区划")
            let regions = try RegionImport(SheetSource.open(path: file), known: house.registers.regions)
            for fault in regions.faults { Terminal.say(fault) }
            if !dryRun { try await regions.apply(to: house.registers, as: actor) }
            let words = dryRun ? "可以写入" : "已写入"
            Terminal.say("\(words) \(regions.entries.count) 个区划，有问题的 \(regions.faults.count) 行。")
        }
    }
}
