import Database

/// Rows of one file that stand for the same record: the first one counts.
struct FileDuplicates {
    let run: Int64
    let index: ColumnIndex
    let keyField: String?
    let rowTable: RowTable

    /// Marks rows that repeat an earlier row of the file: as harmless when they say the same, else as refused.
    func mark(_ judgements: inout [Judgement], in connection: Connection) throws {
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
            if earlier.fingerprint == judgement.fingerprint {
                let message = "这一行与第 \(earlier.row) 行完全相同，只收一次。"
                judgements[position].outcome = .same
                judgements[position].faults.append(
                    index.fault(nil, row: judgement.draft.number, message, isError: false))
            } else {
                let message = "第 \(earlier.row) 行已有同一个号码的人，内容不同。请核对后只留一行。"
                judgements[position].outcome = .refused
                judgements[position].faults.append(index.fault(keyField, row: judgement.draft.number, message))
            }
        }
    }
}
