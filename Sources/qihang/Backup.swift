import ArgumentParser
import Base
import Database
import Foundation
import House
import Registers

/// Copies an installation while it runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "备份内嵌数据库（运行中也可以）和密钥。",
        discussion: "例子：qihang backup --data data --to 备份/2026-11-21\n用 PostgreSQL 时请用 pg_dump 备份数据库，并另外保存密钥文件。")

    @OptionGroup var installation: Installation

    @Option(name: .long, help: ArgumentHelp("写到哪个文件夹；它不能已经有备份。", valueName: "文件夹"))
    var to: String

    func run() async throws {
        guard installation.postgres == nil else {
            throw ReadableError(description: "PostgreSQL 数据库请用 pg_dump 备份；密钥在 \(installation.data)/master.key，请另外保存。")
        }
        let target = to + "/qihang.sqlite"
        guard !FileManager.default.fileExists(atPath: target) else {
            throw ReadableError(description: "“\(to)”里已经有备份了，请换一个文件夹。")
        }
        try FileManager.default.createDirectory(
            atPath: to, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let house = try await installation.open()
        try await house.database.backup(to: target)
        let key = installation.data + "/master.key"
        if FileManager.default.fileExists(atPath: key) {
            try FileManager.default.copyItem(atPath: key, toPath: to + "/master.key")
        }
        await house.close()
        Terminal.say("备份写到 \(to)。里面有密钥：请像对待身份证原件一样保管。")
    }
}

/// Brings a backup back.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "把备份恢复成一个新的安装。",
        discussion: "例子：qihang restore 备份/2026-11-21 --data data-新\n不会覆盖已有的安装。")

    @Argument(help: ArgumentHelp("备份的文件夹。", valueName: "文件夹"))
    var backup: String

    @OptionGroup var installation: Installation

    func run() async throws {
        let files = FileManager.default
        guard files.fileExists(atPath: backup + "/qihang.sqlite") else {
            throw ReadableError(description: "“\(backup)”里没有备份（qihang.sqlite）。")
        }
        guard !files.fileExists(atPath: installation.data + "/qihang.sqlite") else {
            throw ReadableError(description: "“\(installation.data)”里已经有安装了。请用 --data 指定一个新的文件夹。")
        }
        try files.createDirectory(
            atPath: installation.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in ["qihang.sqlite", "master.key"] where files.fileExists(atPath: "\(backup)/\(name)") {
            try files.copyItem(atPath: "\(backup)/\(name)", toPath: "\(installation.data)/\(name)")
        }
        let house = try await installation.open()
        let faults = try await house.registers.verifyHistory()
        await house.close()
        Terminal.say(faults.isEmpty ? "已恢复，历史完整。" : "已恢复，但历史有问题：\n" + faults.joined(separator: "\n"))
    }
}
