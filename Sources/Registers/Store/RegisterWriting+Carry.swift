import Base
import Database

extension RegisterWriting {
    /// Brings what a record found out into the file of the one whom it is about, unless a later record says otherwise. What
    /// the record said before and says no longer goes back, where the definition says that it returns.
    /// - Parameters:
    ///   - values: what the record says now; nothing for one that was removed.
    ///   - before: what it said; nothing for a new one.
    func carry(
        _ definition: RegisterDefinition, _ values: FieldValues, before: FieldValues = [:], source: Source
    ) throws {
        guard !definition.carries.isEmpty, let field = definition.subject,
            let target = definition.field(field)?.target.flatMap(catalogue.register)
        else { return }
        let (subject, former) = (values[field]?.integer, before[field]?.integer)
        if let former, former != subject {
            try carry(
                try takenBack(definition, [:], before: before, target, former), into: target, former, by: definition,
                source)
        }
        guard let subject else { return }
        var changes =
            former == subject ? try takenBack(definition, values, before: before, target, subject) : [:]
        var found: FieldValues = [:]
        for (to, from) in definition.carries {
            if let value = values[from], !value.isNull { found[to] = value }
        }
        if !found.isEmpty, try isNewest(definition, values, subject: subject) { changes.merge(found) { $1 } }
        try carry(changes, into: target, subject, by: definition, source)
    }

    /// The definition says that its records speak for the subject's file, so whoever may write them may do this.
    private func carry(
        _ changes: FieldValues, into target: RegisterDefinition, _ id: Int64, by definition: RegisterDefinition,
        _ source: Source
    ) throws {
        guard !changes.isEmpty, try differs(changes, from: target, id) else { return }
        let record = try load(target, ids: [id], secret: clearSecret(target)).first
        guard let record, record.removedAt == nil else { return }
        let (completed, faults) = try checked(
            target, record.values.merging(changes) { $1 }, existing: record.values, Standing(record))
        try refuse(faults, acceptWarnings: true)
        let note = "\(definition.title)\(source.note.map { "：\($0)" } ?? "")"
        try change(
            target, record, to: completed, state: record.state, .updated, Source(source.channel, note: note),
            definition.title)
    }

    /// What the file goes back to where a record no longer says what it brought there.
    private func takenBack(
        _ definition: RegisterDefinition, _ values: FieldValues, before: FieldValues, _ target: RegisterDefinition,
        _ subject: Int64
    ) throws -> FieldValues {
        let gone = definition.carries.filter { to, from in
            definition.returns.contains(to) && !(before[from]?.isNull ?? true) && values[from]?.isNull ?? true
        }
        guard !gone.isEmpty, let file = try load(target, ids: [subject], secret: clearSecret(target)).first else {
            return [:]
        }
        var changes: FieldValues = [:]
        for (to, from) in gone where file[to] == before[from] {
            changes[to] = try former(to, from, now: file[to], definition, target, subject) ?? file[to]
        }
        return changes
    }

    /// What stood in a field of a file before records of a register brought there what none of them says any longer; nil
    /// where another of them still says what stands there now, or somebody else wrote it.
    private func former(
        _ to: String, _ from: String, now: FieldValue, _ definition: RegisterDefinition, _ target: RegisterDefinition,
        _ subject: Int64
    ) throws -> FieldValue? {
        try settle(definition.name)
        try settle(target.name)
        let said = try connection.rows(
            """
            SELECT id FROM \(name: definition.name) WHERE \(name: definition.subject ?? "id") = \(subject)
            AND removed_at IS NULL AND \(name: from) IS NOT NULL
            """
        ).map { try $0.int(0) }
        let standing = Set(
            try load(definition, ids: said, secret: clearSecret(definition)).map { $0[from] })
        if standing.contains(now) { return nil }
        let history = try connection.rows(
            """
            SELECT reason, before_values, after_values FROM change
            WHERE register = \(target.name) AND record = \(subject) ORDER BY version DESC
            """)
        var result: FieldValue?
        for row in history {
            let old = try opened(target, try row.text(1), id: subject)[to] ?? .null
            let new = try opened(target, try row.text(2), id: subject)[to] ?? .null
            guard old != new else { continue }
            guard try row.textOrNil(0) == definition.title else { break }
            result = old
            if old.isNull || standing.contains(old) { break }
        }
        return result
    }

    /// Whether the file says anything else. Most visits find what it says already; then its secrets need not be opened.
    private func differs(_ changes: FieldValues, from target: RegisterDefinition, _ id: Int64) throws -> Bool {
        let fields = changes.keys.sorted().compactMap(target.field)
        guard fields.allSatisfy({ $0.isStored && !$0.secret }) else { return true }
        try settle(target.name)
        let columns = fields.map { SQL("\(name: $0.name)") }.joined(separator: ", ")
        guard
            let row = try connection.first(
                "SELECT \(columns) FROM \(name: target.name) WHERE id = \(id) AND removed_at IS NULL")
        else { return false }
        for (index, field) in fields.enumerated()
        where try RegisterTable.value(row, index, field.kind) != changes[field.name] { return true }
        return false
    }

    private func isNewest(_ definition: RegisterDefinition, _ values: FieldValues, subject: Int64) throws -> Bool {
        guard let when = definition.when, let field = definition.subject, let day = values[when]?.day else {
            return true
        }
        if let held = newestHeldBack(definition.name, about: subject), held > day { return false }
        let later = try connection.first(
            """
            SELECT 1 FROM \(name: definition.name) WHERE \(name: field) = \(subject) AND removed_at IS NULL
            AND \(name: when) > \(day.iso) LIMIT 1
            """)
        return later == nil
    }
}
