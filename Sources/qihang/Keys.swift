import Access
import ArgumentParser
import House
import Registers
import Secrets

/// Keys of the sealed fields.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "更换密钥。", subcommands: [Rotate.self])

    /// Changes the keys.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "换一把主密钥和加密密钥，把证件号等重新加密。可以中断后再运行。",
            discussion: "例子：qihang keys rotate --data data\n换完以后请重新备份密钥文件。")

        @OptionGroup var installation: Installation

        func run() async throws {
            let house = try await installation.open()
            let actor = Access.Actor.system(reason: "命令行更换密钥")
            let fingerprint = try await house.vault.rotateMasterKey(actor: actor)
            _ = try await house.vault.rotateDataKey(.seal, actor: actor)
            let count = try await house.registers.resealSecrets { Terminal.progress("已核对 \($0) 条记录") }
            Terminal.progressEnded()
            Terminal.say("主密钥已更换（指纹 \(fingerprint)），重新加密 \(count) 处。请重新备份密钥文件。")
            await house.close()
        }
    }
}
