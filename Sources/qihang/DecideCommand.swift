import ArgumentParser

/// Decision models.
struct DecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "读、查、运行 DMN 决策模型。",
        discussion: """
            例子：
              qihang decide run 保障金.dmn --decision 应缴额 --input 单位.json
              qihang decide ask 保障金.dmn --decision 应缴额 --input 已知.json
              qihang decide check 保障金.dmn
              qihang decide convert 保障金.md --to dmn
              qihang decide tck dmn-tck --csv 结果.csv
            """,
        subcommands: [
            DecideRun.self, DecideCheck.self, DecideSuite.self, DecideBatch.self, DecideSQL.self, DecideNative.self,
            DecideConvert.self, DecideAsk.self,
        ])
}
