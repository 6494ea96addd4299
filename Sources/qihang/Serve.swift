import Access
import ArgumentParser
import Base
import Database
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

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port 应在 1 到 65535 之间。") }
    }

    /// - Throws: `CannotListen` before any other work is done in vain.
    func checkPort() async throws {
        try await Office.checkPort(host: host, port: port)
    }

    func serve(_ house: House, demoAccounts: [(name: String, password: String, role: String)]) async throws {
        var logger = Logger(label: "qihang")
        logger.logLevel = .notice
        let office = Office(
            house: house,
            settings: .init(host: host, port: port, secure: https, demoAccounts: demoAccounts), logger: logger)
        let address = "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
        let upkeep = Task { await Upkeep(house: house, logger: logger).run() }
        defer { upkeep.cancel() }
        Interruption.leaveToServer()
        try await office.serve {
            Terminal.say("打开 \(address)   （按 Ctrl-C 停止）")
        }
        Terminal.say("已停止。")
    }
}

/// Serves an installation.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "服务一个已有的安装。", discussion: "例子：qihang serve --data data --port 8080")

    @OptionGroup var installation: Installation
    @OptionGroup var options: ServeOptions

    func run() async throws {
        try await options.checkPort()
        try await installation.use { try await options.serve($0, demoAccounts: []) }
    }
}

/// Makes an installation ready and serves it: what `./run` calls.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "建库，装入方案包和编造的演示城市，开始服务。再次运行保留数据。",
        discussion: """
            例子：
              qihang run --port 8080
              qihang run --empty --postgres postgres://qihang@localhost/qihang
            造演示城市时可以用 Ctrl-C 中断，再运行会接着造。
            """)

    @OptionGroup var installation: Installation
    @OptionGroup var options: ServeOptions

    @Flag(name: .long, help: "不要编造的人，只装入方案包。")
    var empty = false

    @Option(name: .long, help: ArgumentHelp("编造多少人，最多 1000000。", valueName: "数"))
    var people: Int = 20_000

    func validate() throws { try DemoCommand.check(people: people) }

    func run() async throws {
        try await options.checkPort()
        try await installation.use(making: true) { house in
            if empty {
                if let first = try await FirstAccount.make(house) { Terminal.say(first) }
                return try await options.serve(house, demoAccounts: [])
            }
            try await makeDemo(house)
            try Task.checkCancellation()
            Terminal.say("演示账号（密码都是 \(Demo.password)）：")
            for account in Demo.accounts { Terminal.say("  \(account.name)\t\(account.role)") }
            Terminal.say("可以拿来练习导入的表格在 \(installation.data)/demo/")
            try await options.serve(house, demoAccounts: Demo.accounts.map { ($0.name, Demo.password, $0.role) })
        }
    }

    /// Of several processes that start together on one database one makes the city; the others wait for it.
    private func makeDemo(_ house: House) async throws {
        let demo = Demo(house: house)
        while try await !demo.isMade() {
            let isMade: Bool? = try await house.database.withAdvisoryLock("demo-city") {
                guard try await !demo.isMade() else { return true }
                Terminal.say("造演示城市：\(people) 人（人物和单位都是编造的）……")
                try await demo.make(people: people, folder: installation.data + "/demo") { Terminal.progress($0) }
                Terminal.progressEnded()
                return true
            }
            if isMade == nil {
                Terminal.progress("另一个程序正在造演示城市，等它做完……")
                try await Task.sleep(for: .seconds(2))
            }
        }
    }
}
