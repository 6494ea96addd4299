import Base
import Database

extension Connection {
    /// The accounts that fit a condition over `a`, the account's row; by name.
    func accounts(where condition: SQL, order: SQL = "a.name, a.id") throws -> [Account] {
        let rows = try rows(
            """
            SELECT a.id, a.sign_in_name, a.name, a.unit, a.everywhere, a.must_change_password, a.created_at,
                a.last_signed_in_at, a.disabled_at, a.disabled_reason, a.version
            FROM account a WHERE \(condition) ORDER BY \(order)
            """)
        let ids = try rows.map { try $0.int(0) }
        let roles = try grouped("account_role", "role", ids)
        let regions = try grouped("account_region", "region", ids)
        return try rows.map { row in
            let id = try row.int(0)
            return try Account(row, roles: roles[id] ?? [], regions: regions[id] ?? [])
        }
    }

    /// The account of this number.
    func account(_ id: Int64) throws -> Account? {
        try accounts(where: "a.id = \(id)").first
    }

    private func grouped(_ table: String, _ column: String, _ ids: [Int64]) throws -> [Int64: [String]] {
        var grouped: [Int64: [String]] = [:]
        // Far below the number of values that one statement may bind.
        for start in stride(from: 0, to: ids.count, by: 1_000) {
            let some = Array(ids[start..<min(start + 1_000, ids.count)])
            let found = try rows(
                """
                SELECT account, \(name: column) FROM \(name: table) WHERE \(SQL.oneOf("account", some))
                ORDER BY account, \(name: column)
                """)
            for row in found { grouped[try row.int(0), default: []].append(try row.text(1)) }
        }
        return grouped
    }

    /// Puts an account's roles and regions in the place of those it had.
    func setRights(of account: Int64, roles: [String], scope: RegionScope) throws {
        try run("DELETE FROM account_role WHERE account = \(account)")
        try run("DELETE FROM account_region WHERE account = \(account)")
        let regions = scope.roots ?? []
        try batch(
            Set(roles).sorted().map { "INSERT INTO account_role (account, role) VALUES (\(account), \($0))" }
                + RegionScope.outermost(regions).map {
                    "INSERT INTO account_region (account, region) VALUES (\(account), \($0.text))"
                })
    }
}

extension Account {
    fileprivate init(_ row: Row, roles: [String], regions: [String]) throws {
        let disabledAt = try row.textOrNil(8).flatMap { Instant(iso: $0) }
        let reason = try row.textOrNil(9) ?? ""
        self.init(
            id: try row.int(0), signInName: try row.text(1), name: try row.text(2), roles: roles,
            scope: try row.bool(4) ? .everywhere : .within(regions.compactMap { RegionCode($0) }),
            unit: try row.textOrNil(3), disabled: disabledAt.map { Disabled(at: $0, reason: reason) },
            mustChangePassword: try row.bool(5),
            createdAt: Instant(iso: try row.text(6)) ?? Instant(milliseconds: 0),
            lastSignedInAt: try row.textOrNil(7).flatMap { Instant(iso: $0) }, version: try row.int(10))
    }
}
