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
    /// - Parameter fields: whose value the record takes, by field; others as `DuplicateDesk.proposed` says.
    func decide(
        run id: Int64, row: Int, pair: DuplicatePair, _ state: PairState, fields: [String: PairSide], note: String?,
        as actor: Actor
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
                reading: writing, register: register, index: writer.index, keyring: keyring)
            var question = RowJudge.Question(decided: state == .same ? [row: pair.right] : [:])
            var aside: [String: String] = [:]
            if state == .same {
                aside = try ImportService.setAside(draft, question, fields, judge)
                question.setAside[row] = Set(aside.keys)
                try PairTable.decide(pair.id, state, note: note, setAside: aside, actor: actor, in: connection)
            }
            guard let judgement = try judge.judge([draft], question).first else { return }
            guard judgement.outcome != .doubtful else { return }
            if state == .same, judgement.outcome == .refused {
                throw Refusal(judgement.faults.map { FieldFault($0.field, $0.message, value: nil) })
            }
            let isIn = run.state.isOver
            let written = isIn ? try writer.writeDecided(judgement, note: note, in: writing) : nil
            let record = isIn ? written?.record : judgement.record?.id
            let decision = RowDecision(setAside: aside.keys.sorted(), version: written?.version)
            let detail = RowDetail(
                label: judgement.label, faults: judgement.faults, differences: judgement.differences,
                cells: kept.detail.cells, children: kept.detail.children, decision: state == .same ? decision : nil)
            let applied = isIn && (judgement.outcome == .new || judgement.outcome == .changed)
            try connection.run(
                """
                UPDATE import_row SET outcome = \(judgement.outcome), record = \(record), applied = \(applied),
                    detail = \(try rowTable.sealed(detail, run: id, row: row))
                WHERE run = \(id) AND row_number = \(row)
                """)
            try ImportService.recount(
                id, from: .doubtful, to: judgement.outcome, applied: applied ? 1 : 0,
                faults: judgement.outcome == .refused ? judgement.faults.filter(\.isError) : [], register,
                in: connection)
        }
    }

    /// What the record keeps of its own, by field, with the hash of what the row says there.
    private static func setAside(
        _ draft: RowDraft, _ question: RowJudge.Question, _ fields: [String: PairSide], _ judge: RowJudge
    ) throws -> [String: String] {
        var open = question
        open.setAside[draft.number] = []
        guard let judgement = try judge.judge([draft], open).first, let record = judgement.record else { return [:] }
        var aside: [String: String] = [:]
        for (name, value) in judgement.values {
            let proposed = DuplicateDesk.proposed(name, row: value, record: record[name], judge.register)
            if fields[name] ?? proposed == .right { aside[name] = try judge.asideHashes(name, value).first }
        }
        return aside
    }

    /// What is in the way of making a record of its own of a row that waits; nothing when that can be done.
    func refusal(run id: Int64, row: Int, as actor: Actor) async throws -> [RowFault] {
        let run = try await deskRun(id)
        let kept = try await kept(run, row)
        var reader = try deskReader(run, as: actor)
        guard kept.entry.outcome == .doubtful, let draft = reader.read(row: row, kept.detail) else { return [] }
        let (register, keyring) = (try deskDefinition(run), keyring)
        let index = ColumnIndex(run.columns, register: register)
        return try await store.read(as: actor) { reading in
            let judge = RowJudge(reading: reading, register: register, index: index, keyring: keyring)
            var question = RowJudge.Question()
            question.different[row] = Set(kept.detail.candidates.map(\.record))
            let judgement = try judge.judge([draft], question).first
            return judgement?.outcome == .refused ? judgement?.faults.filter(\.isError) ?? [] : []
        }
    }

    /// A row as it stands, with whether its import was applied.
    func deskRow(run id: Int64, row: Int) async throws -> (row: ImportRow, isApplied: Bool) {
        let run = try await deskRun(id)
        return (try rowTable.row(try await kept(run, row).entry, run: id), run.state.isOver)
    }

    /// Puts a row that was decided on before the desk again; what it changed of a record is taken back.
    func reopen(run id: Int64, row: Int, pair: DuplicatePair, reason: String, as actor: Actor) async throws {
        let run = try await deskRun(id)
        let kept = try await kept(run, row)
        if let obstacle = try await reopenObstacle(run, kept.entry, kept.detail, as: actor) {
            throw ImportError(.wrongState, obstacle)
        }
        let rowTable = rowTable
        let register = try deskDefinition(run)
        try await store.write(as: actor) { writing in
            let connection = writing.connection
            if kept.entry.applied, let record = kept.entry.record, let version = kept.detail.decision?.version {
                try writing.revert(register.name, record, version: version, reason: reason)
            }
            try PairTable.decide(pair.id, .open, note: nil, actor: actor, in: connection)
            var detail = kept.detail
            detail.candidates = [Candidate(record: pair.right, score: pair.score, reasons: pair.reasons)]
            detail.differences = []
            detail.decision = nil
            try connection.run(
                """
                UPDATE import_row SET outcome = \(RowOutcome.doubtful), record = NULL, applied = FALSE,
                    detail = \(try rowTable.sealed(detail, run: id, row: row))
                WHERE run = \(id) AND row_number = \(row)
                """)
            try ImportService.recount(
                id, from: kept.entry.outcome, to: .doubtful, applied: kept.entry.applied ? -1 : 0, register,
                in: connection)
        }
    }

    /// Why a row that was decided on can no longer be put before the desk, and what to do instead; nil when it can.
    func reopenObstacle(run id: Int64, row: Int, as actor: Actor) async throws -> String? {
        let run = try await deskRun(id)
        let found = try await store.database.read { try self.entry(run: id, row: row, in: $0) }
        guard let found else { return gone(run, row).description }
        return try await reopenObstacle(run, found, try rowTable.opened(found.detail, run: id, row: row), as: actor)
    }

    private func reopenObstacle(
        _ run: ImportRun, _ entry: RowTable.Entry, _ detail: RowDetail, as actor: Actor
    ) async throws -> String? {
        guard [.checked, .settled, .applied].contains(run.state), !detail.cells.isEmpty else {
            return "这一行所在的导入已经结束。要重新认定，请再上传一次文件。"
        }
        guard entry.applied else { return nil }
        guard let record = entry.record, detail.decision?.version != nil else {
            return entry.outcome == .new
                ? "这一行已经写入台账。它另建了一条记录：要去掉，请打开那条记录，把它删除。"
                : "这一行已经写入台账。要改回，请打开那条记录修改，修改历史里有改动前的内容。"
        }
        return try await store.read(as: actor) { try $0.revertObstacle(run.register, record) }
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
        _ run: Int64, from old: RowOutcome, to new: RowOutcome, applied: Int, faults: [RowFault] = [],
        _ register: RegisterDefinition, in connection: Connection
    ) throws {
        guard let known = try RunTable.load(run, in: connection) else { return }
        var counts = known.counts
        counts[old] -= 1
        counts[new] += 1
        counts.applied += applied
        var tally = FaultTally(known.faultCounts, register)
        tally.add(faults)
        try RunTable.update(
            run,
            [
                "counts = \(try JSONText.encode(counts))", "fault_counts = \(try JSONText.encode(tally.list))",
            ], in: connection)
    }
}
