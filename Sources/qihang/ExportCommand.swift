import Access
import ArgumentParser
import Exchange
import House
import Registers

/// Exports a register.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "把一种台账导出成表格，或写出它的导入模板。",
        discussion: """
            例子：
              qihang export person 名单.xlsx
              qihang export person 名单.csv
              qihang export person 名单.csv --format csv-gb18030   给只认 GB18030 的旧程序
              qihang export person 模板.xlsx --template
            写成什么看文件名的结尾：.xlsx 是 Excel 工作簿，.csv 是 UTF-8 的 CSV。
            身份证号等默认打码；--reveal 原因 写出全号，并记入痕迹。
            """)

    @Argument(help: ArgumentHelp("台账的名字，如 person。", valueName: "台账"))
    var register: String

    @Argument(help: ArgumentHelp("写到哪个文件。", valueName: "文件"))
    var file: String

    @Option(name: .long, help: "格式：xlsx、csv、csv-gb18030；不写就看文件名的结尾。", transform: ExportCommand.format)
    var format: ExportFormat?

    @Option(name: .long, help: ArgumentHelp("列表的名字。", valueName: "列表"))
    var view: String?

    @Flag(name: .customLong("all-columns"), help: "导出所有字段，不只是列表里的。")
    var allColumns = false

    @Flag(name: .long, help: "写出导入模板，不导出记录。")
    var template = false

    @Option(name: .long, help: ArgumentHelp("写出全号的原因。", valueName: "原因"))
    var reveal: String?

    @OptionGroup var installation: Installation
    @OptionGroup var worker: Worker

    private static func format(_ written: String) throws -> ExportFormat {
        guard let format = ExportFormat(rawValue: written) else {
            throw ValidationError("格式应是 xlsx、csv 或 csv-gb18030。")
        }
        return format
    }

    func run() async throws {
        let format = try ExportFormat(of: file, wished: format)
        if template { try FileEnding(file: file).require(ExportFormat.xlsx.fileExtension, for: "导入模板") }
        try await installation.use { house in
            let actor = try await worker.actor(house, reason: "命令行导出")
            if template {
                try await house.exports.template(register: register, to: file, as: actor)
                Terminal.say("模板写到 \(file)")
            } else {
                let summary = try await house.exports.export(
                    ListQuery(register: register, view: view), columns: allColumns ? [] : nil, format: format,
                    revealing: reveal, to: file, as: actor
                ) { Terminal.progress("已写出 \($0) 行") }
                Terminal.progressEnded()
                Terminal.say("写出 \(summary.rows) 行到 \(file)\(summary.isMasked ? "（身份证号等已打码）" : "")")
            }
        }
    }
}
