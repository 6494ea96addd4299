import Access
import ArgumentParser
import Base
import Demo
import Foundation
import House
import Logging
import Office

/// How it is served.
struct ServeOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("端口。", valueName: "数"))
    var port: Int = 8080

    @Option(name: .long, help: ArgumentHelp("监听的地址；0.0.0.0 让别的机器也能访问。", valueName: "地址"))
    var host: String = "127.0.0.1"

    @Flag(name: .long, help: "浏览器经 https 访问（前面有代理）：cookie 只走加密连接。")
    var https = false

    func serve(_ house: House, demoAccounts: [(name: String, password: String, role: String)]) async throws {
        var logger = Logger(label: "qihang")
        logger.logLevel = .notice
        let office = Office(
            house: house,
            settings: .init(host: host, port: port, secure: https, demoAccounts: demoAccounts), logger: logger)
        let address = "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
        let upkeep = Task { await Upkeep(house: house, logger: logger).run() }
        defer { upkeep.cancel() }
        try await office.serve {
            Terminal.say("打开 \(address)   （按 Ctrl-C 停止）")
        }
        await house.close()
    }
}

/// Serves an installation.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "服务一个已有的安装。", discussion: "例子：qihang serve --data data --port 8080")

    @OptionGroup var installation: Installation
    @OptionGroup var options: ServeOptions

    func run() async throws {
        let house = try await installation.open()
        try await options.serve(house, demoAccounts: [])
    }
}

/// Makes an installation ready and serves it: what `./run` calls.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "建库，装入方案包和编造的演示城市，开始服务。再次运行保留数据。",
        discussion: "例子：qihang run --port 8080\n      qihang run --empty --postgres postgres://qihang@localhost/qihang")

    @OptionGroup var installation: Installation
    @OptionGroup var options: ServeOptions

    @Flag(name: .long, help: "不要编造的人，只装入方案包。")
    var empty = false

    @Option(name: .long, help: ArgumentHelp("编造多少人。", valueName: "数"))
    var people: Int = 20_000

    func run() async throws {
        let house = try await installation.open()
        if empty {
            if let first = try await FirstAccount.make(house) { Terminal.say(first) }
            try await options.serve(house, demoAccounts: [])
            return
        }
        let demo = Demo(house: house)
        if try await !demo.isMade() {
            Terminal.say("造演示城市：\(people) 人（人物和单位都是编造的）……")
            try await demo.make(people: people, folder: installation.data + "/demo") { Terminal.progress($0) }
            Terminal.progressEnded()
        }
        Terminal.say("演示账号（密码都是 \(Demo.password)）：")
        for account in Demo.accounts { Terminal.say("  \(account.name)\t\(account.role)") }
        Terminal.say("可以拿来练习导入的表格在 \(installation.data)/demo/")
        try await options.serve(
            house, demoAccounts: Demo.accounts.map { ($0.name, Demo.password, $0.role) })
    }
}
