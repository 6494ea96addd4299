import Access

/// Who looks after a record: decided by those who may deal with everybody's.
extension RegisterWriting {
    /// The values of a new record; somebody who deals with their own people only becomes the one who looks after it.
    /// - Throws: `Refusal` when they name somebody else.
    func assigned(_ definition: RegisterDefinition, _ values: FieldValues) throws -> FieldValues {
        let fields = definition.caseloadFields
        guard !fields.isEmpty, actor.ownCaseloadOnly(.write, definition.name), let account = actor.account else {
            return values
        }
        var assigned = values
        let faults = try resolveAccounts(definition, &assigned, existing: [:])
        try refuse(faults, acceptWarnings: true)
        for field in fields where !(assigned[field.name] ?? .null).isNull && assigned[field.name] != .integer(account) {
            throw Refusal([RegisterWriting.notAssigner(field)])
        }
        let own = fields.filter { $0.roles.isEmpty || $0.roles.contains(where: actor.roles.contains) }
        for field in own.isEmpty ? Array(fields.prefix(1)) : own { assigned[field.name] = .integer(account) }
        return assigned
    }

    /// Refuses that somebody who deals with their own people only gives one of them to another, or takes one.
    /// - Throws: `Refusal`.
    func requireAssigner(_ definition: RegisterDefinition, _ changes: FieldValues, of record: Record) throws {
        guard actor.ownCaseloadOnly(.write, definition.name) else { return }
        for field in definition.caseloadFields {
            guard let value = changes[field.name], value != record[field.name],
                !(value.isNull && record[field.name].isNull)
            else { continue }
            throw Refusal([RegisterWriting.notAssigner(field)])
        }
    }

    private static func notAssigner(_ field: FieldDefinition) -> FieldFault {
        FieldFault(field.name, "“\(field.title)”由管整个区划的经办指派，您不能改。需要换人时请联系他们。")
    }
}
