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

    /// The embedded database and the key, in the installation's folder.
    static let file = "qihang.sqlite"
    static let keyFile = "master.key"

    /// The installation, open.
    /// - Parameter making: whether one is made where there is none. Otherwise a folder that was mistyped would become a new,
    ///   empty installation.
    func open(making: Bool = false) async throws -> House {
        if !making, postgres == nil, !FileManager.default.fileExists(atPath: data + "/" + Installation.file) {
            throw ReadableError(
                description: "“\(data)”里没有启航的安装。请用 --data 指明文件夹；要新建一个，用 qihang run 或 qihang migrate。")
        }
        let house = try await House.open(settings())
        for notice in house.notices { Terminal.say(notice) }
        return house
    }

    /// Does something with the installation and closes it whatever happens.
    func use<Result>(making: Bool = false, _ body: (House) async throws -> Result) async throws -> Result {
        let house = try await open(making: making)
        do {
            let result = try await body(house)
            await house.close()
            return result
        } catch {
            await house.close()
            throw error
        }
    }

    func settings() throws -> House.Settings {
        try makeFolder()
        let embedded = Database.Location.sqlite(path: data + "/" + Installation.file)
        let location = try postgres.map { try Database.Location(parsing: $0) } ?? embedded
        return House.Settings(
            location: location, folder: data, packs: packs ?? Installation.packsFolder(),
            environment: ProcessInfo.processInfo.environment)
    }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        } catch {
            throw ReadableError(description: "不能建立安装文件夹。\(ReadableError.text(error))")
        }
        guard access(data, W_OK) == 0 else {
            throw ReadableError(description: "安装文件夹“\(data)”不能写入。请检查它的权限，或用 --data 换一个文件夹。")
        }
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
