import ArgumentParser
import Base
import Decisions
import Strict

/// Counts the decisions of models that every backend can run.
struct DecideNative: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "native", abstract: "数一数：模型的决策有多少可按列计算、写成各种 SQL；不能的说明位置和原因。",
        discussion: "例子：qihang decide native packs\n      qihang decide native 保障金.dmn")

    @Argument(help: ArgumentHelp("模型（.dmn 或 .md），或放模型的文件夹：连同下级的 .dmn，和 decisions 里的 .md。", valueName: "路径"))
    var path: String

    func run() throws {
        var count = NativeCount()
        for file in try ModelFiles(path).paths {
            do throws(Diagnostics) {
                for verdict in try Definitions.read(path: file).strictVerdicts() {
                    if verdict.isHelper { continue }
                    count.add([verdict])
                    if !verdict.isNative { Terminal.say(NativeText.lines(of: verdict).joined(separator: "\n")) }
                }
            } catch {
                Terminal.say(error.description)
            }
        }
        Terminal.say(NativeText.counts(count).joined(separator: "\n"))
    }
}
