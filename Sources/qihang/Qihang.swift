import ArgumentParser
import Foundation

/// The command.
@main
struct Qihang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qihang",
        abstract: "启航：一座城市促进残疾人就业的工作系统。",
        discussion: """
            例子：
              qihang run                      建库、装入方案包和演示城市，开始服务
              qihang serve --data data        服务一个已有的安装
              qihang import person 名单.xlsx   导入残疾人名单（先试读，列出每一处错误）
              qihang plan read 方案.docx       读一份方案文件

            每个子命令都有 --help。长的工作可以用 Ctrl-C 中断，再运行会接着做。
            """,
        version: "0.1.0",
        subcommands: [
            Run.self, Serve.self, Migrate.self, DemoCommand.self, PlanCommand.self, ImportCommand.self,
            ExportCommand.self, DecideCommand.self, RegionsCommand.self, UserCommand.self, Keys.self, Backup.self,
            Restore.self, Doctor.self,
        ])

    static func main() async {
        let work = Task.detached {
            var command = parsed()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
        let signals = Interruption.watch { work.cancel() }
        let result = await work.result
        withExtendedLifetime(signals) { leave(result) }
    }

    /// The command asked for; help and usage end the process.
    private static func parsed() -> any ParsableCommand {
        do {
            return try parseAsRoot()
        } catch {
            exit(withError: error)
        }
    }

    /// Ends the process. What went wrong is told in its own words, without the parser's around them.
    private static func leave(_ result: Result<Void, any Error>) {
        switch result {
        case .success: return
        case .failure(is CancellationError):
            Terminal.warn("已中断。写入的都已保留；再运行同一条命令会接着做。")
            Foundation.exit(Interruption.code)
        // Help, usage, an exit code of a command's own: the parser knows how.
        case .failure(let error) where error is ExitCode || exitCode(for: error) != .failure: exit(withError: error)
        case .failure(let error):
            Terminal.warn(ReadableError.text(error))
            Foundation.exit(1)
        }
    }
}
