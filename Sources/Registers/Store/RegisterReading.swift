public import Access
public import Base
public import Database
import FEEL
public import Packs
import Secrets

/// Reads records for somebody within one snapshot. Region and role are applied here, whatever is asked.
public class RegisterReading {
    /// The transaction.
    public let connection: Connection
    /// For whom it reads.
    public let actor: Actor
    /// The day asked about: `today()` in conditions.
    public let day: Day
    /// What the packs define.
    public let catalogue: Catalogue
    /// The regions.
    public let regions: RegionTree
    /// The dated values as they hold now.
    public let parameters: ParameterBook
    /// Changes whenever a value of a parameter does.
    public let parameterStamp: Int64
    let store: RegisterStore
    /// Accounts that were asked for within this transaction.
    var accountsKnown = KnownAccounts()

    init(store: RegisterStore, connection: Connection, actor: Actor, day: Day) {
        self.store = store
        self.connection = connection
        self.actor = actor
        self.day = day
        catalogue = store.catalogue
        regions = store.regions
        let held = store.shelf.current
        parameters = held.book
        parameterStamp = held.stamp
    }

    /// Overridden by writing, which must put down what it holds back before anything is read.
    func settle() throws {}

    /// The same for one register alone: what is held back of others does not matter to who reads it.
    func settle(_ register: String) throws {}

    /// Where the record lies to which another belongs, or is to belong.
    /// - Throws: `NoSuchRecord` when it is not there or out of scope, `AccessError` when the other is only to be written
    ///   about people of the actor's own.
    func place(of owner: RegisterDefinition, _ id: Int64, for holder: RegisterDefinition) throws -> FieldValue {
        try settle(owner.name)
        let column: SQL = owner.region.map { "\(name: "r.\($0)")" } ?? "NULL"
        guard
            let row = try connection.first(
                """
                SELECT \(column) FROM \(name: owner.name) r WHERE r.id = \(id) AND \(scopeCondition(owner))
                """)
        else { throw NoSuchRecord(register: owner.name, id: id) }
        try requireOwn(owner, id, for: .write, holder.name)
        return try row.textOrNil(0).map { .text($0) } ?? .null
    }

    /// The definition of a register that the actor may read.
    /// - Throws: `AccessError`, or `UnknownRegister`.
    public func definition(_ name: String) throws -> RegisterDefinition {
        guard let register = catalogue.register(name) else { throw UnknownRegister(name: name) }
        try actor.require(.read, name)
        return register
    }

    /// A record; nil when there is none or it lies out of scope. Secrets as the actor may see them.
    public func record(_ register: String, _ id: Int64) throws -> Record? {
        try records(register, [id]).first
    }

    /// Records by number, in the order asked for; those out of scope are left out.
    public func records(_ register: String, _ ids: [Int64]) throws -> [Record] {
        let definition = try definition(register)
        return try load(definition, ids: ids, secret: shownSecret(definition))
    }

    /// A record with its secrets in the clear, for the rooms' own work. Never to be shown.
    public func plain(_ register: String, _ id: Int64) throws -> Record {
        let definition = try definition(register)
        guard let record = try load(definition, ids: [id], secret: clearSecret(definition)).first else {
            throw NoSuchRecord(register: register, id: id)
        }
        return record
    }

    /// Records with their secrets in the clear, for the rooms' own work. Never to be shown.
    public func plain(_ register: String, ids: [Int64]) throws -> [Record] {
        let definition = try definition(register)
        return try load(definition, ids: ids, secret: clearSecret(definition))
    }

    /// Live records whose fields have these values: texts in whatever form they were written, everything else exactly;
    /// secrets are compared through their keyed hash.
    public func find(_ register: String, key: FieldValues) throws -> [Record] {
        let definition = try definition(register)
        try settle()
        let texts = key.filter { definition.field($0.key)?.isKeptAsWritten == true && !$0.value.isNull }
        // Where more is asked for than texts, that finds few enough records to look at each.
        let asked = key.count > texts.count ? key.filter { texts[$0.key] == nil } : key
        let conditions = try asked.sorted { $0.key < $1.key }.compactMap { name, value in
            try definition.field(name).map { field in
                try texts[name].map { try writtenAnyhow(definition, field, $0.text ?? "") }
                    ?? equality(definition, field, value)
            }
        }
        guard !conditions.isEmpty else { return [] }
        let rows = try connection.rows(
            """
            SELECT \(name: "r.id") FROM \(name: register) r
            WHERE r.removed_at IS NULL AND \(conditions.joined(separator: " AND ")) ORDER BY r.id
            """)
        let found = try load(definition, ids: try rows.map { try $0.int(0) }, secret: shownSecret(definition))
        return found.filter { record in
            texts.allSatisfy { normalised(record[$0.key].text ?? "") == normalised($0.value.text ?? "") }
        }
    }

    /// A condition that holds at least of the records whose text is this one in some form.
    private func writtenAnyhow(
        _ definition: RegisterDefinition, _ field: FieldDefinition, _ text: String
    ) throws -> SQL {
        if field.searchable, let term = SearchTerms.lookup(text) {
            return """
                r.id IN (SELECT record FROM search_term WHERE register = \(definition.name) AND term = \(term))
                """
        }
        return SQL.oneOf("\(name: "r.\(field.name)")", Array(Set([text, normalised(text)])))
    }

    /// The numbers of live records by the keyed hash (or value) of one field, whatever their region: for finding out
    /// whether somebody is registered already. One question for many values.
    public func numbers(_ register: String, field: String, values: [String]) throws -> [String: Int64] {
        let definition = try definition(register)
        guard let field = definition.field(field) else { return [:] }
        try settle()
        var found: [String: Int64] = [:]
        for part in values.chunked(500) {
            let byColumn = Dictionary(
                try part.flatMap { text in try columns(definition, field, text).map { ($0, text) } },
                uniquingKeysWith: { first, _ in first })
            let name = field.secret ? field.hashColumn : field.name
            let rows = try connection.rows(
                """
                SELECT \(name: name), id FROM \(name: register)
                WHERE removed_at IS NULL AND \(SQL.oneOf("\(name: name)", Array(byColumn.keys)))
                """)
            for row in rows {
                if let value = byColumn[row[0]] { found[value] = try row.int(1) }
            }
        }
        return found
    }

    /// The records of other registers that belong to this one, newest first. Who may read the subject may read them.
    public func related(to register: String, _ id: Int64, limit: Int = 200) throws -> [Record] {
        guard try record(register, id) != nil else { return [] }
        var records: [(when: String, record: Record)] = []
        for other in catalogue.registers(about: register) where actor.can(.read, other.name) {
            guard let subject = other.subject else { continue }
            let table = store.table(other)
            let own = ownCondition(other) ?? "TRUE"
            let order = other.when.map { SQL("\(name: "r.\($0)") DESC NULLS LAST, ") } ?? SQL.empty
            let rows = try connection.rows(
                """
                SELECT \(table.selection) FROM \(name: other.name) r
                WHERE \(name: "r.\(subject)") = \(id) AND r.removed_at IS NULL AND \(own)
                ORDER BY \(order)r.id DESC LIMIT \(limit)
                """)
            let secret = shownSecret(other)
            for row in rows {
                let record = try table.record(row, secret: secret)
                let when = other.when.flatMap { record[$0].day?.iso } ?? record.createdAt.iso
                records.append((when, record))
            }
        }
        return records.sorted { ($0.when, $0.record.id) > ($1.when, $1.record.id) }.prefix(limit).map(\.record)
    }

    /// What was done to a record, newest first. Secrets are masked.
    public func history(_ register: String, _ id: Int64, limit: Int = 100) throws -> [Change] {
        let definition = try definition(register)
        guard try record(register, id) != nil else { return [] }
        let rows = try connection.rows(
            """
            SELECT seq, version, at, account, actor, kind, reason, channel, note, before_values, after_values
            FROM change WHERE register = \(register) AND record = \(id) ORDER BY seq DESC LIMIT \(limit)
            """)
        return try rows.map { try change($0, definition, record: id) }
    }

    /// Who made each of these records, by register and number: one question for all of them.
    public func makers(of records: [Record]) throws -> [String: [Int64: String]] {
        let groups = Dictionary(grouping: records, by: \.register)
        let tests = groups.keys.sorted().map { register -> SQL in
            let ids = groups[register, default: []].map(\.id)
            return "(register = \(register) AND \(SQL.oneOf("record", ids)))"
        }
        guard !tests.isEmpty else { return [:] }
        let rows = try connection.rows(
            """
            SELECT register, record, actor FROM change
            WHERE version = 1 AND (\(tests.joined(separator: " OR ")))
            """)
        var makers: [String: [Int64: String]] = [:]
        for row in rows { makers[try row.text(0), default: [:]][try row.int(1)] = try row.text(2) }
        return makers
    }

    private func change(_ row: Row, _ definition: RegisterDefinition, record: Int64) throws -> Change {
        Change(
            seq: try row.int(0), record: record, version: try row.int(1),
            at: Instant(iso: try row.text(2)) ?? Instant(milliseconds: 0), account: try row.intOrNil(3),
            actor: try row.text(4), kind: Change.Kind(rawValue: try row.text(5)) ?? .updated,
            reason: try row.textOrNil(6),
            source: Source(Source.Channel(rawValue: try row.text(7)) ?? .page, note: try row.textOrNil(8)),
            before: shown(FieldValue.values(json: try row.text(9)), definition, record),
            after: shown(FieldValue.values(json: try row.text(10)), definition, record))
    }

    private func shown(_ values: FieldValues, _ definition: RegisterDefinition, _ record: Int64) -> FieldValues {
        var result = values
        let secret = shownSecret(definition)
        for (name, value) in values {
            guard let field = definition.field(name), let text = value.text else { continue }
            if field.secret {
                result[name] = Hex.bytes(text).flatMap { try? secret(field, record, $0) } ?? .null
            } else if field.kind == .date {
                result[name] = Day(iso: text).map { .day($0) } ?? value
            }
        }
        return result
    }

    // MARK: Loading

    typealias SecretReader = (FieldDefinition, Int64, [UInt8]) throws -> FieldValue

    func load(_ definition: RegisterDefinition, ids: [Int64], secret: SecretReader) throws -> [Record] {
        try settle(definition.name)
        let table = store.table(definition)
        var byID: [Int64: Record] = [:]
        for part in ids.chunked(500) {
            let rows = try connection.rows(
                """
                SELECT \(table.selection) FROM \(name: definition.name) r
                WHERE \(SQL.oneOf("r.id", Array(part))) AND \(scopeCondition(definition))
                """)
            for row in rows {
                let record = try table.record(row, secret: secret)
                byID[record.id] = record
            }
        }
        for (id, children) in try childRows(definition, Array(byID.keys)) {
            byID[id]?.values.merge(children) { $1 }
        }
        return ids.compactMap { byID[$0] }
    }

    /// Records of a list with their child rows, which lists leave out.
    public func withChildRows(_ register: String, _ records: [Record]) throws -> [Record] {
        let children = try childRows(try definition(register), records.map(\.id))
        return records.map { record in
            var record = record
            if let own = children[record.id] { record.values.merge(own) { $1 } }
            return record
        }
    }

    private func childRows(_ definition: RegisterDefinition, _ ids: [Int64]) throws -> [Int64: FieldValues] {
        var values: [Int64: FieldValues] = [:]
        for field in definition.fields where field.kind == .rows {
            let columns = field.columns.map { SQL("\(name: $0.name)") }.joined(separator: ", ")
            var rows: [Int64: [FieldValues]] = [:]
            for part in ids.chunked(500) {
                let found = try connection.rows(
                    """
                    SELECT parent, \(columns) FROM \(name: RegisterSchema.rowsTable(definition, field))
                    WHERE \(SQL.oneOf("parent", Array(part))) ORDER BY parent, position
                    """)
                for row in found {
                    var cells: FieldValues = [:]
                    for (index, column) in field.columns.enumerated() {
                        cells[column.name] = try RegisterTable.value(row, index + 1, column.kind)
                    }
                    rows[try row.int(0), default: []].append(cells)
                }
            }
            for (id, own) in rows { values[id, default: [:]][field.name] = .rows(own) }
        }
        return values
    }

    /// Secrets as the actor may see them: masked, or not at all.
    func shownSecret(_ definition: RegisterDefinition) -> SecretReader {
        let table = store.table(definition)
        let access = actor.secrets
        let keyring = store.keyring
        return { field, id, sealed in
            guard access >= .masked else { return .null }
            let text = try keyring.openText(sealed, context: table.sealContext(field, id))
            return .masked(Mask.masked(text, kind: field.kind))
        }
    }

    func clearSecret(_ definition: RegisterDefinition) -> SecretReader {
        let table = store.table(definition)
        let keyring = store.keyring
        return { field, id, sealed in
            .text(try keyring.openText(sealed, context: table.sealContext(field, id)))
        }
    }

    /// Every way in which a column may hold a text: a secret's hash under each key that is still in use.
    private func columns(
        _ definition: RegisterDefinition, _ field: FieldDefinition, _ text: String
    ) throws -> [SQLValue] {
        guard field.secret else { return [.text(text)] }
        return try store.keyHashes(definition, field, text).map { .blob($0) }
    }

    /// How a column holds a value that is looked for: a secret's keyed hash, else the value.
    func column(_ definition: RegisterDefinition, _ field: FieldDefinition, _ value: FieldValue) throws -> SQLValue {
        guard field.secret else { return RegisterTable.column(value) }
        guard let text = value.text, !text.isEmpty else { return .null }
        return .blob(try store.keyHash(definition, field, text))
    }

    func equality(_ definition: RegisterDefinition, _ field: FieldDefinition, _ value: FieldValue) throws -> SQL {
        if field.secret, let text = value.text, !text.isEmpty {
            return SQL.oneOf("\(name: "r.\(field.hashColumn)")", try store.keyHashes(definition, field, text))
        }
        let name = SQL("\(name: "r.\(field.secret ? field.hashColumn : field.name)")")
        let held = RegisterTable.column(value)
        return held == .null ? name + SQL(" IS NULL") : name + SQL(" = \(held)")
    }
}

/// A name that no register has.
public struct UnknownRegister: Error, CustomStringConvertible {
    /// The name asked for.
    public let name: String

    /// A name that no register has.
    public init(name: String) {
        self.name = name
    }

    /// What happened and what to do.
    public var description: String { "没有名为“\(name)”的台账。" }
}

extension Array {
    /// The elements in pieces of at most `size`.
    func chunked(_ size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
