import Base
import Database
import Registers
import Secrets

/// All that a declaration's figures rest on, as one text that changes when any of it does: the versions of the declaration,
/// the employer, the persons declared and the same persons elsewhere, and the law.
struct RestsOn {
    let audit: AuditDefinition
    /// The decisions and parameters, see `law`.
    let law: String

    /// A text for each of these declarations of a year.
    /// - Parameter reading: one that sees every region.
    func texts(_ declarations: [Int64], _ year: Int, in reading: RegisterReading) throws -> [Int64: String] {
        let register = try reading.definition(audit.declaration)
        guard let subject = register.subject, let owner = register.field(subject)?.target else { return [:] }
        let rows = try reading.connection.rows(
            """
            SELECT r.id, r.version, \(name: "r.\(subject)"), e.version FROM \(name: register.name) r
            JOIN \(name: owner) e ON e.id = \(name: "r.\(subject)") WHERE \(SQL.oneOf("r.id", declarations))
            """)
        let employers = try rows.map { try $0.int(2) }
        let own = try marks(of: employers, year, rivals: false, reading)
        let rivals = try marks(of: employers, year, rivals: true, reading)
        var texts: [Int64: String] = [:]
        for row in rows {
            let employer = try row.int(2)
            var digest = Digest()
            for field in [law, "\(try row.int(1))", "\(employer) \(try row.int(3))", own[employer], rivals[employer]] {
                digest.append(field: field)
            }
            texts[try row.int(0)] = digest.hex()
        }
        return texts
    }

    /// By employer, the numbers and versions of its placements, or of those of the same persons elsewhere.
    private func marks(
        of employers: [Int64], _ year: Int, rivals: Bool, _ reading: RegisterReading
    ) throws -> [Int64: String] {
        let register = try reading.definition(audit.placement)
        guard let subject = register.subject, let person = register.field(audit.person) else { return [:] }
        let column = person.secret ? person.hashColumn : person.name
        let (employer, itsYear) = (SQL("\(name: "r.\(subject)")"), SQL("\(name: "r.\(audit.year)")"))
        let others: SQL = """
            JOIN \(name: register.name) o ON \(name: "o.\(column)") = \(name: "r.\(column)")
                AND \(name: "o.\(audit.year)") = \(itsYear) AND \(name: "o.\(subject)") <> \(employer)
                AND o.removed_at IS NULL
            """
        let shown: SQL = rivals ? "o.id, o.version" : "r.id, r.version"
        let rows = try reading.connection.rows(
            """
            SELECT \(employer), \(shown) FROM \(name: register.name) r \(rivals ? others : "")
            WHERE \(SQL.oneOf(employer, employers)) AND \(itsYear) = \(Int64(year)) AND r.removed_at IS NULL
            ORDER BY 2
            """)
        var marks: [Int64: String] = [:]
        for row in rows { marks[try row.int(0), default: ""] += "\(try row.int(1)):\(try row.int(2)) " }
        return marks
    }
}
