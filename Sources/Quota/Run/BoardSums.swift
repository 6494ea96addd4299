import Base
import Database
import Registers

/// Asks for a board's figures.
struct BoardSums {
    let audit: AuditDefinition
    let year: Int
    let reading: RegisterReading
    let register: RegisterDefinition
    let owner: RegisterDefinition
    let subject: SQL

    init(_ audit: AuditDefinition, year: Int, _ reading: RegisterReading) throws {
        (self.audit, self.year, self.reading) = (audit, year, reading)
        register = try reading.definition(audit.declaration)
        guard let subject = register.subject, let owner = register.field(subject)?.target else {
            throw UnknownRegister(name: audit.declaration)
        }
        self.owner = try reading.definition(owner)
        self.subject = "\(name: "r.\(subject)")"
    }

    var region: SQL? { register.region.map { "\(name: "r.\($0)")" } }

    /// The year's declarations (r) with their employers (e) and what they came to (a).
    var from: SQL {
        """
        \(name: register.name) r JOIN \(name: owner.name) e ON e.id = \(subject)
        LEFT JOIN audit_result a ON a.audit = \(audit.name) AND a.declaration = r.id
        """
    }

    var own: SQL {
        """
        \(name: "r.\(audit.year)") = \(Int64(year)) AND r.removed_at IS NULL AND \(reading.scopeCondition(register))
        """
    }

    /// The declarations added up by an expression over them (r) and their employers (e).
    func by(_ key: SQL?) throws -> [AuditBoard.Sum] {
        let shown = key ?? "NULL"
        let group: SQL = key.map { "GROUP BY \($0) ORDER BY \($0)" } ?? ""
        return try reading.connection.rows(
            """
            SELECT \(shown), COUNT(*), COUNT(a.declaration), COALESCE(SUM(a.persons), 0),
                COALESCE(SUM(a.person_months), 0), COALESCE(SUM(a.placed), 0), COALESCE(SUM(a.levy), 0),
                COUNT(CASE WHEN a.levy > 0 THEN 1 END), COUNT(a.refusal), COALESCE(SUM(a.shared_months), 0)
            FROM \(from) WHERE \(own) \(group)
            """
        ).map { row in
            func number(_ column: Int) throws -> Int { Int(try row.int(column)) }
            return AuditBoard.Sum(
                key: try row.textOrNil(0), declarations: try number(1), worked: try number(2),
                persons: try number(3), personMonths: try number(4), placed: try number(5), levy: try row.int(6),
                owing: try number(7), refused: try number(8), sharedMonths: try number(9))
        }
    }

    /// How many employers are to declare: all of them, or those who did not.
    func expected(onlyMissing: Bool) throws -> Int {
        let condition = onlyMissing ? try missing() : try expected()
        let row = try reading.connection.first("SELECT COUNT(*) FROM \(name: owner.name) e WHERE \(condition)")
        return Int(try row?.int(0) ?? 0)
    }

    /// The condition over employers (e) that they are to declare.
    private func expected() throws -> SQL {
        let condition = try reading.condition(audit.expected, register: owner, alias: "e")
        return "e.removed_at IS NULL AND \(reading.scopeCondition(owner, alias: "e")) AND \(condition)"
    }

    /// The same, and did not.
    func missing() throws -> SQL {
        """
        \(try expected()) AND NOT EXISTS (SELECT 1 FROM \(name: register.name) r WHERE \(subject) = e.id
            AND r.removed_at IS NULL AND \(name: "r.\(audit.year)") = \(Int64(year)))
        """
    }

    /// How many declarations and persons declared were written since then.
    func written(since time: Instant) throws -> Int {
        try [audit.declaration, audit.placement].reduce(0) { count, name in
            let register = try reading.definition(name)
            let row = try reading.connection.first(
                """
                SELECT COUNT(*) FROM \(name: register.name) r
                WHERE \(name: "r.\(audit.year)") = \(Int64(year)) AND r.updated_at > \(time.iso)
                    AND \(reading.scopeCondition(register))
                """)
            return count + Int(try row?.int(0) ?? 0)
        }
    }
}
