import ArgumentParser
import Demo
import House

/// Makes the made-up city.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "造演示城市云河：人、家庭、村、就业记录、做了一半的轮次，和可以练习导入的表格。",
        discussion: """
            例子：qihang demo --people 100000 --data demo-data
            人物和单位都是编造的，身份证号在 99 开头的区划里，不会是任何人的。
            可以用 Ctrl-C 中断，再运行会接着造。
            """)

    @OptionGroup var installation: Installation

    @Option(name: .long, help: ArgumentHelp("多少人，最多 1000000。", valueName: "数"))
    var people: Int = 20_000

    @Option(name: .long, help: ArgumentHelp("种子：同样的种子造出同样的城市。", valueName: "数"))
    var seed: UInt64 = 20_260_101

    func validate() throws { try DemoCommand.check(people: people) }

    static func check(people: Int) throws {
        guard (1...1_000_000).contains(people) else { throw ValidationError("--people 应在 1 到 1000000 之间。") }
    }

    func run() async throws {
        try await installation.use(making: true) { house in
            let demo = Demo(house: house)
            guard try await !demo.isMade() else {
                throw ReadableError(description: "这个安装里已经有演示城市了。请换一个 --data 文件夹。")
            }
            let folder = installation.data + "/demo"
            try await demo.make(people: people, seed: seed, folder: folder) { Terminal.progress($0) }
            Terminal.progressEnded()
            Terminal.say("演示城市造好了：\(people) 人。表格在 \(installation.data)/demo/")
        }
    }
}
