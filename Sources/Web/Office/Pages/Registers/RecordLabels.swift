import Access
import Base
import Registers

/// What records are called on pages, read for all references of a page at once.
struct RecordLabels: Sendable {
    private var names: [String: [Int64: String]] = [:]
    private var accounts: [Int64: String] = [:]

    /// No names.
    init() {}

    /// The names of the records to which fields of these records refer, one question for each register.
    init(of records: [Record], fields: [FieldDefinition], reading: RegisterReading) throws {
        var wanted: [String: Set<Int64>] = [:]
        for field in fields where field.kind == .reference {
            guard let target = field.target, reading.actor.can(.read, target) else { continue }
            wanted[target, default: []].formUnion(records.compactMap { $0[field.name].integer })
        }
        for (register, ids) in wanted where !ids.isEmpty {
            add(try reading.records(register, ids.sorted()), reading: reading)
        }
        try addAccounts(
            fields.filter { $0.kind == .account }.flatMap { field in records.map { $0[field.name] } }, reading)
    }

    /// Adds the names of the accounts that these values are.
    mutating func addAccounts(_ values: [FieldValue], _ reading: RegisterReading) throws {
        let ids = values.compactMap(\.integer)
        if !ids.isEmpty { accounts.merge(try reading.accountTitles(ids)) { $1 } }
    }

    /// Adds the names of the accounts that stand in changes of a record.
    mutating func addAccounts(
        of changes: [Change], _ register: RegisterDefinition, _ reading: RegisterReading
    ) throws {
        let values = register.accountFields.flatMap { field in
            changes.flatMap { [$0.before[field.name], $0.after[field.name]].compactMap { $0 } }
        }
        try addAccounts(values, reading)
    }

    /// What an account is called; its number where it is not known.
    func account(_ id: Int64) -> String { accounts[id] ?? "账号 \(id)" }

    /// Adds the names of these records.
    mutating func add(_ records: [Record], reading: RegisterReading) {
        for record in records {
            guard let register = reading.catalogue.register(record.register) else { continue }
            names[record.register, default: [:]][record.id] = RecordLabels.name(
                record, register, regions: reading.regions)
        }
    }

    /// Adds the names that others hold.
    mutating func merge(_ other: RecordLabels) {
        accounts.merge(other.accounts) { $1 }
        for (register, known) in other.names { names[register, default: [:]].merge(known) { $1 } }
    }

    /// What a record of a register is called; its number where it cannot be read.
    func name(_ register: String, _ id: Int64) -> String {
        names[register]?[id] ?? RecordLabels.number(id)
    }

    /// What a record is called that has no name or cannot be read.
    static func number(_ id: Int64) -> String { "编号 \(id)" }

    /// A record's own name: its label, with its date where it belongs to somebody.
    static func name(_ record: Record, _ register: RegisterDefinition, regions: RegionTree) -> String {
        let label = register.field(register.label).map {
            FieldText.write(record[$0.name], of: $0, regions: regions)
        }
        let when = register.subject == nil ? nil : register.when.flatMap { record[$0].day?.chinese }
        let words = [when, label].compactMap { $0 }.filter { !$0.isEmpty }
        return words.isEmpty ? number(record.id) : words.joined(separator: " ")
    }
}
