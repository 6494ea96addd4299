public import Base
import Database
import Registers

extension ImportService {
    /// Takes away what is no longer needed of imports that ended before a moment: the files, and what their rows held.
    /// Counts, outcomes and records stay, and so do rows that still wait at the duplicate desk.
    /// - Returns: how many files were taken away.
    public func forgetFiles(endedBefore moment: Instant) async throws -> Int {
        try await store.database.write { connection in
            let rows = try connection.rows(
                """
                SELECT DISTINCT r.id FROM import_run r JOIN import_chunk c ON c.run = r.id
                WHERE r.finished_at IS NOT NULL AND r.finished_at < \(moment.iso)
                """)
            let ids = try rows.map { try $0.int(0) }
            guard !ids.isEmpty else { return 0 }
            try connection.run("DELETE FROM import_chunk WHERE \(SQL.oneOf("run", ids))")
            try connection.run(
                """
                UPDATE import_row SET detail = NULL
                WHERE \(SQL.oneOf("run", ids)) AND outcome <> \(RowOutcome.doubtful)
                """)
            return ids.count
        }
    }
}
