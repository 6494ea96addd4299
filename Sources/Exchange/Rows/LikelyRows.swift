import Base
import Database
import Registers
import Secrets

/// Rows of one file that are probably one person though their numbers differ: both may be right, so it is asked before
/// anything is written.
///
/// The row before may lie many thousands above. It is found by a keyed hash of the name's sound and the birth date, and
/// looked at by what the dry run kept of it.
struct LikelyRows {
    let run: Int64
    let index: ColumnIndex
    let register: RegisterDefinition
    let rowTable: RowTable

    /// How many earlier rows of one sound and birth date are looked at.
    private static let most = 4

    /// Asks of every new row that is like an earlier one.
    func mark(_ judgements: inout [Judgement], in connection: Connection) throws {
        guard register.duplicates?.birth != nil else { return }
        var waiting: [Int] = []
        var known: [Int: Traits] = [:]
        for position in judgements.indices where judgements[position].outcome == .new {
            let judgement = judgements[position]
            guard let traits = Traits(judgement.draft.values, register: register), traits.birth != nil else { continue }
            judgements[position].traits = traits
            known[judgement.draft.number] = traits
            waiting.append(position)
        }
        for turn in 0..<LikelyRows.most where !waiting.isEmpty {
            waiting = try ask(waiting, turn, &judgements, &known, in: connection)
        }
    }

    /// Looks at the rows that hold the places of this turn, and takes those that are free.
    /// - Returns: the rows that found theirs taken.
    private func ask(
        _ positions: [Int], _ turn: Int, _ judgements: inout [Judgement], _ known: inout [Int: Traits],
        in connection: Connection
    ) throws -> [Int] {
        let places = try positions.map { position in
            try judgements[position].traits.map { try place(of: $0, turn) } ?? []
        }
        var holders = try rowTable.firstClaims(Array(Set(places)), run: run, in: connection)
        known.merge(try rowTable.traits(of: Set(holders.values), run: run, in: connection)) { own, _ in own }
        var claims: [(hash: [UInt8], row: Int)] = []
        var left: [Int] = []
        for (position, place) in zip(positions, places) {
            let row = judgements[position].draft.number
            guard let holder = holders[place] else {
                holders[place] = row
                claims.append((place, row))
                continue
            }
            left.append(position)
            guard let own = known[row], let other = known[holder], let found = own.likeness(to: other),
                found.score >= Traits.threshold
            else { continue }
            let reasons = found.reasons.joined(separator: "，")
            let message = "这一行和“第 \(holder) 行”可能是同一个人：“\(reasons)”。是同一个人的，请只留一行；不是的，可以照样导入。"
            judgements[position].faults.append(index.fault(nil, row: row, message, isError: false))
        }
        try rowTable.claim(claims, run: run, in: connection)
        return left
    }

    private func place(of traits: Traits, _ turn: Int) throws -> [UInt8] {
        let parts = [NameForm.sound(traits.name), traits.birth?.iso ?? "", String(turn)]
        return try rowTable.keyring.searchHash("import.likely.\(register.name)", parts.joined(separator: "\u{1F}"))
    }
}
