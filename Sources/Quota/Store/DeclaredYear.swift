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
        guard let year = try read(audit, [id], in: reading).first else {
            throw NoSuchRecord(register: audit.declaration, id: id)
        }
        return year
    }

    /// Several at once, in the order asked for; those that are not there, removed or out of scope are left out.
    static func read(_ audit: AuditDefinition, _ ids: [Int64], in reading: RegisterReading) throws -> [DeclaredYear] {
        let register = try reading.definition(audit.declaration)
        guard let subject = register.subject, let owner = register.field(subject)?.target else { return [] }
        let declarations = try reading.records(register.name, ids).filter { $0.removedAt == nil }
        let numbers = Set(declarations.compactMap { $0[subject].integer }).sorted()
        let employers = Dictionary(try reading.records(owner, numbers).map { ($0.id, $0) }) { first, _ in first }
        let placements = try placements(audit, of: numbers, in: reading)
        return declarations.compactMap { declaration in
            guard let employer = declaration[subject].integer.flatMap({ employers[$0] }) else { return nil }
            let year = Int(declaration[audit.year].integer ?? 0)
            return DeclaredYear(
                declaration: declaration, employer: employer, year: year,
                placements: placements[PlaceYear(employer: employer.id, year: Int64(year))] ?? [])
        }
    }

    private struct PlaceYear: Hashable {
        let employer: Int64
        let year: Int64
    }

    private static func placements(
        _ audit: AuditDefinition, of employers: [Int64], in reading: RegisterReading
    ) throws -> [PlaceYear: [Record]] {
        let register = try reading.definition(audit.placement)
        guard let subject = register.subject else { return [:] }
        let rows = try reading.connection.rows(
            """
            SELECT \(name: "r.id") FROM \(name: register.name) r
            WHERE \(SQL.oneOf("\(name: "r.\(subject)")", employers)) AND r.removed_at IS NULL ORDER BY r.id
            """)
        let records = try reading.records(register.name, try rows.map { try $0.int(0) })
        return Dictionary(grouping: try reading.withChildRows(register.name, records)) { record in
            PlaceYear(employer: record[subject].integer ?? 0, year: record[audit.year].integer ?? 0)
        }
    }
}

/// The same persons at other employers in the same year.
struct Rivals: Sendable {
    /// For each placement those of the same person elsewhere, in the order in which they were registered.
    let placements: [Int64: [Record]]
    /// What the employers are called, by number.
    let employers: [Int64: String]

    /// - Parameter reading: one that sees every region; a month counts once in all of them.
    static func read(_ audit: AuditDefinition, of years: [DeclaredYear], in reading: RegisterReading) throws -> Rivals {
        let register = try reading.definition(audit.placement)
        let ids = years.flatMap(\.placements).map(\.id)
        guard !ids.isEmpty, let subject = register.subject, let person = register.field(audit.person) else {
            return Rivals(placements: [:], employers: [:])
        }
        let column = person.secret ? person.hashColumn : person.name
        let rows = try reading.connection.rows(
            """
            SELECT r.id, o.id FROM \(name: register.name) r JOIN \(name: register.name) o
                ON \(name: "o.\(column)") = \(name: "r.\(column)")
                    AND \(name: "o.\(audit.year)") = \(name: "r.\(audit.year)") AND o.removed_at IS NULL
                    AND \(name: "o.\(subject)") <> \(name: "r.\(subject)")
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
