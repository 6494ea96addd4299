import Access
import ArgumentParser
import House

/// Keys of the sealed fields.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "更换密钥。", discussion: "例子：qihang keys rotate --data data", subcommands: [Rotate.self])

    /// Changes the keys.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "换主密钥、加密密钥和查找密钥，把证件号等重新加密。随时可以中断，再运行会接着做。",
            discussion: """
                例子：
                  qihang keys rotate --data data            服务不用停；新密钥等 3 分钟，让各处都读到后启用
                  qihang keys rotate --data data --alone    没有别的服务在用这个数据库，立即启用
                用 PostgreSQL 时，主密钥只在写 --alone 时更换：先停下所有服务，换完把 master.key 拷到每台服务器，再启动。
                换完以后请重新备份密钥文件。历史里的旧值仍用旧密钥，旧密钥留在数据库里（由新主密钥包着），不要删除。
                还剩多少没有换完，用 qihang doctor 查看。
                """)

        @Flag(name: .long, help: "没有别的服务在用这个数据库：新密钥立即启用。")
        var alone = false

        @OptionGroup var installation: Installation

        func run() async throws {
            try await installation.use { house in
                let report = try await KeyRotation(house: house).run(
                    alone: alone, as: .system(reason: "命令行更换密钥")
                ) { Terminal.progress($0) }
                Terminal.progressEnded()
                if let fingerprint = report.fingerprint { Terminal.say("主密钥已更换，指纹 \(fingerprint)。") }
                Terminal.say("重新加密 \(report.changed) 处。")
                guard report.isDone else {
                    for obstacle in report.obstacles { Terminal.say("  " + obstacle) }
                    Terminal.say("还没有换完：旧密钥继续有效。处理以上各处后再运行一次。")
                    throw ExitCode(1)
                }
                Terminal.say("换完了，旧密钥已停用。请重新备份密钥文件。")
            }
        }
    }
}
