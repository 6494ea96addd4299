import Access
import ArgumentParser
import Base
import Database
import Foundation
import House

/// Where the installation lies: the options that every command shares.
struct Installation: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("安装所在的文件夹：内嵌数据库、密钥、备份。", valueName: "文件夹"))
    var data: String = "data"

    @Option(name: .long, help: ArgumentHelp("改用这个 PostgreSQL 数据库，如 postgres://用户@主机/库名。", valueName: "地址"))
    var postgres: String?

    @Option(name: .long, help: ArgumentHelp("方案包文件夹。", valueName: "文件夹"))
    var packs: String?

    /// The installation, open.
    func open() async throws -> House {
        let house = try await House.open(settings())
        for notice in house.notices { Terminal.say(notice) }
        return house
    }

    func settings() throws -> House.Settings {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let location = try postgres.map { try Database.Location(parsing: $0) } ?? .sqlite(path: data + "/qihang.sqlite")
        return House.Settings(
            location: location, folder: data, packs: packs ?? Installation.packsFolder(),
            environment: ProcessInfo.processInfo.environment)
    }

    /// The packs beside the working folder, or beside the program.
    static func packsFolder() -> String {
        if FileManager.default.fileExists(atPath: "packs/core/pack.yaml") { return "packs" }
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        while folder.path != "/" {
            folder = folder.deletingLastPathComponent()
            let candidate = folder.path + "/packs"
            if FileManager.default.fileExists(atPath: candidate + "/core/pack.yaml") { return candidate }
        }
        return "packs"
    }
}

/// In whose name a command works.
struct Worker: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("以这个账号的身份和管辖范围执行；不写则以系统身份执行，并记入痕迹。", valueName: "账号"))
    var account: String?

    func actor(_ house: House, reason: String) async throws -> Access.Actor {
        guard let account else { return .system(reason: reason) }
        let system = Access.Actor.system(reason: reason)
        guard let found = try await house.access.account(named: account, actor: system),
            let actor = try await house.access.actor(account: found.id)
        else { throw ReadableError(description: "没有名为“\(account)”的账号。用 qihang user list 查看。") }
        return actor
    }
}
