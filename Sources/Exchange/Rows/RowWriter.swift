import Access
import Base
import Database
import Registers
import Secrets

/// Writes the rows of a chunk that the dry run found new or changed, and how far the import has come, in the
/// transaction it is given.
struct RowWriter: Sendable {
    let run: ImportRun
    let register: RegisterDefinition
    let index: ColumnIndex
    let keyring: Keyring
    let rowTable: RowTable

    /// What came of a chunk: the counts after it, and which rows were refused that the dry run had let pass, and why.
    struct Written: Sendable {
        let counts: ImportCounts
        let refusals: [String]
    }

    /// Writes these rows.
    func write(_ drafts: [RowDraft], permille: Int, in writing: RegisterWriting) throws -> Written {
        let connection = writing.connection
        guard let first = drafts.first, let last = drafts.last,
            let current = try RunTable.load(run.id, in: connection), current.state == .applying,
            current.appliedThrough < first.number
        else { throw ImportError(.wrongState, "这次导入已被放弃，或另一个进程正在导入它。") }
        let entries = try waiting(first.number...last.number, in: connection)
        let kept = try kept(first.number...last.number, entries, in: connection)
        let results = try apply(drafts.filter { entries[$0.number] != nil }, entries, kept, in: writing)
        var counts = current.counts
        var statements: [SQL] = []
        for result in results {
            guard let entry = entries[result.row] else { continue }
            counts[entry.outcome] -= 1
            counts[result.outcome] += 1
            if result.applied { counts.applied += 1 }
            statements.append(try statement(result, entry))
        }
        if !statements.isEmpty { try connection.batch(statements) }
        try RunTable.update(
            run.id,
            [
                "applied_through = \(last.number)", "done_permille = \(permille)",
                "counts = \(try JSONText.encode(counts))",
            ], in: connection)
        let refusals = results.filter { $0.outcome == .refused }.map { result in
            "第 \(result.row) 行：" + (result.faults.first(where: \.isError)?.message ?? "没有收。")
        }
        return Written(counts: counts, refusals: refusals)
    }

    /// Writes one row that somebody decided on after the others were in.
    /// - Parameter note: why, for the record's history.
    /// - Returns: the record, and the version of it that a change made.
    func writeDecided(
        _ judgement: Judgement, note: String?, in writing: RegisterWriting
    ) throws -> (record: Int64?, version: Int64?) {
        switch judgement.outcome {
        case .new:
            let id = try writing.create(
                register.name, judgement.values, source: source(judgement.draft.number), reason: note)
            return (id, nil)
        case .changed: return (judgement.record?.id, try update(judgement, note, in: writing))
        default: return (judgement.record?.id, nil)
        }
    }

    private struct Result {
        let row: Int
        let outcome: RowOutcome
        let record: Int64?
        let applied: Bool
        var faults: [RowFault] = []
        /// The version of the record that the row made of it.
        var version: Int64?
    }

    /// What was kept of rows that change a record, and what people wrote when they decided on rows.
    private struct Kept {
        var details: [Int: RowDetail] = [:]
        var notes: [Int: String] = [:]
    }

    private func kept(
        _ rows: ClosedRange<Int>, _ entries: [Int: RowTable.Entry], in connection: Connection
    ) throws -> Kept {
        var kept = Kept(notes: try PairTable.notes(of: run.id, rows: rows, in: connection))
        for (row, entry) in entries where entry.outcome == .changed {
            kept.details[row] = try rowTable.opened(entry.detail, run: run.id, row: row)
        }
        return kept
    }

    private func waiting(_ rows: ClosedRange<Int>, in connection: Connection) throws -> [Int: RowTable.Entry] {
        let condition = SQL(
            """
            row_number >= \(rows.lowerBound) AND row_number <= \(rows.upperBound) AND NOT applied
            AND \(SQL.oneOf("outcome", [RowOutcome.new, .changed]))
            """)
        let entries = try rowTable.entries(
            run.id, condition, limit: rows.upperBound - rows.lowerBound + 1, in: connection)
        return Dictionary(entries.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func apply(
        _ drafts: [RowDraft], _ entries: [Int: RowTable.Entry], _ kept: Kept, in writing: RegisterWriting
    ) throws -> [Result] {
        guard !drafts.isEmpty else { return [] }
        var question = RowJudge.Question(isDryRun: false)
        for draft in drafts {
            question.decided[draft.number] = entries[draft.number]?.record
            question.setAside[draft.number] = Set(kept.details[draft.number]?.decision?.setAside ?? [])
        }
        let judge = RowJudge(reading: writing, register: register, index: index, keyring: keyring)
        let judgements = try judge.judge(drafts, question)
        // New records first: they are put down in bulk, while a change must first put down what is held back.
        let order = judgements.filter { $0.outcome == .new } + judgements.filter { $0.outcome != .new }
        let waiting = order.compactMap { judgement in entries[judgement.draft.number].map { (judgement, $0) } }
        do {
            return try writing.attempt { try waiting.map { try apply($0, $1, kept, in: writing) } }
        } catch let error where faults(0, error) != nil {
            // One row is in the way of all: each by itself, so that only those that clash are refused.
            return try waiting.map { try applyAlone($0, $1, kept, in: writing) }
        }
    }

    private func applyAlone(
        _ judgement: Judgement, _ entry: RowTable.Entry, _ kept: Kept, in writing: RegisterWriting
    ) throws -> Result {
        do {
            return try writing.attempt { try apply(judgement, entry, kept, in: writing) }
        } catch {
            guard let faults = faults(entry.row, error) else { throw error }
            return Result(row: entry.row, outcome: .refused, record: entry.record, applied: false, faults: faults)
        }
    }

    private func apply(
        _ judgement: Judgement, _ entry: RowTable.Entry, _ kept: Kept, in writing: RegisterWriting
    ) throws -> Result {
        let row = judgement.draft.number
        switch (entry.outcome, judgement.outcome) {
        case (.new, .new):
            let id = try writing.create(
                register.name, judgement.values, source: source(row), reason: kept.notes[row])
            return Result(row: row, outcome: .new, record: id, applied: true)
        case (_, .same):
            return Result(row: row, outcome: .same, record: judgement.record?.id, applied: false)
        case (.changed, .changed):
            // The change must be the one that the person was shown.
            guard kept.details[row]?.differences == judgement.differences else {
                return turned(row, judgement, "这条记录")
            }
            let version = try update(judgement, kept.notes[row], in: writing)
            return Result(
                row: row, outcome: .changed, record: judgement.record?.id, applied: true,
                version: kept.details[row]?.decision == nil ? nil : version)
        case (_, .refused):
            return Result(
                row: row, outcome: .refused, record: judgement.record?.id, applied: false,
                faults: judgement.faults)
        default:
            return turned(row, judgement, "有人已登记了这条记录，或改过它；它")
        }
    }

    /// What an error says of the row that brought it about; nil for errors that are no row's fault.
    private func faults(_ row: Int, _ error: any Error) -> [RowFault]? {
        switch error {
        case let refusal as Refusal:
            refusal.faults.map { fault in
                index.fault(fault.field, row: row, fault.message, isError: fault.level == .error, value: fault.value)
            }
        case let error as AccessError: [index.fault(register.region, row: row, error.description)]
        case is StaleRecord: [index.fault(nil, row: row, "核对之后这条记录又有变化，没有覆盖。请重新上传核对。")]
        case is NoSuchRecord: [index.fault(nil, row: row, "这一行的记录，或它所属的记录，已被删除或移到别的区划。请重新上传核对。")]
        case let error as DatabaseError where error.isOfValues: [index.fault(nil, row: row, error.message)]
        default: nil
        }
    }

    private func turned(_ row: Int, _ judgement: Judgement, _ what: String) -> Result {
        let message = "核对之后\(what)又有变化，没有覆盖。请重新上传核对。"
        return Result(
            row: row, outcome: .refused, record: judgement.record?.id, applied: false,
            faults: [index.fault(nil, row: row, message)])
    }

    /// The version of the record that the change makes; nil when nothing differs.
    private func update(_ judgement: Judgement, _ note: String?, in writing: RegisterWriting) throws -> Int64? {
        guard let record = judgement.record else { return nil }
        let changed = try writing.update(
            register.name, record.id, version: record.version, judgement.values,
            source: source(judgement.draft.number), reason: note)
        return changed ? record.version + 1 : nil
    }

    private func source(_ row: Int) -> Source {
        Source(.file, note: "\(run.fileName) 第 \(row) 行")
    }

    private func statement(_ result: Result, _ entry: RowTable.Entry) throws -> SQL {
        var assignments: [SQL] = [
            "outcome = \(result.outcome)", "record = \(result.record)", "applied = \(result.applied)",
        ]
        if !result.faults.isEmpty || result.version != nil {
            var detail = try rowTable.opened(entry.detail, run: run.id, row: entry.row)
            detail.faults += result.faults
            if let version = result.version { detail.decision?.version = version }
            assignments.append("detail = \(try rowTable.sealed(detail, run: run.id, row: entry.row))")
        }
        return """
            UPDATE import_row SET \(assignments.joined(separator: ", "))
            WHERE run = \(run.id) AND row_number = \(result.row)
            """
    }
}
