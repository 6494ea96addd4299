import Base
import Database
import Registers

/// The records that rows are, found with a few questions for many rows.
struct Matches {
    /// What was found for a row.
    enum Match {
        case record(Record, isEarlier: Bool, notice: RowFault? = nil)
        case refused(RowFault)
        /// And what to say when none of them is the row's record.
        case doubtful([Candidate], otherwise: RowFault?)
        case none
    }

    private enum Found {
        case id(Int64, isEarlier: Bool)
        /// The same words were imported before, without the part of the key that has a default.
        case imported(Int64)
        /// The row carries one record's number and another's key.
        case numbered(Int64, field: String, other: Int64)
        case clash(field: String, Int64)
        case uniqueOnly(field: String, Int64)
    }

    private let judge: RowJudge
    private let identities: [Int: [[UInt8]]]
    private var found: [Int: Found] = [:]
    private var records: [Int64: Record] = [:]
    private var blocks: Blocks?
    private var different: Set<PairKey> = []
    private var same: [Int: Same] = [:]

    /// As which record somebody knew a row, and what they did not take of it.
    private struct Same {
        let record: Int64
        let setAside: [String: String]
    }

    private struct PairKey: Hashable {
        let identity: [UInt8]
        let record: Int64
    }

    init(_ judge: RowJudge, _ drafts: [RowDraft], _ question: RowJudge.Question, identities: [Int: [[UInt8]]]) throws {
        self.judge = judge
        self.identities = identities
        let remembered = try decisions(identities)
        let keys = try keyed(drafts)
        let uniques = try uniqueNumbers(drafts)
        let imported = try importedBefore(drafts)
        for draft in drafts {
            same[draft.number] = identities[draft.number]?.lazy.compactMap { remembered[$0] }.first
            found[draft.number] = Matches.found(
                draft, question, key: keys[draft.number].map { (judge.register.key[0], $0) },
                uniques: uniques[draft.number] ?? [], imported: imported[draft.number],
                remembered: same[draft.number]?.record)
        }
        try load()
        if judge.register.key.isEmpty {
            let open = drafts.filter { found[$0.number] == nil }
            blocks = try Blocks(open, judge: judge)
        }
    }

    /// Whether somebody said that they are not the same.
    func isDifferent(_ row: Int, _ record: Int64) -> Bool {
        identities[row]?.contains { different.contains(PairKey(identity: $0, record: record)) } ?? false
    }

    /// Whether somebody said that the row is this record.
    func remembers(_ row: Int, _ record: Int64) -> Bool {
        same[row].map { $0.record == record || records[$0.record]?.id == record } ?? false
    }

    /// The fields of which the record keeps its own: somebody did not take what the row says, and it says the same again.
    func setAside(of draft: RowDraft, _ record: Int64) throws -> Set<String> {
        guard let known = same[draft.number]?.setAside, !known.isEmpty, remembers(draft.number, record) else {
            return []
        }
        let kept = try known.filter { field, hash in
            try draft.values[field].map { try judge.asideHashes(field, $0).contains(hash) } ?? false
        }
        return Set(kept.keys)
    }

    func match(of draft: RowDraft) -> Match {
        switch found[draft.number] {
        case .id(let id, let isEarlier):
            guard let record = records[id] else { return .refused(outOfScope(draft)) }
            guard record.removedAt == nil else { return isEarlier ? .none : .refused(removed(draft)) }
            return .record(record, isEarlier: isEarlier)
        case .imported(let id):
            guard let record = records[id] else { return .refused(outOfScope(draft)) }
            guard record.removedAt == nil else { return .none }
            return .record(record, isEarlier: true, notice: importedNotice(draft))
        case .numbered(let id, let field, let other):
            guard let record = records[id] else { return .refused(outOfScope(draft)) }
            guard record.removedAt == nil else { return .refused(removed(draft)) }
            // A number that was merged away stands for the record that it went into.
            return record.id == other ? .record(record, isEarlier: false) : .refused(otherNumber(draft, field, other))
        case .clash(let field, let id):
            return .refused(clash(draft, field, id))
        case .uniqueOnly(let field, let id):
            guard records[id] != nil else { return .refused(outOfScope(draft)) }
            let title = judge.register.field(field)?.title ?? field
            let candidate = Candidate(record: id, score: 90, reasons: ["\(title)相同，\(keyTitle)不同"])
            return .doubtful([candidate], otherwise: clash(draft, field, id))
        case nil:
            return blocks?.match(of: draft) ?? .none
        }
    }

    private var keyTitle: String {
        judge.register.key.compactMap { judge.register.field($0)?.title }.joined(separator: "、")
    }

    private func outOfScope(_ draft: RowDraft) -> RowFault {
        judge.index.fault(
            judge.register.key.first, row: draft.number,
            "这条\(judge.register.title)记录已登记在您的数据权限以外的区划，这一行没有收。请与登记地联系办理转移。")
    }

    private func removed(_ draft: RowDraft) -> RowFault {
        judge.index.fault(nil, row: draft.number, "对应的记录已被删除。要恢复它，请先在台账里恢复再导入。")
    }

    private func clash(_ draft: RowDraft, _ field: String, _ id: Int64) -> RowFault {
        let title = judge.register.field(field)?.title ?? field
        let other = records[id].map { "“\($0[judge.register.label].text ?? "第 \(id) 号")”" } ?? "另一条记录"
        return judge.index.fault(field, row: draft.number, "这个\(title)已经登记在\(other)名下，请核对。")
    }

    private func otherNumber(_ draft: RowDraft, _ field: String, _ other: Int64) -> RowFault {
        let title = field == judge.register.key.first ? keyTitle : judge.register.field(field)?.title ?? field
        let message = "这一行的系统编号和\(title)不是同一条记录的：这个\(title)登记在第 \(other) 号记录上。请核对，只留对的一个。"
        return judge.index.fault(field, row: draft.number, message)
    }

    private func importedNotice(_ draft: RowDraft) -> RowFault {
        let missing = judge.register.key.filter { draft.assumedKey[$0] != nil }
        let titles = missing.compactMap { judge.register.field($0)?.title }.joined(separator: "、")
        let message = "没有写\(titles)，内容与以前导入的一行完全相同，按同一条处理，不再新增。如果是新的一次，请写上\(titles)。"
        return judge.index.fault(missing.first, row: draft.number, message, isError: false)
    }

    // MARK: Looking up

    private static func found(
        _ draft: RowDraft, _ question: RowJudge.Question, key: (field: String, id: Int64)?,
        uniques: [(field: String, id: Int64)], imported: Int64?, remembered: Int64?
    ) -> Found? {
        if let id = question.decided[draft.number] { return .id(id, isEarlier: false) }
        if let id = question.earlier[draft.number] { return .id(id, isEarlier: true) }
        if let id = draft.recordNumber {
            let other = ([key].compactMap { $0 } + uniques).first { $0.id != id }
            return other.map { .numbered(id, field: $0.field, other: $0.id) } ?? .id(id, isEarlier: false)
        }
        if let imported { return .imported(imported) }
        if let key {
            if let other = uniques.first(where: { $0.id != key.id }) { return .clash(field: other.field, other.id) }
            return .id(key.id, isEarlier: false)
        }
        if let remembered { return .id(remembered, isEarlier: false) }
        return uniques.first.map { .uniqueOnly(field: $0.field, $0.id) }
    }

    private func keyed(_ drafts: [RowDraft]) throws -> [Int: Int64] {
        let register = judge.register
        var found: [Int: Int64] = [:]
        if register.key.count == 1, let name = register.key.first {
            let texts = Dictionary(
                drafts.compactMap { draft in text(draft, name).map { (draft.number, $0) } },
                uniquingKeysWith: { first, _ in first })
            let numbers = try judge.reading.numbers(register.name, field: name, values: Array(Set(texts.values)))
            for (row, text) in texts { found[row] = numbers[text] }
        } else if register.key.count > 1 {
            for draft in drafts {
                let key = FieldValues(
                    uniqueKeysWithValues: register.key.compactMap { name in
                        (draft.values[name] ?? draft.assumedKey[name]).map { (name, $0) }
                    })
                guard key.count == register.key.count, !key.values.contains(where: \.isNull) else { continue }
                found[draft.number] = try judge.reading.find(register.name, key: key).first?.id
            }
        }
        return found
    }

    /// The records that rows without their whole key became when they were imported before, on whatever day: rows that
    /// said the same, word for word.
    private func importedBefore(_ drafts: [RowDraft]) throws -> [Int: Int64] {
        let hashes = Dictionary(
            try drafts.filter { !$0.assumedKey.isEmpty }.flatMap { draft in
                try judge.fingerprints(of: draft).map { ($0, draft.number) }
            }, uniquingKeysWith: { first, _ in first })
        guard !hashes.isEmpty else { return [:] }
        let rows = try judge.reading.connection.rows(
            """
            SELECT i.fingerprint, i.record FROM import_row i
            JOIN \(name: judge.register.name) r ON r.id = i.record AND r.removed_at IS NULL
            WHERE i.applied AND \(SQL.oneOf("i.fingerprint", Array(hashes.keys))) ORDER BY i.record
            """)
        var found: [Int: Int64] = [:]
        for row in rows {
            if let number = hashes[try row.bytes(0)] { found[number] = try row.int(1) }
        }
        return found
    }

    /// The records that hold a row's unique values, by row.
    private func uniqueNumbers(_ drafts: [RowDraft]) throws -> [Int: [(field: String, id: Int64)]] {
        var found: [Int: [(field: String, id: Int64)]] = [:]
        for field in judge.register.fields where field.unique && !judge.register.key.contains(field.name) {
            let texts = Dictionary(
                drafts.compactMap { draft in text(draft, field.name).map { (draft.number, $0) } },
                uniquingKeysWith: { first, _ in first })
            let numbers = try judge.reading.numbers(
                judge.register.name, field: field.name, values: Array(Set(texts.values)))
            for (row, text) in texts {
                if let id = numbers[text] { found[row, default: []].append((field.name, id)) }
            }
        }
        return found
    }

    private func text(_ draft: RowDraft, _ field: String) -> String? {
        draft.values[field]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private mutating func decisions(_ identities: [Int: [[UInt8]]]) throws -> [[UInt8]: Same] {
        let hashes = Array(Set(identities.values.joined()))
        guard !hashes.isEmpty else { return [:] }
        let rows = try judge.reading.connection.rows(
            """
            SELECT left_identity, right_record, state, set_aside FROM duplicate_pair
            WHERE register = \(judge.register.name) AND state <> \(PairState.open.rawValue)
                AND \(SQL.oneOf("left_identity", hashes)) ORDER BY id
            """)
        var same: [[UInt8]: Same] = [:]
        for row in rows {
            let (identity, record) = (try row.bytes(0), try row.int(1))
            if try row.text(2) == PairState.same.rawValue {
                let aside = try row.textOrNil(3).map { try JSONText.decode([String: String].self, $0) }
                same[identity] = Same(record: record, setAside: aside ?? [:])
            } else {
                different.insert(PairKey(identity: identity, record: record))
            }
        }
        return same
    }

    /// Loads what was found; a record that was merged stands for the one that it went into.
    private mutating func load() throws {
        let ids = found.values.map { found in
            switch found {
            case .id(let id, _), .imported(let id), .numbered(let id, _, _), .clash(_, let id),
                .uniqueOnly(_, let id):
                id
            }
        }
        for record in try judge.reading.plain(judge.register.name, ids: Array(Set(ids))) {
            records[record.id] = record
        }
        let merged = records.values.compactMap { record in record.mergedInto.map { (record.id, $0) } }
        guard !merged.isEmpty else { return }
        let kept = Dictionary(
            try judge.reading.plain(judge.register.name, ids: merged.map(\.1)).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        for (id, into) in merged { records[id] = kept[into] }
    }
}
