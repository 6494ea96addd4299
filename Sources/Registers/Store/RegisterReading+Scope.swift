public import Access
public import Base
public import Database

/// Which rows somebody may deal with: those of their regions, and of these only their own people's where every role that
/// allows it says so.
extension RegisterReading {
    /// Which rows of a register the actor may deal with: `TRUE`, or bound ranges over its region and the numbers of
    /// their own people's records.
    /// - Parameter verb: what for; reading when left out.
    public func scopeCondition(_ register: RegisterDefinition, alias: String = "r", for verb: Verb = .read) -> SQL {
        scopeCondition(register, alias: alias, for: verb, hidesPlace: false)
    }

    /// The same; `hidesPlace` puts the index of the region out of the database's reach.
    func scopeCondition(
        _ register: RegisterDefinition, alias: String, for verb: Verb, hidesPlace: Bool
    ) -> SQL {
        let own = ownCondition(register, alias: alias, for: verb)
        guard let region = register.region else { return own ?? "TRUE" }
        let column = SQL("\(name: "\(alias).\(region)")")
        // A caseload is a few hundred records by number: reading a county by place to find them would be slow.
        let place = actor.scope.condition(column: hidesPlace || own != nil ? "(\(column) || '')" : column)
        return own.map { "(\(place) AND \($0))" } ?? place
    }

    /// The condition that rows belong to the actor's own people; nil where the actor deals with everybody's.
    public func ownCondition(_ register: RegisterDefinition, alias: String = "r", for verb: Verb = .read) -> SQL? {
        // What may not be read of others may not be taken out or changed either.
        guard [verb, .read].contains(where: { actor.ownCaseloadOnly($0, register.name) }) else { return nil }
        return caseloadCondition(register, alias: alias)
    }

    /// Everything of the actor on which the rows of a register depend that they see.
    public func scopeKey(_ register: RegisterDefinition) -> ScopeKey {
        ScopeKey(roots: actor.scope.roots, account: ownCondition(register) == nil ? nil : actor.account)
    }

    /// Refuses a record of somebody else's people where every role that allows something is for one's own people only.
    /// - Parameters:
    ///   - verb: what is to be done.
    ///   - what: of what: a register's name, or an action of the verb.
    /// - Throws: `AccessError.notInCaseload`.
    public func requireOwn(_ register: RegisterDefinition, _ id: Int64, for verb: Verb, _ what: String) throws {
        guard actor.ownCaseloadOnly(verb, what), let condition = caseloadCondition(register, alias: "r") else { return }
        try settle(register.name)
        let row = try connection.first(
            "SELECT 1 FROM \(name: register.name) r WHERE r.id = \(id) AND \(condition)")
        if row == nil { throw AccessError.notInCaseload }
    }

    /// Those of the records that the actor may see.
    public func visible(_ register: String, _ ids: [Int64]) throws -> Set<Int64> {
        let definition = try definition(register)
        try settle(register)
        var found: Set<Int64> = []
        for part in ids.chunked(500) {
            let rows = try connection.rows(
                """
                SELECT r.id FROM \(name: register) r
                WHERE \(SQL.oneOf("r.id", Array(part))) AND \(scopeCondition(definition))
                """)
            for row in rows { found.insert(try row.int(0)) }
        }
        return found
    }

    // MARK: Caseload

    /// The condition that a row belongs to the actor's caseload; nil where the register knows none.
    private func caseloadCondition(_ register: RegisterDefinition, alias: String) -> SQL? {
        guard let links = caseloadLinks(register, depth: 0) else { return nil }
        let tests = links.map { link -> SQL in
            switch link {
            case .numbers(let numbers): "\(name: "\(alias).id") IN (\(numbers))"
            case .subject(let field, let numbers): "\(name: "\(alias).\(field)") IN (\(numbers))"
            case .open(let holder, let field):
                """
                NOT EXISTS (SELECT 1 FROM \(name: holder) k WHERE \(name: "k.\(field)") = \(name: "\(alias).id"))
                """
            }
        }
        return "(" + tests.joined(separator: " OR ") + SQL(")")
    }

    private enum CaseloadTest {
        /// The row's number is among these.
        case numbers(SQL)
        /// The number in a field is among these.
        case subject(String, SQL)
        /// No row of another register refers to this one.
        case open(holder: String, field: String)
    }

    /// Registers about registers about people are as deep as it goes.
    private static let depthLimit = 4

    private func caseloadLinks(_ register: RegisterDefinition, depth: Int) -> [CaseloadTest]? {
        guard depth < RegisterReading.depthLimit else { return nil }
        let own = register.caseload.flatMap { link -> [CaseloadTest] in
            switch link {
            case .account(let field):
                let account = actor.account ?? 0
                return [
                    .numbers(
                        "SELECT k.id FROM \(name: register.name) k WHERE \(name: "k.\(field)") = \(account)")
                ]
            case .referred(let name, let field):
                guard let holder = catalogue.register(name), let ids = caseloadNumbers(holder, depth: depth + 1) else {
                    return []
                }
                let referred: SQL = """
                    SELECT \(name: "k.\(field)") FROM \(name: name) k
                    WHERE k.id IN (\(ids)) AND \(name: "k.\(field)") IS NOT NULL
                    """
                return [.numbers(referred), .open(holder: name, field: field)]
            }
        }
        if !own.isEmpty { return own }
        guard let field = register.subject.flatMap(register.field),
            let owner = field.target.flatMap(catalogue.register),
            let ids = caseloadNumbers(owner, depth: depth + 1)
        else { return nil }
        return [.subject(field.name, ids)]
    }

    /// A question for the numbers of the actor's own records of a register.
    private func caseloadNumbers(_ register: RegisterDefinition, depth: Int) -> SQL? {
        guard let tests = caseloadLinks(register, depth: depth) else { return nil }
        let parts = tests.compactMap { test -> SQL? in
            switch test {
            case .numbers(let numbers): numbers
            case .subject(let field, let numbers):
                "SELECT s.id FROM \(name: register.name) s WHERE \(name: "s.\(field)") IN (\(numbers))"
            case .open: nil
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " UNION ")
    }
}

/// On what the rows that somebody sees depend: for keeping what was worked out for them.
public struct ScopeKey: Hashable, Sendable {
    /// The roots of the scope; nil for everywhere.
    public let roots: [RegionCode]?
    /// The account whose own people alone are seen; nil where everybody is.
    public let account: Int64?
}
