public import Access
import Database

/// Who is there to look after records and looks after none.
extension RegisterReading {
    /// The accounts in use, within the actor's regions, that may look after records of a register and look after none yet, by
    /// name.
    /// - Throws: `DatabaseError`.
    public func idleAccounts(_ register: RegisterDefinition) throws -> [AccountCard] {
        var cards: [Int64: AccountCard] = [:]
        for field in register.caseloadFields {
            for card in try accounts(for: field) where actor.scope.contains(card.scope) { cards[card.id] = card }
        }
        let idle = try withoutCaseload(cards.keys.sorted(), register).compactMap { cards[$0] }
        return idle.sorted { $0.title < $1.title }
    }

    /// Those of the accounts, in their order, that look after no record of a register, in whatever region.
    /// - Throws: `DatabaseError`.
    public func withoutCaseload(_ accounts: [Int64], _ register: RegisterDefinition) throws -> [Int64] {
        var busy: Set<Int64> = []
        for field in register.caseloadFields {
            for part in accounts.filter({ !busy.contains($0) }).chunked(100) {
                // One row of each account: counting theirs would read all of them.
                let questions = part.map { account -> SQL in
                    """
                    SELECT * FROM (SELECT \(name: "r.\(field.name)") FROM \(name: register.name) r
                        WHERE \(name: "r.\(field.name)") = \(account) AND r.removed_at IS NULL LIMIT 1) \(name: "a\(account)")
                    """
                }
                let rows = try connection.rows(questions.joined(separator: " UNION ALL "))
                for row in rows { busy.insert(try row.int(0)) }
            }
        }
        return accounts.filter { !busy.contains($0) }
    }
}
