import Base
import Database

extension RegisterReading {
    /// The completed values of a record and what the rules say of them, with what other rooms ask, without writing anything.
    public func checked(
        _ register: String, _ values: FieldValues, existing: Record? = nil
    ) throws -> (values: FieldValues, faults: [FieldFault]) {
        let definition = try definition(register)
        let known = existing?.values ?? [:]
        let found = try checked(
            definition, known.merging(values) { $1 }, existing: known,
            existing.map(Standing.init) ?? Standing(state: definition.states?.initial))
        let questions = try store.observers.flatMap { observer in
            try observer.questions(definition, found.values, existing: existing, in: self)
        }
        return (found.values, found.faults + questions)
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
        let standing = try surrounded(standing, definition, values, existing: existing)
        let completed = rules.completed(values, standing)
        return (completed, unknown + rules.faults(completed, standing))
    }

    /// Some unsealed values of a record that may be seen.
    private func unsealed(_ names: [String], of id: Int64, in register: RegisterDefinition) throws -> FieldValues? {
        try settle(register.name)
        let fields = names.compactMap(register.field)
        let columns = fields.map { SQL("\(name: "r.\($0.name)")") }.joined(separator: ", ")
        let row = try connection.first(
            """
            SELECT \(columns) FROM \(name: register.name) r WHERE r.id = \(id) AND \(scopeCondition(register))
            """)
        guard let row else { return nil }
        var values: FieldValues = [:]
        for (index, field) in fields.enumerated() {
            values[field.name] = try RegisterTable.value(row, index, field.kind)
        }
        return values
    }

    func owner(of definition: RegisterDefinition) -> RegisterDefinition? {
        definition.subject.flatMap(definition.field)?.target.flatMap(catalogue.register)
    }

    /// With what its formulas want to know of the subject and of the subject's other records.
    private func surrounded(
        _ standing: Standing, _ definition: RegisterDefinition, _ values: FieldValues, existing: FieldValues
    ) throws -> Standing {
        var standing = standing
        guard let subject = definition.subject, let id = values[subject]?.integer else { return standing }
        if !definition.subjectFields.isEmpty, let owner = owner(of: definition) {
            let file = try unsealed(definition.subjectFields, of: id, in: owner)
            // What this very record brought there, and takes back where it is corrected, does not speak against it.
            standing.subject = file?.filter { name, value in
                guard definition.returns.contains(name), let own = definition.carries[name] else { return true }
                return value.isNull || existing[own] != value
            }
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
