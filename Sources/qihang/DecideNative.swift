import ArgumentParser
import Base
import Decisions
import Foundation
import Strict

/// Counts the decisions of models that every backend can run.
struct DecideNative: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "native", abstract: "数一数：模型的决策有多少可按列计算、写成各种 SQL；不能的说明位置和原因。",
        discussion: "例子：qihang decide native packs\n      qihang decide native 保障金.dmn")

    @Argument(help: ArgumentHelp("模型，或放模型的文件夹（连同下级）。", valueName: "路径"))
    var path: String

    func run() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ReadableError(description: "没有“\(path)”，请检查路径。")
        }
        let files =
            isFolder.boolValue
            ? (FileManager.default.subpaths(atPath: path) ?? []).filter { $0.hasSuffix(".dmn") }.sorted()
                .map { "\(path)/\($0)" } : [path]
        guard !files.isEmpty else { throw ReadableError(description: "“\(path)”里没有 .dmn 文件。") }
        var count = NativeCount()
        for file in files {
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
