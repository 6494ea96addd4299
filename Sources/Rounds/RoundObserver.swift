import Access
import Base
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

    /// Whether a record does a step of an open round, as whoever writes it may think: one whose date is not one of the
    /// round's is asked about. Nothing where the step is not open, or another round counts the day.
    func questions(
        _ register: RegisterDefinition, _ values: FieldValues, existing: Record?, in reading: RegisterReading
    ) throws -> [FieldFault] {
        guard let when = register.when, let day = values[when]?.day, existing?[when] != .day(day),
            let subject = register.subject, let owner = register.field(subject)?.target,
            let id = values[subject]?.integer, reading.actor.can(.rounds, "read")
        else { return [] }
        let rounds = try self.rounds(doneBy: register.name, of: owner, reading)
        // Most days are every round's, and then nobody's standing is looked at.
        guard rounds.contains(where: { !$0.counts(on: day) }), try reading.record(owner, id) != nil else { return [] }
        let open = try rounds.filter { try isOpen($0, id, register.name, existing, reading) }
        guard let round = open.first, !open.contains(where: { $0.counts(on: day) }) else { return [] }
        return [FieldFault(when, "\(round.title)：\(round.question(about: day))", level: .warning)]
    }

    private func rounds(doneBy register: String, of owner: String, _ reading: RegisterReading) throws -> [Round] {
        func isDone(_ definition: RoundDefinition) -> Bool {
            definition.register == owner && definition.steps.contains { $0.doneBy == register }
        }
        guard book.definitions.contains(where: isDone) else { return [] }
        return try RoundRows.rounds(in: reading, openOnly: true).filter { round in
            book.definition(round.name, in: round.region).map(isDone) ?? false
        }
    }

    /// Whether a step that such a record does still waits, or was done by this one.
    private func isOpen(
        _ round: Round, _ member: Int64, _ register: String, _ existing: Record?, _ reading: RegisterReading
    ) throws -> Bool {
        let steps = book.definition(round.name, in: round.region)?.steps.filter { $0.doneBy == register } ?? []
        let names = Set(steps.map(\.name))
        return try RoundStore.steps(round, member, reading).contains { step in
            names.contains(step.step)
                && (step.state == .waiting || (step.record != nil && step.record == existing?.id))
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
