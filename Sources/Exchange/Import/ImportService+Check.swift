public import Access
import Base
import Database
import Registers

extension ImportService {
    /// The dry run: reads every row, finds its record, tries the rules, and keeps what comes of it. Writes no record.
    ///
    /// Long. Goes on where it was interrupted; cancelling the task leaves whole chunks.
    /// - Throws: `ImportError.busy` when another process is at it.
    public func check(
        _ run: Int64, as actor: Actor, progress: ImportProgressSink? = nil
    ) async throws -> ImportRun {
        let known = try await self.run(run, as: actor)
        try require(known, [.mapped, .checking, .checked, .settled])
        _ = try definition(known.register, for: actor)
        return try await alone(run) {
            try await begin(run, as: actor)
            try await checkRows(run, as: actor, progress: progress)
            return try await self.run(run, as: actor)
        }
    }

    private func begin(_ id: Int64, as actor: Actor) async throws {
        let known = try await run(id, as: actor)
        try require(known, [.mapped, .checking, .checked, .settled])
        let register = try definition(known.register, for: actor)
        var tally = FaultTally([], register)
        tally.add(try await opened(known).faults)
        let ofSheets = try JSONText.encode(tally.list)
        try await store.database.write { connection in
            try DuplicateFinder.prepare(register, in: connection)
            // A dry run that was done is done anew; one that was interrupted goes on.
            if known.state != .checking {
                try ImportService.forgetRows(of: id, in: connection)
                try RunTable.update(id, ["fault_counts = \(ofSheets)"], in: connection)
            }
            try RunTable.update(id, ["state = \(ImportState.checking.rawValue)"], in: connection)
        }
    }

    private func checkRows(_ id: Int64, as actor: Actor, progress: ImportProgressSink?) async throws {
        let known = try await run(id, as: actor)
        let feed = try await feed(known, after: known.checkedThrough, as: actor)
        let earlier = try await earlierRun(known)
        var meter = ProgressMeter(.checking, of: known)
        var batch = try await feed.next(ImportService.chunkSize)
        while !batch.drafts.isEmpty {
            try Task.checkCancellation()
            async let following = feed.next(ImportService.chunkSize)
            let (drafts, permille) = batch
            let counts = try await checkChunk(known, drafts, permille: permille, earlier: earlier, as: actor)
            progress?(meter.progress(adding: drafts.count, permille: permille, counts: counts))
            batch = try await following
        }
        let counts = try await run(id, as: actor).counts
        let isNeeded = counts.new + counts.changed > 0
        let state: ImportState = isNeeded ? .checked : .settled
        let end = isNeeded ? nil : Instant.now.iso
        try await store.database.write { connection in
            try RunTable.update(
                id, ["state = \(state.rawValue)", "done_permille = 1000", "finished_at = \(end)"], in: connection)
            if !isNeeded { try connection.run("DELETE FROM import_row_unique WHERE run = \(id)") }
        }
    }

    /// Reads the rows that are left on a task of its own.
    func feed(_ run: ImportRun, after row: Int, as actor: Actor) async throws -> RowFeed {
        let file = try await opened(run)
        let (rows, regions) = (try rowReader(run, as: actor), store.regions)
        return try RowFeed { try file.records(rows, regions: regions, after: row) }
    }

    func rowReader(_ run: ImportRun, as actor: Actor) throws -> RowReader {
        RowReader(
            register: try definition(run.register, for: actor), catalogue: store.catalogue, regions: store.regions,
            columns: run.columns, options: run.options, scope: actor.scope)
    }

    /// The last import of the same file, read the same way, into the same register whose rows were written.
    func earlierRun(_ run: ImportRun) async throws -> Int64? {
        let runs = try await store.database.read { connection in
            try RunTable.list(
                """
                register = \(run.register) AND digest = \(run.digest)
                AND \(SQL.oneOf("state", [ImportState.applied, .settled].map(\.rawValue))) AND id < \(run.id)
                """, limit: 20, in: connection)
        }
        return runs.first { $0.options == run.options && $0.columns.map(\.target) == run.columns.map(\.target) }?.id
    }

    private func checkChunk(
        _ run: ImportRun, _ drafts: [RowDraft], permille: Int, earlier: Int64?, as actor: Actor
    ) async throws -> ImportCounts {
        let register = try definition(run.register, for: actor)
        let index = ColumnIndex(run.columns, register: register)
        let (keyring, rowTable) = (keyring, rowTable)
        return try await store.write(as: actor) { writing in
            guard let first = drafts.first, let last = drafts.last,
                let current = try RunTable.load(run.id, in: writing.connection), current.state == .checking
            else { throw ImportError(.wrongState, "这次导入已被放弃或改动，核对停下了。") }
            var question = RowJudge.Question()
            if let earlier {
                question.earlier = try RowTable.records(
                    of: earlier, rows: first.number...last.number, in: writing.connection)
            }
            let judge = RowJudge(reading: writing, register: register, index: index, keyring: keyring)
            var judgements = try judge.judge(drafts, question)
            let duplicates = FileDuplicates(
                run: run.id, index: index, register: register, rowTable: rowTable)
            try duplicates.mark(&judgements, in: writing.connection)
            try LikelyRows(run: run.id, index: index, register: register, rowTable: rowTable)
                .mark(&judgements, in: writing.connection)
            try rowTable.insert(judgements, run: run.id, in: writing.connection)
            for judgement in judgements where judgement.outcome == .doubtful {
                try PairTable.insert(judgement, run: run.id, register: register, in: writing.connection)
            }
            var counts = current.counts
            var tally = FaultTally(current.faultCounts, register)
            for judgement in judgements { ImportService.count(judgement, &counts, &tally) }
            try RunTable.update(
                run.id,
                [
                    "checked_through = \(last.number)", "done_permille = \(permille)",
                    "counts = \(try JSONText.encode(counts))", "fault_counts = \(try JSONText.encode(tally.list))",
                ], in: writing.connection)
            return counts
        }
    }

    private static func count(_ judgement: Judgement, _ counts: inout ImportCounts, _ tally: inout FaultTally) {
        counts.total += 1
        counts[judgement.outcome] += 1
        if judgement.isWarned { counts.warned += 1 }
        // A row that waits is not refused: what it misses the record may have.
        tally.add(judgement.outcome == .doubtful ? judgement.faults.filter { !$0.isError } : judgement.faults)
    }
}
