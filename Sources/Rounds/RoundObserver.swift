import Database
import Registers

/// Keeps the lists of open rounds up to date with every change of a record.
struct RoundObserver: RecordObserver {
    let book: RoundBook

    func changed(_ register: String, _ ids: [Int64], in writing: RegisterWriting) throws {
        guard concerns(register) else { return }
        for round in try RoundRows.open(in: writing.connection) {
            guard let definition = book.definition(round.name, in: round.region),
                let member = writing.catalogue.register(definition.register)
            else { continue }
            let members = RoundMembers(round: round, definition: definition, writing: writing)
            if definition.register == register {
                try members.refresh(member, records: ids)
                if definition.reentry, writing.day <= round.closesOn {
                    try members.enter(member, records: ids, reentered: true)
                }
            }
            if definition.steps.contains(where: { $0.doneBy == register }) {
                let subjects = try self.subjects(register, ids, writing)
                if !subjects.isEmpty { try members.refresh(member, records: subjects) }
            }
        }
    }

    private func concerns(_ register: String) -> Bool {
        book.definitions.contains { definition in
            definition.register == register || definition.steps.contains { $0.doneBy == register }
        }
    }

    private func subjects(_ register: String, _ ids: [Int64], _ writing: RegisterWriting) throws -> [Int64] {
        guard let definition = writing.catalogue.register(register), let subject = definition.subject else { return [] }
        let rows = try writing.connection.rows(
            """
            SELECT DISTINCT \(name: subject) FROM \(name: register)
            WHERE \(SQL.oneOf("id", ids)) AND \(name: subject) IS NOT NULL
            """)
        return try rows.map { try $0.int(0) }
    }
}
