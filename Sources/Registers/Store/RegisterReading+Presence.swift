import Access
import Base
public import Database

/// Who has left: the days on which somebody died or moved away stand in their own file, and what other registers say of
/// later days is not theirs any more.
extension RegisterReading {
    /// That whom a record belongs to has not left by the day asked about; `TRUE` where nobody can leave.
    public func presence(_ register: RegisterDefinition, alias: String) -> SQL {
        presence(register, alias: alias, on: "\(day.adding(days: 1).iso)", ofFew: false)
    }

    /// That a record says nothing of a day after that on which its subject left. What found out that somebody left is dated
    /// later by its nature, and holds.
    /// - Parameters:
    ///   - alias: under which the register's table stands.
    ///   - date: the field that places the record in time; without it the day asked about counts.
    ///   - ofFew: whether few records are asked about: else those who left are looked up once for all of them.
    public func presence(
        _ register: RegisterDefinition, alias: String, date: String?, ofFew: Bool = false
    ) -> SQL {
        guard let date else { return presence(register, alias: alias) }
        let found = foundDays(register).map { SQL("\(name: "\(alias).\($0)") IS NOT NULL") }
        let present = presence(register, alias: alias, on: "\(name: "\(alias).\(date)")", ofFew: ofFew)
        return found.isEmpty ? present : "(" + ([present] + found).joined(separator: " OR ") + SQL(")")
    }

    /// The register on whose days it depends which records of another count; nil where on none.
    public func leaving(_ register: RegisterDefinition) -> RegisterDefinition? {
        owner(of: register).flatMap { $0.ends.isEmpty ? nil : $0 }
    }

    private func presence(_ register: RegisterDefinition, alias: String, on day: SQL, ofFew: Bool) -> SQL {
        guard let owner = leaving(register), let subject = register.subject else { return "TRUE" }
        let tests = owner.ends.map { SQL("\(name: "gone.\($0)") < ") + day }
        let holds: SQL = """
            NOT EXISTS (SELECT 1 FROM \(name: owner.name) gone
            WHERE \(name: "gone.id") = \(name: "\(alias).\(subject)") AND (\(tests.joined(separator: " OR "))))
            """
        if ofFew { return holds }
        // Few have left: their numbers, out of small indexes, spare the look at everybody's file.
        let left = owner.ends.map { field -> SQL in
            "SELECT g.id FROM \(name: owner.name) g WHERE \(name: "g.\(field)") IS NOT NULL"
        }
        return "(\(name: "\(alias).\(subject)") NOT IN (\(left.joined(separator: " UNION ALL "))) OR \(holds))"
    }

    /// The fields by which a register brings such a day into its subject's file.
    private func foundDays(_ register: RegisterDefinition) -> [String] {
        (leaving(register)?.ends ?? []).compactMap { register.carries[$0] }
    }
}
