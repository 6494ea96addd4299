import Access
import ArgumentParser
import Exchange
import House

/// Imports a spreadsheet.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "把表格（xlsx、csv）导入一种台账。",
        discussion: """
            例子：
              qihang import person 名单.xlsx --dry-run      只试读，列出会新增、变化和有错的行
              qihang import person 名单.xlsx                导入没有错的行
              qihang import person 名单.csv --all-or-nothing 有一行出错就都不导入
            同一个文件再导一次不会改变任何东西。中断以后再运行会从断处继续。
            """)

    @Argument(help: ArgumentHelp("台账的名字，如 person。", valueName: "台账"))
    var register: String

    @Argument(help: ArgumentHelp("表格文件。", valueName: "文件"))
    var file: String

    @Flag(name: .customLong("dry-run"), help: "只试读，不写入。")
    var dryRun = false

    @Flag(name: .customLong("all-or-nothing"), help: "全部导入或全部不导入；不写则导入没有错的行。")
    var allOrNothing = false

    @Option(name: .long, help: ArgumentHelp("没有写区划的行放到这个区划里。", valueName: "区划代码"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("把标出错误的表格写到这里。", valueName: "文件"))
    var annotated: String?

    @OptionGroup var installation: Installation
    @OptionGroup var worker: Worker

    func run() async throws {
        if let annotated {
            try FileEnding(file: annotated).require(ExportFormat.xlsx.fileExtension, for: "标出错误的表格")
        }
        try await installation.use { house in
            let actor = try await worker.actor(house, reason: "命令行导入")
            let mode: ApplyMode? = dryRun ? nil : allOrNothing ? .everything : .goodRows
            let summary = try await house.imports.run(
                file: file, register: register, options: ImportOptions(region: region), apply: mode, as: actor
            ) { Terminal.progress($0.text) }
            Terminal.progressEnded()
            for line in summary.lines { Terminal.say(line) }
            if let annotated {
                try await house.imports.annotated(summary.run.id, to: annotated, as: actor)
                Terminal.say("标出错误的表格：\(annotated)")
            }
        }
    }
}
