import Base
import Database
import Registers

/// For registers without a key: the records of the same subject (or the same label), among which a row may be found.
struct Blocks {
    private let judge: RowJudge
    private let field: String
    private var byValue: [FieldValue: [Record]] = [:]

    init(_ drafts: [RowDraft], judge: RowJudge) throws {
        self.judge = judge
        let register = judge.register
        field = register.subject ?? register.label
        let values = Set(drafts.compactMap { $0.values[field] }.filter { !$0.isNull })
        guard !values.isEmpty, let definition = register.field(field), definition.isStored, !definition.secret else {
            return
        }
        let bound = values.compactMap { Blocks.column($0) }
        let rows = try judge.reading.connection.rows(
            """
            SELECT id FROM \(name: register.name)
            WHERE removed_at IS NULL AND \(SQL.oneOf("\(name: field)", bound)) ORDER BY id LIMIT 50000
            """)
        let ids = try rows.map { try $0.int(0) }
        for record in try judge.reading.plain(register.name, ids: ids) {
            byValue[record[field], default: []].append(record)
        }
    }

    private static func column(_ value: FieldValue) -> SQLValue? {
        switch value {
        case .integer(let number): .integer(number)
        case .text(let text): .text(text)
        case .day(let day): .text(day.iso)
        case .boolean(let flag): .boolean(flag)
        default: nil
        }
    }

    /// The record that says all that the row says; else those of the same day, for a person to decide.
    func match(of draft: RowDraft) -> Matches.Match {
        guard let value = draft.values[field], let records = byValue[value] else { return .none }
        let difference = RecordDifference(register: judge.register, regions: judge.reading.regions)
        if let same = records.first(where: { difference.changes(draft.values, of: $0).isEmpty }) {
            return .record(same, isEarlier: false)
        }
        let near = records.filter { isNear($0, draft) }
        guard !near.isEmpty else { return .none }
        let reason = judge.register.when.flatMap { judge.register.field($0)?.title }.map { "\($0)相同" } ?? "名称相同"
        let candidates = near.prefix(5).map {
            Candidate(record: $0.id, score: 75, reasons: [reason, "其他内容不同"])
        }
        return .doubtful(candidates, otherwise: nil)
    }

    private func isNear(_ record: Record, _ draft: RowDraft) -> Bool {
        if let when = judge.register.when, let day = draft.values[when]?.day { return record[when].day == day }
        return judge.register.subject == nil
    }
}
