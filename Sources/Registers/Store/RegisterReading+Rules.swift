import Base
import Database

extension RegisterReading {
    /// The completed values of a record and what the rules say of them, without writing anything.
    public func checked(
        _ register: String, _ values: FieldValues, existing: Record? = nil
    ) throws -> (values: FieldValues, faults: [FieldFault]) {
        let definition = try definition(register)
        let known = existing?.values ?? [:]
        return try checked(
            definition, known.merging(values) { $1 }, existing: known,
            existing.map(Standing.init) ?? Standing(state: definition.states?.initial))
    }

    /// What a new record takes in those fields of its key of which nothing is said: their defaults on the day asked
    /// about. Empty where the key is said in full, or has no defaults.
    public func keyDefaults(_ register: String, _ values: FieldValues) throws -> FieldValues {
        let definition = try definition(register)
        let open = definition.key.compactMap(definition.field).filter { field in
            field.standard != nil && values[field.name]?.isNull ?? true
        }
        guard !open.isEmpty else { return [:] }
        let completed = rules(of: definition).completed(values, Standing(state: definition.states?.initial))
        return completed.filter { name, value in !value.isNull && open.contains { $0.name == name } }
    }

    private func rules(of definition: RegisterDefinition) -> RecordRules {
        RecordRules(
            register: definition,
            formulas: RecordFormulas(
                register: definition, parameters: parameters, day: day, owner: owner(of: definition)))
    }

    /// The same; `existing` are the values of the record as it is, empty for a new one.
    func checked(
        _ definition: RegisterDefinition, _ values: FieldValues, existing: FieldValues, _ standing: Standing
    ) throws -> (values: FieldValues, faults: [FieldFault]) {
        let rules = rules(of: definition)
        var values = values
        try inheritRegion(definition, &values)
        let unknown = try resolveAccounts(definition, &values, existing: existing)
        let standing = try surrounded(standing, definition, values)
        let completed = rules.completed(values, standing)
        return (completed, unknown + rules.faults(completed, standing))
    }

    private func owner(of definition: RegisterDefinition) -> RegisterDefinition? {
        definition.subject.flatMap(definition.field)?.target.flatMap(catalogue.register)
    }

    /// With what its formulas want to know of the subject and of the subject's other records.
    private func surrounded(
        _ standing: Standing, _ definition: RegisterDefinition, _ values: FieldValues
    ) throws -> Standing {
        var standing = standing
        guard let subject = definition.subject, let id = values[subject]?.integer else { return standing }
        if definition.restsOnSubject, let owner = owner(of: definition) {
            try settle(owner.name)
            standing.subject = try load(owner, ids: [id], secret: shownSecret(owner)).first?.values
        }
        if definition.restsOnOverlap, let spell = definition.spell, let begins = values[spell.from]?.day {
            standing.overlaps = try runsOn(definition, spell, subject, id, on: begins, except: standing.id)
        }
        return standing
    }

    /// Whether a record of the same subject began before a day and had not ended by then. What this very transaction holds
    /// back to write in one go is not looked at.
    private func runsOn(
        _ definition: RegisterDefinition, _ spell: RegisterDefinition.Spell, _ subject: String, _ id: Int64,
        on day: Day, except own: Int64?
    ) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM \(name: definition.name) WHERE \(name: subject) = \(id) AND id <> \(own ?? 0)
                AND removed_at IS NULL AND \(name: spell.from) < \(day.iso)
                AND (\(name: spell.to) IS NULL OR \(name: spell.to) >= \(day.iso))
            LIMIT 1
            """) != nil
    }

    /// A record that belongs to another lies where that one lies, unless it says otherwise.
    private func inheritRegion(_ definition: RegisterDefinition, _ values: inout FieldValues) throws {
        guard let subject = definition.subject, let id = values[subject]?.integer,
            let owner = definition.field(subject)?.target.flatMap(catalogue.register)
        else { return }
        let place = try place(of: owner, id, for: definition)
        guard let region = definition.region, values[region]?.isNull ?? true, owner.region != nil else { return }
        values[region] = place
    }
}
