import ArgumentParser
import Decisions
import Foundation

/// Writes a model in another form.
struct DecideConvert: ParsableCommand {
    /// The forms that a model can take.
    enum Form: String, ExpressibleByArgument {
        case dmn
        case md
    }

    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "把 Markdown 决策表写成 DMN 1.5，或把 DMN 写成 Markdown。",
        discussion: """
            例子：
              qihang decide convert 保障金.md --to dmn > 保障金.dmn
              qihang decide convert 保障金.dmn --to md --output 保障金.md
            """)

    @Argument(help: ArgumentHelp("模型：.dmn 或 .md。", valueName: "模型"))
    var model: String

    @Option(name: .long, help: ArgumentHelp("写成哪种：dmn 或 md。", valueName: "形式"))
    var to: Form

    @Option(name: .long, help: ArgumentHelp("写到哪个文件；不写就显示在屏幕上。", valueName: "文件"))
    var output: String?

    func run() throws {
        if let output { try FileEnding(file: output).require(to.rawValue, for: "写成 \(to.rawValue) 的模型") }
        let definitions = try Definitions.read(path: model)
        let text =
            switch to {
            case .dmn: definitions.dmn()
            case .md: try definitions.markdown()
            }
        guard let output else { return FileHandle.standardOutput.write(Data(text.utf8)) }
        try Data(text.utf8).write(to: URL(filePath: output))
    }
}
