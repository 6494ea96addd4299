import Access
import ArgumentParser
import Base
import Database
import Foundation
import House
import Registers
import Secrets

/// Copies an installation while it runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "备份内嵌数据库（运行中也可以）；附件在数据库里，一起备份。密钥另外保管。",
        discussion: """
            例子：qihang backup --data data --to 备份/2026-11-21
            密钥（master.key）不放进备份：谁拿到两样，就能读出身份证号。请把它另存一份，放在别的地方；恢复时要用。
            要把密钥一起放进备份，写 --with-key，并像对待身份证原件一样保管备份。
            用 PostgreSQL 时请用 pg_dump 备份数据库，并另外保存密钥文件：
              pg_dump -Fc -f 启航.dump postgres://用户@主机/库名
              恢复：新建空库，pg_restore -d 新库 启航.dump，把 master.key 放进 --data 文件夹
            """)

    @OptionGroup var installation: Installation

    @Option(name: .long, help: ArgumentHelp("写到哪个文件夹；它不能已经有备份。", valueName: "文件夹"))
    var to: String

    @Flag(name: .customLong("with-key"), help: "把密钥也放进备份。")
    var withKey = false

    func run() async throws {
        guard installation.postgres == nil else { throw Backup.onPostgres(installation.data) }
        let target = to + "/" + Installation.file
        guard !FileManager.default.fileExists(atPath: target) else {
            throw ReadableError(description: "“\(to)”里已经有备份了，请换一个文件夹。")
        }
        try FileManager.default.createDirectory(
            atPath: to, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try await installation.use { house in
            Terminal.progress("正在备份……")
            try await copy(house, to: target)
        }
        Terminal.progressEnded()
        Terminal.say("备份写到 \(to)。")
        Terminal.say(aboutKey)
    }

    private var keyFile: String { installation.data + "/" + Installation.keyFile }

    /// Where the key is, without which nobody opens the backup.
    private var aboutKey: String {
        guard key() != nil else {
            return "密钥不在安装文件夹里（由 QIHANG_KEY 或 QIHANG_KEY_FILE 给出），没有一起备份：请另外保存，没有它备份打不开。"
        }
        return withKey
            ? "里面有密钥：请像对待身份证原件一样保管。"
            : "密钥没有放进备份，它在 \(keyFile)。请另存一份，放在与备份不同的地方；恢复时要用它，没有它备份打不开。"
    }

    /// The key is read before the database is copied and must be the same after it: keys that were changed meanwhile would not
    /// open the copy. The database gets its name last, so that an interrupted backup is none.
    private func copy(_ house: House, to target: String) async throws {
        for _ in 0..<5 {
            let key = key()
            let part = target + ".part"
            try? FileManager.default.removeItem(atPath: part)
            try await house.database.backup(to: part)
            guard key == self.key() else {
                try FileManager.default.removeItem(atPath: part)
                continue
            }
            if let key, withKey { try Backup.write(key, to: to + "/" + Installation.keyFile) }
            try FileManager.default.moveItem(atPath: part, toPath: target)
            return
        }
        throw ReadableError(description: "备份期间一直在更换密钥，没有备份成。请等更换做完再备份。")
    }

    private func key() -> Data? {
        FileManager.default.contents(atPath: keyFile)
    }

    private static func onPostgres(_ data: String) -> ReadableError {
        ReadableError(
            description: """
                PostgreSQL 数据库请用 pg_dump 备份（附件和轮次都在数据库里）：
                  pg_dump -Fc -f 启航.dump postgres://用户@主机/库名
                恢复时新建一个空库，pg_restore -d 新库 启航.dump，再用 --postgres 指向它。
                密钥在 \(data)/master.key，不在数据库里，请另外保存；恢复时放回 --data 文件夹。
                """)
    }

    /// Writes a file that only its owner reads.
    static func write(_ bytes: Data, to path: String) throws {
        let made = FileManager.default.createFile(
            atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600])
        guard made else { throw ReadableError(description: "写不了“\(path)”。请检查权限和磁盘空间。") }
    }
}

/// Brings a backup back.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "把备份恢复成一个新的安装。",
        discussion: """
            例子：qihang restore 备份/2026-11-21 --data data-新
            先把密钥放进新的文件夹（data-新/master.key），或用 QIHANG_KEY、QIHANG_KEY_FILE 给出；备份里有密钥就不用。
            不会覆盖已有的安装。恢复后会核对历史和痕迹。
            PostgreSQL 的备份用 pg_restore 恢复，见 qihang backup --help。
            """)

    @Argument(help: ArgumentHelp("备份的文件夹。", valueName: "文件夹"))
    var backup: String

    @OptionGroup var installation: Installation

    func run() async throws {
        guard installation.postgres == nil else {
            throw ReadableError(
                description: """
                    恢复到 PostgreSQL 请用 pg_restore -d 新库 启航.dump。
                    再把 master.key 放进“\(installation.data)”，用 --postgres 指向新库。
                    """)
        }
        let files = FileManager.default
        let source = backup + "/" + Installation.file
        let target = installation.data + "/" + Installation.file
        guard files.fileExists(atPath: source) else {
            throw ReadableError(description: "“\(backup)”里没有备份（\(Installation.file)）。")
        }
        guard !files.fileExists(atPath: target) else {
            throw ReadableError(description: "“\(installation.data)”里已经有安装了。请用 --data 指定一个新的文件夹。")
        }
        let before = FolderBefore(installation.data)
        try files.createDirectory(
            atPath: installation.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let hasCopied = try copyKey()
        // Under another name first, so that an interrupted restoring is no installation.
        let part = target + ".part"
        try? files.removeItem(atPath: part)
        Terminal.progress("正在恢复……")
        try files.copyItem(atPath: source, toPath: part)
        try files.moveItem(atPath: part, toPath: target)
        do {
            try await check()
        } catch let error where error is MasterKeyError || error is KeyringError {
            // Without its key it is no installation, and only in the way of the next attempt.
            before.takeAway(startingWith: Installation.file)
            if hasCopied { before.takeAway(startingWith: Installation.keyFile) }
            before.takeAwayIfMade()
            throw ReadableError(description: "没有恢复。\(error)放好密钥后再运行一次。")
        }
    }

    private var key: String { installation.data + "/" + Installation.keyFile }

    /// - Returns: whether the backup held a key that was not there yet.
    private func copyKey() throws -> Bool {
        guard let kept = FileManager.default.contents(atPath: backup + "/" + Installation.keyFile) else { return false }
        if let known = FileManager.default.contents(atPath: key) {
            guard known == kept else {
                throw ReadableError(description: "“\(key)”是另一个安装的密钥，没有覆盖。请用 --data 指定一个新的文件夹。")
            }
            return false
        }
        try Backup.write(kept, to: key)
        return true
    }

    private func check() async throws {
        try await installation.use { house in
            let faults = try await house.registers.verifyHistory { Terminal.progress("核对历史：\($0) 条") }
            let report = try await house.access.verifyTrail()
            Terminal.progressEnded()
            guard faults.isEmpty, report.isWhole else {
                for line in faults + report.faults.map(\.description) { Terminal.say("  " + line) }
                Terminal.say("已恢复，但历史或痕迹有问题。请运行 qihang doctor 查看，并换一份备份。")
                throw ExitCode(1)
            }
        }
        Terminal.say("已恢复到 \(installation.data)，历史和痕迹完整。用 qihang serve --data \(installation.data) 开始服务。")
    }
}
