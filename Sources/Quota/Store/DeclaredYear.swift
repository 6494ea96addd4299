import Base
import Database
import Registers

/// What an employer declared for a year, as it stands in the registers.
struct DeclaredYear: Sendable {
    let declaration: Record
    let employer: Record
    let year: Int
    /// The persons, with their months.
    let placements: [Record]

    /// - Throws: `NoSuchRecord` for a declaration that is not there or out of scope.
    static func read(_ audit: AuditDefinition, _ id: Int64, in reading: RegisterReading) throws -> DeclaredYear {
        let register = try reading.definition(audit.declaration)
        guard let declaration = try reading.record(register.name, id), declaration.removedAt == nil,
            let subject = register.subject, let owner = register.field(subject)?.target,
            let number = declaration[subject].integer, let employer = try reading.record(owner, number)
        else { throw NoSuchRecord(register: audit.declaration, id: id) }
        let year = Int(declaration[audit.year].integer ?? 0)
        return DeclaredYear(
            declaration: declaration, employer: employer, year: year,
            placements: try placements(audit, of: number, year, in: reading))
    }

    private static func placements(
        _ audit: AuditDefinition, of employer: Int64, _ year: Int, in reading: RegisterReading
    ) throws -> [Record] {
        let register = try reading.definition(audit.placement)
        guard let subject = register.subject else { return [] }
        let rows = try reading.connection.rows(
            """
            SELECT \(name: "r.id") FROM \(name: register.name) r
            WHERE \(name: "r.\(subject)") = \(employer) AND \(name: "r.\(audit.year)") = \(Int64(year))
                AND r.removed_at IS NULL ORDER BY r.id
            """)
        let records = try reading.records(register.name, try rows.map { try $0.int(0) })
        return try reading.withChildRows(register.name, records)
    }
}

/// The same persons at other employers in the same year.
struct Rivals: Sendable {
    /// For each placement those of the same person elsewhere, in the order in which they were registered.
    let placements: [Int64: [Record]]
    /// What the employers are called, by number.
    let employers: [Int64: String]

    /// - Parameter reading: one that sees every region; a month counts once in all of them.
    static func read(_ audit: AuditDefinition, of year: DeclaredYear, in reading: RegisterReading) throws -> Rivals {
        let register = try reading.definition(audit.placement)
        let ids = year.placements.map(\.id)
        guard !ids.isEmpty, let subject = register.subject, let person = register.field(audit.person) else {
            return Rivals(placements: [:], employers: [:])
        }
        let column = person.secret ? person.hashColumn : person.name
        let rows = try reading.connection.rows(
            """
            SELECT r.id, o.id FROM \(name: register.name) r JOIN \(name: register.name) o
                ON \(name: "o.\(column)") = \(name: "r.\(column)")
                    AND \(name: "o.\(audit.year)") = \(Int64(year.year)) AND o.removed_at IS NULL
                    AND \(name: "o.\(subject)") <> \(year.employer.id)
            WHERE \(SQL.oneOf("r.id", ids)) ORDER BY r.id, o.id
            """)
        let found = Set(try rows.map { try $0.int(1) }).sorted()
        let records = try reading.withChildRows(register.name, try reading.records(register.name, found))
        let byNumber = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
        var placements: [Int64: [Record]] = [:]
        for row in rows {
            if let other = byNumber[try row.int(1)] { placements[try row.int(0), default: []].append(other) }
        }
        return Rivals(placements: placements, employers: try names(of: records, register, subject, reading))
    }

    private static func names(
        of records: [Record], _ register: RegisterDefinition, _ subject: String, _ reading: RegisterReading
    ) throws -> [Int64: String] {
        guard let owner = register.field(subject)?.target.flatMap(reading.catalogue.register) else { return [:] }
        let ids = Set(records.compactMap { $0[subject].integer }).sorted()
        let employers = try reading.records(owner.name, ids)
        return Dictionary(employers.map { ($0.id, $0[owner.label].text ?? "") }) { first, _ in first }
    }
}
