import ArgumentParser

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

            每个子命令都有 --help。
            """,
        version: "0.1.0",
        subcommands: [
            Run.self, Serve.self, Migrate.self, DemoCommand.self, PlanCommand.self, ImportCommand.self,
            ExportCommand.self, RegionsCommand.self, UserCommand.self, Keys.self, Backup.self, Restore.self,
            Doctor.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: ReadableError.readable(error))
        }
    }
}
