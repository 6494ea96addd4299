public import Access
import Base
import Database
import Registers
import Sheets

extension ImportService {
    /// Writes what the dry run found: everything in one transaction, or the good rows in chunks, each chunk together
    /// with how far it came, so that an interrupted import goes on where it stopped and no row is written twice.
    ///
    /// A record that changed between dry run and now is left alone, and its row refused with the reason.
    /// - Throws: `ImportError.refusedRows` when everything is asked for and a row is refused; `ImportError.busy`.
    public func apply(
        _ run: Int64, _ mode: ApplyMode, as actor: Actor, progress: ImportProgressSink? = nil
    ) async throws -> ImportRun {
        let known = try await self.run(run, as: actor)
        // Nothing was to be written, and nothing is.
        if known.state == .settled { return known }
        try require(known, [.checked, .applying])
        _ = try definition(known.register, for: actor)
        try actor.require(.write, known.register)
        if mode == .everything, known.counts.refused > 0, known.state == .checked {
            throw ImportError(
                .refusedRows, "有 \(known.counts.refused) 行有错。请改好后重新上传，或选择只导入没有错的行。")
        }
        return try await alone(run) {
            try await start(run, mode, as: actor)
            switch mode {
            case .everything: try await applyAtOnce(run, as: actor, progress: progress)
            case .goodRows: try await applyInChunks(run, as: actor, progress: progress)
            }
            return try await self.run(run, as: actor)
        }
    }

    private func start(_ id: Int64, _ mode: ApplyMode, as actor: Actor) async throws {
        let known = try await run(id, as: actor)
        try require(known, [.checked, .applying])
        // What began in chunks has written rows already and can only go on in chunks.
        guard known.state == .checked || known.mode == mode || known.appliedThrough == 0 else {
            throw ImportError(.wrongState, "这次导入已按“\(known.mode?.title ?? "")”开始，请照原来的方式继续。")
        }
        try await store.database.write { connection in
            try RunTable.update(
                id,
                [
                    "state = \(ImportState.applying.rawValue)", "mode = \(mode.rawValue)",
                    "done_permille = \(known.state == .checked ? 0 : known.donePermille)", "message = NULL",
                ], in: connection)
        }
    }

    private func applyInChunks(_ id: Int64, as actor: Actor, progress: ImportProgressSink?) async throws {
        let known = try await run(id, as: actor)
        let feed = try await feed(known, after: known.appliedThrough, as: actor)
        let writer = try rowWriter(known, as: actor)
        var meter = ProgressMeter(.applying, of: known)
        var batch = try await feed.next(ImportService.chunkSize)
        while !batch.drafts.isEmpty {
            try Task.checkCancellation()
            async let following = feed.next(ImportService.chunkSize)
            let (drafts, permille) = batch
            let counts = try await store.write(as: actor) { writing in
                try writer.write(drafts, permille: permille, in: writing).counts
            }
            progress?(
                meter.progress(adding: drafts.count, permille: permille, counts: counts))
            batch = try await following
        }
        let (actor, trail) = (actor, trail)
        try await store.database.write { connection in
            try ImportService.finish(id, actor: actor, trail: trail, in: connection)
        }
    }

    private func applyAtOnce(_ id: Int64, as actor: Actor, progress: ImportProgressSink?) async throws {
        let known = try await run(id, as: actor)
        let file = try await opened(known)
        let (rows, writer) = (try rowReader(known, as: actor), try rowWriter(known, as: actor))
        let trail = trail
        do {
            try await store.write(as: actor) { writing in
                let feed = try file.records(rows, regions: writing.regions, after: 0)
                var meter = ProgressMeter(.applying, of: known)
                while true {
                    try Task.checkCancellation()
                    let drafts = try feed.next(ImportService.chunkSize)
                    guard !drafts.isEmpty else { break }
                    let written = try writer.write(drafts, permille: feed.permille, in: writing)
                    guard written.counts.refused == 0 else { throw RowTurnedBad(why: written.refusals.first) }
                    progress?(
                        meter.progress(
                            adding: drafts.count, permille: feed.permille, counts: written.counts))
                }
                try ImportService.finish(id, actor: actor, trail: trail, in: writing.connection)
            }
        } catch {
            try await putBack(id, error)
            guard let turned = error as? RowTurnedBad else { throw error }
            throw ImportError(.refusedRows, turned.message)
        }
    }

    /// A row that was good in the dry run and is not any more. As nothing is written, the words alone say which.
    private struct RowTurnedBad: Error {
        let why: String?

        var message: String {
            "核对之后有的行不能收了，什么都没有写入。\(why ?? "")请重新核对，或选择只导入没有错的行。"
        }
    }

    /// Nothing was written: the import stands where it stood before.
    private func putBack(_ id: Int64, _ error: any Error) async throws {
        let message = (error as? RowTurnedBad)?.message ?? "导入没有完成，什么都没有写入。"
        try await store.database.write { connection in
            try RunTable.update(
                id, ["state = \(ImportState.checked.rawValue)", "message = \(message)"], in: connection)
        }
    }

    func rowWriter(_ run: ImportRun, as actor: Actor) throws -> RowWriter {
        let register = try definition(run.register, for: actor)
        return RowWriter(
            run: run, register: register, index: ColumnIndex(run.columns, register: register), keyring: keyring,
            rowTable: rowTable)
    }

    private static func finish(_ id: Int64, actor: Actor, trail: Trail, in connection: Connection) throws {
        let now = Instant.now.iso
        try RunTable.update(
            id,
            ["state = \(ImportState.applied.rawValue)", "done_permille = 1000", "finished_at = \(now)"],
            in: connection)
        try connection.run("DELETE FROM import_row_unique WHERE run = \(id)")
        guard let run = try RunTable.load(id, in: connection) else { return }
        let detail = "\(run.fileName)，\(run.counts.text)，已写入 \(run.counts.applied)"
        try trail.append(
            TrailEntry(.imported, actor: actor, register: run.register, record: "import/\(id)", detail: detail),
            in: connection)
    }
}
