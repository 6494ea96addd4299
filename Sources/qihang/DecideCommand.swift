import ArgumentParser

/// Decision models.
struct DecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "读、查、运行 DMN 决策模型。",
        discussion: """
            例子：
              qihang decide tck dmn-tck --csv 结果.csv
            """,
        subcommands: [DecideSuite.self])
}
