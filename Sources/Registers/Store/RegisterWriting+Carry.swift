import Base
import Database

extension RegisterWriting {
    /// Brings what a record found out into the file of the one whom it is about, unless a later record says otherwise.
    func carry(_ definition: RegisterDefinition, _ values: FieldValues, source: Source) throws {
        guard !definition.carries.isEmpty, let field = definition.subject, let subject = values[field]?.integer,
            let target = definition.field(field)?.target.flatMap(catalogue.register)
        else { return }
        var changes: FieldValues = [:]
        for (to, from) in definition.carries {
            if let value = values[from], !value.isNull { changes[to] = value }
        }
        guard !changes.isEmpty, try isNewest(definition, values, subject: subject),
            try differs(changes, from: target, subject)
        else { return }
        // The definition says that this record speaks for the subject's file, so whoever may write it may do this.
        let record = try load(target, ids: [subject], secret: clearSecret(target)).first
        guard let record, record.removedAt == nil else { return }
        let (completed, faults) = try checked(
            target, record.values.merging(changes) { $1 }, existing: record.values, Standing(record))
        try refuse(faults, acceptWarnings: true)
        let note = "\(definition.title)\(source.note.map { "：\($0)" } ?? "")"
        try change(
            target, record, to: completed, state: record.state, .updated, Source(source.channel, note: note),
            definition.title)
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
