public import Access
import Base
import Database

/// Accounts that were asked for within one transaction: a file names the same few on every row.
struct KnownAccounts {
    var cards: [Int64: AccountCard] = [:]
    var written: [String: [AccountCard]] = [:]
}

extension RegisterReading {
    /// What people call these accounts, by number; those that are not there are left out.
    public func accountTitles(_ ids: some Sequence<Int64>) throws -> [Int64: String] {
        let missing = Set(ids).filter { accountsKnown.cards[$0] == nil }
        if !missing.isEmpty {
            accountsKnown.cards.merge(try connection.accountCards(missing.sorted())) { $1 }
        }
        return accountsKnown.cards.mapValues(\.title)
    }

    /// The accounts that may be chosen for a field: in use, with a role that the field asks for, in the actor's regions or
    /// above them.
    public func accounts(for field: FieldDefinition) throws -> [AccountCard] {
        try connection.accountCards(holding: field.roles).filter { card in
            actor.scope.contains(card.scope)
                || (actor.scope.roots ?? []).contains { card.scope.contains($0) }
        }
    }

    /// The account that a text means for a field.
    /// - Throws: `FieldFault` when there is none or more than one; the message says what to do.
    public func account(written text: String, for field: FieldDefinition) throws -> AccountCard {
        let found = try accountsKnown.written[text] ?? connection.accountCards(written: text)
        accountsKnown.written[text] = found
        let usable = found.filter { !$0.isDisabled && holds($0, field) }
        if usable.count == 1 { return usable[0] }
        throw FieldFault(field.name, fault(text, field, found: found, usable: usable), value: text)
    }

    private func fault(
        _ text: String, _ field: FieldDefinition, found: [AccountCard], usable: [AccountCard]
    ) -> String {
        if usable.count > 1 {
            let names = usable.prefix(4).map(\.title).joined(separator: "、")
            return "“\(field.title)”写的是“\(text)”，有 \(usable.count) 个账号叫这个名字，请写成“\(names)”之一。"
        }
        if found.isEmpty { return "“\(field.title)”写的是“\(text)”，没有叫这个名字的账号。请核对姓名，或先建账号。" }
        return found.allSatisfy(\.isDisabled)
            ? "“\(field.title)”写的是“\(text)”，这个账号已停用，请换一位。"
            : "“\(field.title)”写的是“\(text)”，这个账号没有所需的角色，请换一位，或先给账号加上角色。"
    }

    private func holds(_ card: AccountCard, _ field: FieldDefinition) -> Bool {
        field.roles.isEmpty || field.roles.contains(where: card.roles.contains)
    }

    /// Turns names of accounts into numbers, and looks whether those that are new in a record may stand there.
    /// - Parameter existing: the values of the record as it is; empty for a new one.
    func resolveAccounts(
        _ register: RegisterDefinition, _ values: inout FieldValues, existing: FieldValues
    ) throws -> [FieldFault] {
        var faults: [FieldFault] = []
        for field in register.accountFields {
            guard let value = values[field.name], !value.isNull, value != existing[field.name] else { continue }
            do {
                let card = try card(value, field)
                values[field.name] = .integer(card.id)
                if let fault = outOfReach(card, field, register, values) { faults.append(fault) }
            } catch let fault as FieldFault {
                values[field.name] = existing[field.name] ?? .null
                faults.append(fault)
            }
        }
        return faults
    }

    private func card(_ value: FieldValue, _ field: FieldDefinition) throws -> AccountCard {
        if let text = value.text { return try account(written: text, for: field) }
        guard let id = value.integer else { throw FieldFault(field.name, "“\(field.title)”应是一个账号。") }
        _ = try accountTitles([id])
        guard let card = accountsKnown.cards[id] else {
            throw FieldFault(field.name, "“\(field.title)”里的账号不存在，请重新选择。")
        }
        guard !card.isDisabled, holds(card, field) else {
            throw FieldFault(field.name, fault(card.title, field, found: [card], usable: []))
        }
        return card
    }

    /// Who looks after a record must be able to see it.
    private func outOfReach(
        _ card: AccountCard, _ field: FieldDefinition, _ register: RegisterDefinition, _ values: FieldValues
    ) -> FieldFault? {
        guard register.caseloadFields.contains(where: { $0.name == field.name }),
            let region = register.region.flatMap({ values[$0]?.text }).flatMap({ RegionCode($0) }),
            !card.scope.contains(region)
        else { return nil }
        let message = "“\(card.title)”的数据权限里没有“\(regions.fullName(of: region))”，看不到这条记录。请换一位，或先调整账号的区划。"
        return FieldFault(field.name, message, level: .warning)
    }
}
