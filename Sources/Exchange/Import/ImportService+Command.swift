public import Access
import Database
import Foundation
import Registers
import Secrets

extension ImportService {
    /// All steps at once, for the command line: reads the file, matches its columns by their headings, makes the dry
    /// run and, when asked, applies it. An import of the same file that was interrupted is gone on with.
    /// - Parameter mode: which rows go in; nil for the dry run only.
    /// - Throws: `SheetError`, `ImportError`, `AccessError`, all in words for the person.
    public func run(
        file path: String, register: String, options: ImportOptions = ImportOptions(),
        apply mode: ApplyMode? = .goodRows,
        as actor: Actor, progress: ImportProgressSink? = nil
    ) async throws -> ImportSummary {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ImportError(.notFound, "读不到文件“\(path)”。请检查路径和权限。")
        }
        let bytes = [UInt8](data)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var run = try await unfinished(bytes, register: register, options: options, as: actor)
        if run == nil {
            run = try await upload(bytes: bytes, fileName: name, register: register, options: options, as: actor)
        }
        guard var run else { throw ImportError(.notFound, "文件没有收下，请重试。") }
        if run.state == .uploaded {
            guard run.header != nil else {
                throw ImportError(.headings, "没有找到表头。请用 --header 指明表头在第几行。")
            }
            run = try await map(run.id, as: actor)
        }
        if run.state == .mapped || run.state == .checking {
            run = try await check(run.id, as: actor, progress: progress)
        }
        if let mode, run.state == .checked || run.state == .applying {
            run = try await apply(run.id, mode, as: actor, progress: progress)
        }
        return ImportSummary(run: run)
    }

    private func unfinished(
        _ bytes: [UInt8], register: String, options: ImportOptions, as actor: Actor
    ) async throws -> ImportRun? {
        let digest = Hex.text(Digest.sha256(bytes))
        let open: [String] = [ImportState.checking, .applying, .mapped, .uploaded, .checked].map(\.rawValue)
        let runs = try await store.database.read { connection in
            try RunTable.list(
                "register = \(register) AND digest = \(digest) AND \(SQL.oneOf("state", open))", limit: 20,
                in: connection)
        }
        // A finished dry run may be old: it is made anew. One that was interrupted goes on.
        return runs.first { $0.options == options && $0.account == actor.account && $0.isWorking }
    }
}

/// What an import from the command line came to.
public struct ImportSummary: Sendable {
    /// The import.
    public let run: ImportRun

    /// What happened, for the terminal.
    public var lines: [String] {
        var lines = ["文件：\(run.fileName)（\(run.formatText)）"]
        if let header = run.header {
            lines.append("工作表“\(header.sheetName)”，表头在第 \(header.first) 行，数据从第 \(header.data) 行开始")
        }
        let left = run.columns.filter { $0.target == nil && $0.how != .computed }.map(\.heading)
        if !left.isEmpty { lines.append("没有对应栏目、不导入的列：\(left.joined(separator: "、"))") }
        let similar = run.columns.filter { $0.how == .similar }
        lines += similar.map { "请核对：列“\($0.heading)”按名称相近对应到“\($0.targetTitle ?? "")”" }
        lines.append(run.counts.text)
        lines += run.faultCounts.prefix(20).map { fault in
            "  \(fault.isError ? "错误" : "提醒") \(fault.count) 处 \(fault.title)：\(fault.message)"
        }
        if run.state == .applied { lines.append("已写入 \(run.counts.applied) 行") }
        if run.state == .settled { lines.append("没有要写入台账的，这次导入已经结束") }
        if run.counts.doubtful > 0 { lines.append("\(run.counts.doubtful) 行可能是台账里已有的，请在“疑似重复”页上认定") }
        if let message = run.message { lines.append(message) }
        return lines
    }
}
