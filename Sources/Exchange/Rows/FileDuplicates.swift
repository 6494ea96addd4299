import Database
import Registers

/// Rows of one file that stand for the same record, or claim what only one record may have: the first one counts.
struct FileDuplicates {
    let run: Int64
    let index: ColumnIndex
    let register: RegisterDefinition
    let rowTable: RowTable

    /// Marks rows that repeat an earlier row of the file: as harmless when they say the same, else as refused.
    func mark(_ judgements: inout [Judgement], in connection: Connection) throws {
        try markKeys(&judgements, in: connection)
        try markUnique(&judgements, in: connection)
    }

    private func markKeys(_ judgements: inout [Judgement], in connection: Connection) throws {
        let keys = judgements.compactMap { $0.outcome == .refused ? nil : $0.keyHash }
        var first = try rowTable.firstRows(keys, run: run, in: connection)
        for position in judgements.indices where judgements[position].outcome != .refused {
            guard let key = judgements[position].keyHash else { continue }
            let judgement = judgements[position]
            guard let earlier = first[key] else {
                first[key] = (judgement.draft.number, judgement.fingerprint)
                continue
            }
            judgements[position].candidates = []
            // It claims nothing that the row before it does not claim for the same record.
            judgements[position].uniqueHashes = [:]
            if earlier.fingerprint == judgement.fingerprint {
                let message = "这一行与第 \(earlier.row) 行完全相同，只收一次。"
                judgements[position].outcome = .same
                judgements[position].faults.append(
                    index.fault(nil, row: judgement.draft.number, message, isError: false))
            } else {
                let message = "第 \(earlier.row) 行已有同一个号码的人，内容不同。请核对后只留一行。"
                refuse(&judgements[position], register.key.first, message)
            }
        }
    }

    /// Two people with one certificate: kept in a table, as the row before may lie many thousands above.
    private func markUnique(_ judgements: inout [Judgement], in connection: Connection) throws {
        let open = judgements.filter { $0.outcome != .refused }
        let hashes = Set(open.flatMap(\.uniqueHashes.values))
        guard !hashes.isEmpty else { return }
        var first = try rowTable.firstClaims(Array(hashes), run: run, in: connection)
        var claims: [(hash: [UInt8], row: Int)] = []
        for position in judgements.indices where judgements[position].outcome != .refused {
            let judgement = judgements[position]
            let sorted = judgement.uniqueHashes.sorted { $0.key < $1.key }
            if let (field, hash) = sorted.first(where: { first[$0.value] != nil }), let earlier = first[hash] {
                let title = register.field(field)?.title ?? field
                judgements[position].candidates = []
                refuse(&judgements[position], field, "这个\(title)与第 \(earlier) 行的相同，不能两条记录同用一个。请核对后改正其中一行。")
                continue
            }
            for (_, hash) in sorted {
                first[hash] = judgement.draft.number
                claims.append((hash, judgement.draft.number))
            }
        }
        try rowTable.claim(claims, run: run, in: connection)
    }

    private func refuse(_ judgement: inout Judgement, _ field: String?, _ message: String) {
        judgement.outcome = .refused
        judgement.faults.append(index.fault(field, row: judgement.draft.number, message))
    }
}
