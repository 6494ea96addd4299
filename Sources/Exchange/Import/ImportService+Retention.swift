import Access
public import Base
import Database
import Packs
import Registers

extension ImportService {
    /// The parameter that says for how many days the file of an import that ended is kept.
    static let keptDaysName = "import_file_days"

    /// Takes away the files of imports that ended longer ago than the parameter `import_file_days` says, and writes
    /// that into the trail. Where the packs set no such number nothing is taken away. Call it daily.
    /// - Returns: how many files were taken away.
    /// - Throws: `DatabaseError`.
    @discardableResult
    public func clearFiles(at moment: Instant = .now) async throws -> Int {
        guard let days = keptDays(on: moment.chinaDay) else { return 0 }
        let cleared = try await store.database.withAdvisoryLock("import-files") {
            try await forgetFiles(endedBefore: moment.adding(seconds: Int64(-86_400 * days)), at: moment)
        }
        return cleared ?? 0
    }

    /// Nil where nothing is set for the day: files are then kept.
    private func keptDays(on day: Day) -> Int? {
        guard let parameter = store.parameters[ImportService.keptDaysName],
            let entry = try? parameter.value(on: day, in: nil), let days = Int(entry.value), days > 0
        else { return nil }
        return days
    }

    /// Takes away what is no longer needed of imports that ended before a moment: the files, and what their rows held.
    /// Counts, outcomes and records stay, and so do rows that still wait at the duplicate desk.
    private func forgetFiles(endedBefore end: Instant, at moment: Instant) async throws -> Int {
        var total = 0
        while true {
            let count = try await forgetSome(endedBefore: end, at: moment)
            if count == 0 { return total }
            total += count
        }
    }

    /// How many imports go into one transaction: a file may be of many megabytes.
    private static let clearedAtOnce = 20

    private func forgetSome(endedBefore end: Instant, at moment: Instant) async throws -> Int {
        let trail = trail
        return try await store.database.write(isolation: .readCommitted) { connection in
            let rows = try connection.rows(
                """
                SELECT r.id FROM import_run r
                WHERE r.finished_at IS NOT NULL AND r.finished_at < \(end.iso)
                AND EXISTS (SELECT 1 FROM import_chunk c WHERE c.run = r.id)
                ORDER BY r.id LIMIT \(ImportService.clearedAtOnce)
                """)
            let ids = try rows.map { try $0.int(0) }
            guard !ids.isEmpty else { return 0 }
            try connection.run("DELETE FROM import_chunk WHERE \(SQL.oneOf("run", ids))")
            try connection.run(
                """
                UPDATE import_row SET detail = NULL
                WHERE \(SQL.oneOf("run", ids)) AND outcome <> \(RowOutcome.doubtful)
                """)
            let numbers = ids.map { String($0) }.joined(separator: "、")
            let entry = TrailEntry(
                .filesCleared, actor: .system(reason: "清理过期的导入文件"), detail: "导入 \(numbers) 的原文件已删除，\(ids.count) 个",
                at: moment)
            try trail.append(entry, in: connection)
            return ids.count
        }
    }
}
