import Access
import Base
import Database
import Secrets

/// Changes records within one transaction. What is created is held back and put down in bulk; every question first puts
/// down what is held back.
public final class RegisterWriting: RegisterReading {
    private var pending: [String: PendingRows] = [:]
    private var numbers: [String: (next: Int64, end: Int64)] = [:]
    /// Where records lie to which others belong: a batch asks for the same ones again and again.
    private var places: [String: [Int64: FieldValue]] = [:]
    private let at: Instant

    private struct PendingRows {
        var records: [[SQLValue]] = []
        var children: [String: [[SQLValue]]] = [:]
        var terms: [[SQLValue]] = []
        var changes: [PendingChange] = []
        /// The last day of what is held back about each subject.
        var newest: [Int64: Day] = [:]
    }

    private static let batchSize = 500

    override init(store: RegisterStore, connection: Connection, actor: Actor, day: Day) {
        at = store.moment()
        super.init(store: store, connection: connection, actor: actor, day: day)
    }

    override func settle() throws {
        // Observers may write in their turn, so this goes on until nothing is held back.
        while let register = pending.keys.min() { try put(register) }
    }

    override func settle(_ register: String) throws {
        if pending[register] != nil { try put(register) }
    }

    override func place(
        of owner: RegisterDefinition, _ id: Int64, for holder: RegisterDefinition
    ) throws -> FieldValue {
        // For somebody who deals with their own people only each one is looked at.
        let isOwnOnly = [owner.name, holder.name].contains { name in
            actor.ownCaseloadOnly(.read, name) || actor.ownCaseloadOnly(.write, name)
        }
        if isOwnOnly { return try super.place(of: owner, id, for: holder) }
        if let known = places[owner.name]?[id] { return known }
        let place = try super.place(of: owner, id, for: holder)
        keep(place, of: owner.name, id)
        return place
    }

    private func keep(_ place: FieldValue, of register: String, _ id: Int64) {
        if (places[register]?.count ?? 0) > 20_000 { places[register] = nil }
        places[register, default: [:]][id] = place
    }

    /// Does a part of the work so that, when it throws, all of that part is undone, what it held back too, and the
    /// transaction goes on without it.
    /// - Throws: what the body throws, and what putting down throws: a `Refusal` for a unique value that is taken.
    public func attempt<Result>(_ body: () throws -> Result) throws -> Result {
        try settle()
        // Numbers that were drawn within are given back with the counter.
        let known = (numbers, places)
        do {
            return try connection.savepoint {
                let result = try body()
                try settle()
                return result
            }
        } catch {
            pending = [:]
            (numbers, places) = known
            throw error
        }
    }

    // MARK: Creating

    /// Creates a record.
    /// - Parameters:
    ///   - values: values by field; defaults and derived fields are worked out.
    ///   - acceptWarnings: whether rules that only ask are passed over.
    /// - Returns: the record's number.
    /// - Throws: `Refusal` with all that is wrong, `AccessError` when role or region do not allow it.
    @discardableResult
    public func create(
        _ register: String, _ values: FieldValues, source: Source, reason: String? = nil, acceptWarnings: Bool = true
    ) throws -> Int64 {
        let definition = try writable(register)
        let state = definition.states?.initial
        let assigned = try assigned(definition, values)
        let (completed, faults) = try checked(definition, assigned, existing: [:], Standing(state: state))
        try refuse(faults, acceptWarnings: acceptWarnings)
        try requireScope(definition, completed)
        try refuseUnderOtherKey(definition, id: nil, completed)
        try refuseWrittenOtherwise(definition, id: nil, completed)
        let id = try nextNumber(register)
        let record = try row(definition, id: id, version: 1, state: state, values: completed, created: at)
        let after = try historyJSON(definition, id: id, values: completed)
        hold(definition, id: id, record, completed)
        log(definition, id, 1, .created, reason, source, "{}", after)
        if store.subjectRegisters.contains(register), let region = definition.region {
            keep(completed[region] ?? .null, of: register, id)
        }
        noteNewest(definition, completed)
        if (pending[register]?.records.count ?? 0) >= RegisterWriting.batchSize { try put(register) }
        try carry(definition, completed, source: source)
        return id
    }

    // MARK: Changing

    /// Changes a record.
    /// - Parameters:
    ///   - version: the version that the person saw; nil to take the newest.
    ///   - changes: the fields that change; `.null` empties one.
    /// - Returns: false when nothing differs; nothing is written then.
    /// - Throws: `StaleRecord`, `Refusal`, `NoSuchRecord`, `AccessError`.
    @discardableResult
    public func update(
        _ register: String, _ id: Int64, version: Int64?, _ changes: FieldValues, source: Source,
        reason: String? = nil, acceptWarnings: Bool = true
    ) throws -> Bool {
        let definition = try writable(register)
        let record = try live(register, id, version: version)
        try requireAssigner(definition, changes, of: record)
        let (completed, faults) = try checked(
            definition, record.values.merging(changes) { $1 }, existing: record.values, Standing(record))
        try refuse(faults, acceptWarnings: acceptWarnings)
        try requireScope(definition, completed)
        let changed = try change(definition, record, to: completed, state: record.state, .updated, source, reason)
        if changed { try carry(definition, completed, before: record.values, source: source) }
        return changed
    }

    /// Takes a record out of all lists. It stays in the history and can be brought back.
    public func remove(
        _ register: String, _ id: Int64, version: Int64?, reason: String, source: Source
    ) throws {
        let definition = try writable(register)
        let record = try live(register, id, version: version)
        try markRemoved(definition, record, into: nil, reason: reason, source: source, kind: .removed)
        try carry(definition, [:], before: record.values, source: source)
    }

    /// Brings a removed record back.
    public func restore(_ register: String, _ id: Int64, reason: String, source: Source) throws {
        let definition = try writable(register)
        let record = try plain(register, id)
        try requireOwn(definition, id, for: .write, register)
        guard record.removedAt != nil else { return }
        try markLive(definition, record, reason: reason, source: source, kind: .restored)
        try carry(definition, record.values, source: source)
    }

    /// Takes a step from one state to another. A step that names roles is theirs, whether or not they may write in the register.
    /// - Throws: `Refusal` when the step may not be taken from the record's state, its condition does not hold, a note is
    ///   missing, or another person has to take it; `AccessError` when the actor's roles may not take it.
    public func transition(
        _ register: String, _ id: Int64, version: Int64?, _ name: String, note: String?, source: Source
    ) throws {
        let definition = try definition(register)
        guard let machine = definition.states, let step = machine.transitions.first(where: { $0.name == name }) else {
            throw Refusal([FieldFault(nil, "没有“\(name)”这个步骤。")])
        }
        try requireTaker(of: step, register)
        let record = try live(register, id, version: version)
        guard step.from.contains(record.state ?? machine.initial) else {
            let now = machine.title(of: record.state ?? machine.initial)
            throw Refusal([FieldFault(nil, "现在的状态是“\(now)”，不能“\(step.title)”。")])
        }
        if step.noteRequired, normalised(note ?? "").isEmpty {
            throw Refusal([FieldFault("note", "请写明“\(step.title)”的原因。")])
        }
        if let condition = step.guardCondition, try !holds(condition, record) {
            throw Refusal([FieldFault(nil, "还不满足“\(step.title)”的条件：\(condition.source)。")])
        }
        if let earlier = try stepOfTheSamePerson(as: step, machine, register, id) {
            throw Refusal([FieldFault(nil, "“\(earlier.title)”是您做的，“\(step.title)”要由另一个人来做。")])
        }
        try change(
            definition, record, to: record.values, state: step.to, .transitioned, source, note,
            due: step.days.map { day.adding(days: $0) })
    }

    private func requireTaker(of step: StateMachine.Transition, _ register: String) throws {
        guard !step.roles.isEmpty else { return try actor.require(.write, register) }
        guard actor.account == nil || step.roles.contains(where: actor.roles.contains) else {
            throw AccessError.notAllowed(.write, "\(register).\(step.name)")
        }
    }

    /// The step that this person took last time and whose taker may not take `step`.
    private func stepOfTheSamePerson(
        as step: StateMachine.Transition, _ machine: StateMachine, _ register: String, _ id: Int64
    ) throws -> StateMachine.Transition? {
        guard let account = actor.account, !step.notBy.isEmpty else { return nil }
        try settle(register)
        let moves = try history(register, id, limit: Int(Int32.max)).filter { $0.kind == .transitioned }
        return machine.transitions.first { earlier in
            guard step.notBy.contains(earlier.name) else { return false }
            let last = moves.first { move in
                move.after["state"] == .text(earlier.to)
                    && earlier.from.contains(move.before["state"]?.text ?? machine.initial)
            }
            return last?.account == account
        }
    }

    // MARK: Steps shared by changes

    func writable(_ register: String) throws -> RegisterDefinition {
        let definition = try definition(register)
        try actor.require(.write, register)
        return definition
    }

    func live(_ register: String, _ id: Int64, version: Int64?) throws -> Record {
        let record = try plain(register, id)
        guard record.removedAt == nil else { throw NoSuchRecord(register: register, id: id) }
        try requireOwn(try self.definition(register), id, for: .write, register)
        if let version, version != record.version { throw try stale(register, id) }
        return record
    }

    @discardableResult
    func change(
        _ definition: RegisterDefinition, _ record: Record, to values: FieldValues, state: String?,
        _ kind: Change.Kind, _ source: Source, _ reason: String?, due: Day? = nil
    ) throws -> Bool {
        let changed = definition.fields.filter { field in
            field.computed == nil && (values[field.name] ?? .null) != record[field.name]
                && !((values[field.name]?.isNull ?? true) && record[field.name].isNull)
        }
        guard !changed.isEmpty || state != record.state else { return false }
        if changed.contains(where: \.secret) { try refuseUnderOtherKey(definition, id: record.id, values) }
        if changed.contains(where: \.isKeptAsWritten) {
            try refuseWrittenOtherwise(definition, id: record.id, values)
        }
        let names = Set(changed.map(\.name))
        var before = try historyValues(
            definition, id: record.id, values: record.values.filter { names.contains($0.key) })
        var after = try historyValues(
            definition, id: record.id, values: values.filter { names.contains($0.key) && !$0.value.isNull })
        if state != record.state {
            before["state"] = record.state.map { .text($0) } ?? .null
            after["state"] = state.map { .text($0) } ?? .null
        }
        var assignments: [SQL] = [
            "version = version + 1", "updated_at = \(at.iso)", "state = \(state)",
        ]
        if kind == .transitioned { assignments.append("state_due = \(due?.iso)") }
        if let region = definition.region, names.contains(region) { places[definition.name]?[record.id] = nil }
        for field in changed where field.isStored {
            for (column, value) in try columns(definition, field, id: record.id, value: values[field.name] ?? .null) {
                assignments.append("\(name: column) = \(value)")
            }
        }
        let count = try explained(definition) {
            try connection.run(
                """
                UPDATE \(name: definition.name) SET \(assignments.joined(separator: ", "))
                WHERE id = \(record.id) AND version = \(record.version)
                """)
        }
        guard count == 1 else { throw try stale(definition.name, record.id) }
        try replaceChildren(definition, changed, id: record.id, values: values)
        if changed.contains(where: \.searchable) { try replaceTerms(definition, id: record.id, values: values) }
        log(
            definition, record.id, record.version + 1, kind, reason, source, FieldValue.json(before),
            FieldValue.json(after))
        return true
    }

    func markRemoved(
        _ definition: RegisterDefinition, _ record: Record, into other: Int64?, reason: String, source: Source,
        kind: Change.Kind
    ) throws {
        let count = try connection.run(
            """
            UPDATE \(name: definition.name)
            SET removed_at = \(at.iso), merged_into = \(other), updated_at = \(at.iso), version = version + 1
            WHERE id = \(record.id) AND version = \(record.version)
            """)
        guard count == 1 else { throw try stale(definition.name, record.id) }
        try connection.run(
            "DELETE FROM search_term WHERE register = \(definition.name) AND record = \(record.id)")
        var after: FieldValues = ["removed": .boolean(true)]
        if let other { after["merged_into"] = .integer(other) }
        log(definition, record.id, record.version + 1, kind, reason, source, "{}", FieldValue.json(after))
    }

    func markLive(
        _ definition: RegisterDefinition, _ record: Record, reason: String, source: Source, kind: Change.Kind
    ) throws {
        try refuseUnderOtherKey(definition, id: record.id, record.values)
        try explained(definition) {
            try connection.run(
                """
                UPDATE \(name: definition.name)
                SET removed_at = NULL, merged_into = NULL, updated_at = \(at.iso), version = version + 1
                WHERE id = \(record.id)
                """)
        }
        try replaceTerms(definition, id: record.id, values: record.values)
        log(definition, record.id, record.version + 1, kind, reason, source, #"{"removed":true}"#, "{}")
    }

    func log(
        _ definition: RegisterDefinition, _ id: Int64, _ version: Int64, _ kind: Change.Kind, _ reason: String?,
        _ source: Source, _ before: String, _ after: String
    ) {
        pending[definition.name, default: PendingRows()].changes.append(
            PendingChange(
                record: id, version: version, kind: kind, reason: reason, source: source, before: before,
                after: after))
    }

    var moment: Instant { at }

    /// Keeps in mind the day of a record that is held back, so that an older one behind it does not speak for its subject.
    private func noteNewest(_ definition: RegisterDefinition, _ values: FieldValues) {
        guard !definition.carries.isEmpty, let subject = definition.subject.flatMap({ values[$0]?.integer }),
            let day = definition.when.flatMap({ values[$0]?.day })
        else { return }
        let known = pending[definition.name]?.newest[subject]
        pending[definition.name]?.newest[subject] = max(day, known ?? day)
    }

    /// The last day of what is held back about a subject.
    func newestHeldBack(_ register: String, about subject: Int64) -> Day? {
        pending[register]?.newest[subject]
    }

    private func stale(_ register: String, _ id: Int64) throws -> StaleRecord {
        guard let current = try record(register, id) else { throw NoSuchRecord(register: register, id: id) }
        return StaleRecord(current: current)
    }

    func refuse(_ faults: [FieldFault], acceptWarnings: Bool) throws {
        let standing = acceptWarnings ? faults.filter { $0.level == .error } : faults
        if !standing.isEmpty { throw Refusal(faults) }
    }

    private func requireScope(_ definition: RegisterDefinition, _ values: FieldValues) throws {
        guard let field = definition.region else { return }
        let region = values[field]?.text.flatMap { RegionCode($0) }
        guard actor.scope.contains(region) else {
            throw AccessError.outOfScope(region.map { regions.fullName(of: $0) })
        }
    }

    private func nextNumber(_ register: String) throws -> Int64 {
        if let block = numbers[register], block.next < block.end {
            numbers[register] = (block.next + 1, block.end)
            return block.next
        }
        // The first of a transaction asks for one number, further ones for blocks: single entries leave no gaps.
        let size: Int64 = numbers[register] == nil ? 1 : Int64(RegisterWriting.batchSize)
        try connection.run(
            "INSERT INTO record_counter (register, last) VALUES (\(register), 0) ON CONFLICT (register) DO NOTHING")
        let row = try connection.first(
            "UPDATE record_counter SET last = last + \(size) WHERE register = \(register) RETURNING last")
        let last = try row?.int(0) ?? size
        numbers[register] = (last - size + 2, last + 1)
        return last - size + 1
    }

    // MARK: Rows

    /// Holds a new record back until enough have come together. Changed in place: a copy would grow with every record.
    private func hold(_ definition: RegisterDefinition, id: Int64, _ record: [SQLValue], _ values: FieldValues) {
        pending[definition.name, default: PendingRows()].records.append(record)
        for (table, children) in childRows(definition, id: id, values: values) {
            pending[definition.name, default: PendingRows()].children[table, default: []] += children
        }
        pending[definition.name, default: PendingRows()].terms += terms(definition, id: id, values: values)
    }

    private func put(_ register: String) throws {
        guard let rows = pending.removeValue(forKey: register), let definition = catalogue.register(register) else {
            return
        }
        let table = store.table(definition)
        if !rows.records.isEmpty {
            try explained(definition) {
                try connection.insert(into: register, columns: table.writeColumns, rows: rows.records)
            }
        }
        for field in definition.fields where field.kind == .rows {
            let name = RegisterSchema.rowsTable(definition, field)
            guard let children = rows.children[name], !children.isEmpty else { continue }
            try connection.insert(
                into: name, columns: ["parent", "position"] + field.columns.map(\.name), rows: children)
        }
        if !rows.terms.isEmpty {
            try connection.insert(into: "search_term", columns: ["register", "term", "record"], rows: rows.terms)
        }
        try ChangeLog.append(
            rows.changes, register: register, actor: (actor.account, actor.name), at: at, in: connection)
        var seen: Set<Int64> = []
        let ids = rows.changes.map(\.record).filter { seen.insert($0).inserted }
        for observer in store.observers { try observer.changed(register, ids, in: self) }
    }

    /// Turns the database's word for a key that is taken into the field's.
    @discardableResult
    private func explained<Result>(_ definition: RegisterDefinition, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            guard case .uniqueViolation(let constraint) = error.kind else { throw error }
            let fields = definition.uniqueSets.first { RegisterSchema.isOf(constraint, $0, of: definition) }
            throw RegisterWriting.taken(definition, fields ?? [])
        }
    }

    private static func taken(_ definition: RegisterDefinition, _ fields: [FieldDefinition]) -> Refusal {
        let title = fields.isEmpty ? "关键字段" : "“\(fields.map(\.title).joined(separator: "、"))”"
        return Refusal([
            FieldFault(fields.first?.name, "已经有一条\(title)相同的\(definition.title)记录。请先查找，再修改那一条。")
        ])
    }

    /// While the search key is being changed, the unique index does not see that a value stands under the other key's
    /// hash: it is asked for here.
    private func refuseUnderOtherKey(_ definition: RegisterDefinition, id: Int64?, _ values: FieldValues) throws {
        guard store.keyring.isChangingSearchKey else { return }
        for fields in definition.uniqueSets where fields.contains(where: \.secret) {
            let held = fields.map { values[$0.name] ?? .null }
            guard !held.contains(where: \.isNull) else { continue }
            let conditions = try zip(fields, held).map { try equality(definition, $0, $1) }
            let other = try connection.first(
                """
                SELECT 1 FROM \(name: definition.name) r WHERE r.removed_at IS NULL AND r.id <> \(id ?? 0)
                AND \(conditions.joined(separator: " AND ")) LIMIT 1
                """)
            if other != nil { throw RegisterWriting.taken(definition, fields) }
        }
    }

    /// The unique index does not see that a text of the key stands there in another form (（ for ()): it is asked for here.
    private func refuseWrittenOtherwise(_ definition: RegisterDefinition, id: Int64?, _ values: FieldValues) throws {
        for fields in definition.uniqueSets where fields.contains(where: \.isKeptAsWritten) {
            let texts = fields.filter(\.isKeptAsWritten)
            let others = fields.filter { !$0.isKeptAsWritten }
            guard !others.isEmpty, !fields.contains(where: { (values[$0.name] ?? .null).isNull }),
                texts.contains(where: { RegisterWriting.hasOtherForms(values[$0.name]?.text ?? "") })
            else { continue }
            let conditions = try others.map { try equality(definition, $0, values[$0.name] ?? .null) }
            let rows = try connection.rows(
                """
                SELECT \(texts.map { SQL("\(name: "r.\($0.name)")") }.joined(separator: ", "))
                FROM \(name: definition.name) r
                WHERE r.removed_at IS NULL AND r.id <> \(id ?? 0) AND \(conditions.joined(separator: " AND "))
                """)
            let isTaken = try rows.contains { row in
                try texts.indices.allSatisfy { index in
                    normalised(try row.textOrNil(index) ?? "") == normalised(values[texts[index].name]?.text ?? "")
                }
            }
            if isTaken { throw RegisterWriting.taken(definition, fields) }
        }
    }

    /// Whether a text may be written with other characters; ideographs in common use may not.
    private static func hasOtherForms(_ text: String) -> Bool {
        !text.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    }

    private func row(
        _ definition: RegisterDefinition, id: Int64, version: Int64, state: String?, values: FieldValues,
        created: Instant
    ) throws -> [SQLValue] {
        var row: [SQLValue] = [
            .integer(id), .integer(version), .text(created.iso), .text(at.iso), .null, .null,
            state.map { .text($0) } ?? .null, .null,
        ]
        var hashes: [SQLValue] = []
        for field in definition.storedFields {
            let held = try columns(definition, field, id: id, value: values[field.name] ?? .null)
            row.append(held[0].value)
            if held.count > 1 { hashes.append(held[1].value) }
        }
        return row + hashes
    }

    /// What the columns of a field hold: the value, or a sealed secret and its keyed hash.
    private func columns(
        _ definition: RegisterDefinition, _ field: FieldDefinition, id: Int64, value: FieldValue
    ) throws -> [(column: String, value: SQLValue)] {
        guard field.secret else { return [(field.name, RegisterTable.column(value))] }
        guard let text = value.text, !text.isEmpty else { return [(field.name, .null), (field.hashColumn, .null)] }
        let table = store.table(definition)
        let sealed = try store.keyring.seal(text, context: table.sealContext(field, id))
        return [(field.name, .blob(sealed)), (field.hashColumn, try column(definition, field, value))]
    }

    func historyValues(
        _ definition: RegisterDefinition, id: Int64, values: FieldValues
    ) throws -> FieldValues {
        var result: FieldValues = [:]
        for (name, value) in values where !value.isNull {
            guard let field = definition.field(name), field.computed == nil else { continue }
            result[name] = value
            if field.secret, let text = value.text {
                let sealed = try store.keyring.seal(text, context: store.table(definition).sealContext(field, id))
                result[name] = .text(Hex.text(sealed))
            }
        }
        return result
    }

    private func historyJSON(_ definition: RegisterDefinition, id: Int64, values: FieldValues) throws -> String {
        FieldValue.json(try historyValues(definition, id: id, values: values))
    }

    private func childRows(
        _ definition: RegisterDefinition, id: Int64, values: FieldValues
    ) -> [String: [[SQLValue]]] {
        var tables: [String: [[SQLValue]]] = [:]
        for field in definition.fields where field.kind == .rows {
            guard let rows = values[field.name]?.rows, !rows.isEmpty else { continue }
            tables[RegisterSchema.rowsTable(definition, field)] = rows.enumerated().map { index, row in
                [.integer(id), .integer(Int64(index))]
                    + field.columns.map { RegisterTable.column(row[$0.name] ?? .null) }
            }
        }
        return tables
    }

    private func replaceChildren(
        _ definition: RegisterDefinition, _ changed: [FieldDefinition], id: Int64, values: FieldValues
    ) throws {
        let rows = childRows(definition, id: id, values: values)
        for field in changed where field.kind == .rows {
            let table = RegisterSchema.rowsTable(definition, field)
            try connection.run("DELETE FROM \(name: table) WHERE parent = \(id)")
            guard let children = rows[table] else { continue }
            try connection.insert(
                into: table, columns: ["parent", "position"] + field.columns.map(\.name), rows: children)
        }
    }

    private func terms(_ definition: RegisterDefinition, id: Int64, values: FieldValues) -> [[SQLValue]] {
        var terms: Set<String> = []
        for field in definition.fields where field.searchable {
            if let text = values[field.name]?.text { terms.formUnion(SearchTerms.terms(of: text)) }
        }
        return terms.sorted().map { [.text(definition.name), .text($0), .integer(id)] }
    }

    private func replaceTerms(_ definition: RegisterDefinition, id: Int64, values: FieldValues) throws {
        try connection.run("DELETE FROM search_term WHERE register = \(definition.name) AND record = \(id)")
        try connection.insert(
            into: "search_term", columns: ["register", "term", "record"],
            rows: terms(definition, id: id, values: values))
    }
}
