import ArgumentParser
import Foundation
import Packs
import Plans

/// Plan documents.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "读方案文件。", discussion: "例子：qihang plan read 方案.docx", subcommands: [Read.self])

    /// Reads a document.
    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "读一份方案文件（txt、md、docx、html），列出目标、措施、责任单位、期限、报送和附件表。",
            discussion: "例子：qihang plan read 方案.docx\n      qihang plan read 方案.txt --json > 方案.json")

        @Argument(help: ArgumentHelp("方案文件。", valueName: "文件"))
        var file: String

        @Flag(name: .long, help: "写成 JSON。")
        var json = false

        @Option(name: .long, help: ArgumentHelp("方案包文件夹（部门名称表在里面）。", valueName: "文件夹"))
        var packs: String?

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw ReadableError(description: "读不到文件“\(file)”。请检查路径。")
            }
            let library = try PackLibrary(folder: packs ?? Installation.packsFolder())
            let options = try PlanReader.Options(library: library)
            let source = try SourceText.load(fileName: file, bytes: Array(data))
            let reading = PlanReader.read(source, options: options)
            guard json else { return Terminal.say(PlanSummary(document: reading.document).text) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(reading.document), as: UTF8.self))
        }
    }
}
