import Access
import Base
import Database
import Registers
import Secrets

/// What the duplicate desk needs of rows: to read them again, and to carry out what was decided.
extension ImportService {
    /// How a row names its record; nil when the row is not there any more.
    func label(run: Int64, row: Int, in connection: Connection) throws -> String? {
        guard let entry = try entry(run: run, row: row, in: connection) else { return nil }
        return try rowTable.opened(entry.detail, run: run, row: row).label
    }

    /// A row as one side of a comparison.
    func side(run id: Int64, row: Int, as actor: Actor) async throws -> DuplicateDesk.Side {
        let run = try await deskRun(id)
        let kept = try await kept(run, row)
        var reader = try deskReader(run, as: actor)
        guard let draft = reader.read(row: row, kept.detail) else { throw gone(run, row) }
        return DuplicateDesk.Side(
            title: "\(run.fileName) 第 \(row) 行", values: draft.values, faults: kept.detail.faults)
    }

    /// Carries out a decision on a doubtful row. Before its import is applied only the row's outcome changes; afterwards
    /// the row is written with it.
    func decide(
        run id: Int64, row: Int, pair: DuplicatePair, _ state: PairState, note: String?, as actor: Actor
    ) async throws {
        let run = try await deskRun(id)
        guard run.state != .abandoned else {
            throw ImportError(.wrongState, "这一行所在的导入已经放弃。")
        }
        var reader = try deskReader(run, as: actor)
        let kept = try await kept(run, row)
        guard kept.entry.outcome == .doubtful, let draft = reader.read(row: row, kept.detail) else {
            throw ImportError(.wrongState, "这一行已经处理过了。")
        }
        let register = try deskDefinition(run)
        let writer = RowWriter(
            run: run, register: register, index: ColumnIndex(run.columns, register: register), keyring: keyring,
            rowTable: rowTable)
        let (keyring, rowTable) = (keyring, rowTable)
        try await store.write(as: actor) { writing in
            let connection = writing.connection
            try PairTable.decide(pair.id, state, note: note, actor: actor, in: connection)
            if state == .same {
                // The other records are no longer in question.
                try connection.run(
                    """
                    DELETE FROM duplicate_pair
                    WHERE run = \(id) AND row_number = \(row) AND state = \(PairState.open.rawValue)
                    """)
            }
            let judge = RowJudge(
                writing: writing, register: register, index: writer.index, keyring: keyring)
            let question = RowJudge.Question(decided: state == .same ? [row: pair.right] : [:])
            guard let judgement = try judge.judge([draft], question).first else { return }
            guard judgement.outcome != .doubtful else { return }
            if state == .same, judgement.outcome == .refused {
                throw Refusal(judgement.faults.map { FieldFault($0.field, $0.message, value: nil) })
            }
            let isIn = run.state == .applied
            let record = isIn ? try writer.writeDecided(judgement, in: writing) : judgement.record?.id
            let detail = RowDetail(
                label: judgement.label, faults: judgement.faults, differences: judgement.differences,
                cells: kept.detail.cells, children: kept.detail.children)
            let applied = isIn && (judgement.outcome == .new || judgement.outcome == .changed)
            try connection.run(
                """
                UPDATE import_row SET outcome = \(judgement.outcome), record = \(record), applied = \(applied),
                    detail = \(try rowTable.sealed(detail, run: id, row: row))
                WHERE run = \(id) AND row_number = \(row)
                """)
            try ImportService.recount(
                id, from: .doubtful, to: judgement.outcome, applied: applied ? 1 : 0, in: connection)
        }
    }

    /// Puts a row that was decided on, but not written, before the desk again.
    func reopen(run id: Int64, row: Int, pair: DuplicatePair, as actor: Actor) async throws {
        let run = try await deskRun(id)
        let kept = try await kept(run, row)
        if let obstacle = ImportService.reopenObstacle(run, kept.entry) { throw ImportError(.wrongState, obstacle) }
        let rowTable = rowTable
        try await store.database.write { connection in
            try PairTable.decide(pair.id, .open, note: nil, actor: actor, in: connection)
            var detail = kept.detail
            detail.candidates = [Candidate(record: pair.right, score: pair.score, reasons: pair.reasons)]
            detail.differences = []
            try connection.run(
                """
                UPDATE import_row SET outcome = \(RowOutcome.doubtful), record = NULL,
                    detail = \(try rowTable.sealed(detail, run: id, row: row))
                WHERE run = \(id) AND row_number = \(row)
                """)
            try ImportService.recount(id, from: kept.entry.outcome, to: .doubtful, applied: 0, in: connection)
        }
    }

    /// Why a row that was decided on can no longer be put before the desk, and what to do instead; nil when it can.
    func reopenObstacle(run id: Int64, row: Int) async throws -> String? {
        let run = try await deskRun(id)
        let found = try await store.database.read { try self.entry(run: id, row: row, in: $0) }
        guard let found else { return gone(run, row).description }
        return ImportService.reopenObstacle(run, found)
    }

    private static func reopenObstacle(_ run: ImportRun, _ entry: RowTable.Entry) -> String? {
        if entry.applied { return "这一行已经写入台账。要改回，请打开那条记录修改，修改历史里有改动前的内容。" }
        return run.state == .checked ? nil : "这一行所在的导入已经结束。要重新认定，请再上传一次文件。"
    }

    // MARK: Steps

    private func entry(run: Int64, row: Int, in connection: Connection) throws -> RowTable.Entry? {
        try rowTable.entries(run, "row_number = \(row)", limit: 1, in: connection).first
    }

    private func kept(_ run: ImportRun, _ row: Int) async throws -> (entry: RowTable.Entry, detail: RowDetail) {
        let rowTable = rowTable
        let found = try await store.database.read { connection in
            try rowTable.entries(run.id, "row_number = \(row)", limit: 1, in: connection).first
        }
        guard let found else { throw gone(run, row) }
        return (found, try rowTable.opened(found.detail, run: run.id, row: row))
    }

    private func gone(_ run: ImportRun, _ row: Int) -> ImportError {
        ImportError(.notFound, "“\(run.fileName)”第 \(row) 行已不在系统里，请重新上传。")
    }

    /// At the desk whoever may write the register decides, not only who uploaded the file.
    private func deskRun(_ id: Int64) async throws -> ImportRun {
        guard let run = try await store.database.read({ try RunTable.load(id, in: $0) }) else {
            throw ImportError(.notFound, "没有第 \(id) 号导入。")
        }
        return run
    }

    private func deskDefinition(_ run: ImportRun) throws -> RegisterDefinition {
        guard let register = store.catalogue.register(run.register) else {
            throw ImportError(.unsupported, "没有名为“\(run.register)”的台账。")
        }
        return register
    }

    private func deskReader(_ run: ImportRun, as actor: Actor) throws -> RowReader {
        RowReader(
            register: try deskDefinition(run), catalogue: store.catalogue, regions: store.regions,
            columns: run.columns, options: run.options, scope: actor.scope)
    }

    private static func recount(
        _ run: Int64, from old: RowOutcome, to new: RowOutcome, applied: Int, in connection: Connection
    ) throws {
        guard var counts = try RunTable.load(run, in: connection)?.counts else { return }
        counts[old] -= 1
        counts[new] += 1
        counts.applied += applied
        try RunTable.update(run, ["counts = \(try JSONText.encode(counts))"], in: connection)
    }
}
