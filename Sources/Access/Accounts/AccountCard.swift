import Base
public import Database

/// What other rooms may know of an account: whom a number means, and who is meant by a name.
public struct AccountCard: Sendable, Equatable, Identifiable {
    /// The number.
    public let id: Int64
    /// The name for people, with the sign-in name behind it where another account has the same name.
    public let title: String
    /// The name with which the person signs in.
    public let signInName: String
    /// The names of the roles held.
    public let roles: [String]
    /// The regions whose records may be dealt with.
    public let scope: RegionScope
    /// Whether the account is out of use.
    public let isDisabled: Bool
}

extension Connection {
    /// The accounts of these numbers.
    public func accountCards(_ ids: [Int64]) throws -> [Int64: AccountCard] {
        var cards: [Int64: AccountCard] = [:]
        let wanted = Set(ids).sorted()
        // Far below the number of values that one statement may bind.
        for start in stride(from: 0, to: wanted.count, by: 1_000) {
            let some = Array(wanted[start..<min(start + 1_000, wanted.count)])
            for card in try accountCards(where: SQL.oneOf("a.id", some)) { cards[card.id] = card }
        }
        return cards
    }

    /// The accounts that somebody may have meant: by sign-in name, by name, or by a card's title. Several when the name is
    /// not unique, those out of use as well.
    public func accountCards(written: String) throws -> [AccountCard] {
        let text = normalised(written)
        guard !text.isEmpty else { return [] }
        let bySignIn = try accountCards(where: "a.sign_in_key = \(SignInName.key(text))")
        if !bySignIn.isEmpty { return bySignIn }
        let byName = try accountCards(where: "a.name = \(text)")
        if !byName.isEmpty { return byName }
        guard let (name, signIn) = AccountCard.parts(text) else { return [] }
        return try accountCards(where: "a.name = \(name) AND a.sign_in_key = \(SignInName.key(signIn))")
    }

    /// The accounts in use that hold one of these roles, by name; all accounts in use when none is named.
    public func accountCards(holding roles: [String]) throws -> [AccountCard] {
        guard !roles.isEmpty else { return try accountCards(where: "a.disabled_at IS NULL") }
        return try accountCards(
            where: """
                a.disabled_at IS NULL AND EXISTS (
                    SELECT 1 FROM account_role h WHERE h.account = a.id AND \(SQL.oneOf("h.role", roles)))
                """)
    }

    private func accountCards(where condition: SQL) throws -> [AccountCard] {
        let found = try accounts(where: condition)
        guard !found.isEmpty else { return [] }
        let shared = try rows("SELECT name FROM account GROUP BY name HAVING COUNT(*) > 1").map { try $0.text(0) }
        let ambiguous = Set(shared)
        return found.map { AccountCard($0, isAmbiguous: ambiguous.contains($0.name)) }
    }
}

extension AccountCard {
    fileprivate init(_ account: Account, isAmbiguous: Bool) {
        self.init(
            id: account.id, title: isAmbiguous ? "\(account.name)（\(account.signInName)）" : account.name,
            signInName: account.signInName, roles: account.roles, scope: account.scope,
            isDisabled: account.disabled != nil)
    }

    /// The name and the sign-in name of a title that has both; brackets as a Chinese or a Latin keyboard types them.
    fileprivate static func parts(_ title: String) -> (name: String, signIn: String)? {
        guard let last = title.last, last == "）" || last == ")",
            let open = title.lastIndex(where: { $0 == "（" || $0 == "(" })
        else { return nil }
        let name = normalised(title[..<open])
        let signIn = normalised(title[title.index(after: open)...].dropLast())
        return name.isEmpty || signIn.isEmpty ? nil : (name, signIn)
    }
}
