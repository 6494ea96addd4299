import Base
import Database
import Secrets

/// How a register lies in its table: the columns, and the way of a record in and out of a row.
struct RegisterTable: Sendable {
    let register: RegisterDefinition
    /// Every column that a record is read from, in the order of reading.
    let readColumns: [String]
    /// Every column that a record is written to, in the order of writing.
    let writeColumns: [String]
    /// The columns of a record behind the alias `r`; put together once, as every question asks for them.
    let selection: SQL

    /// Columns of the house itself, before those of the definition.
    static let ownColumns = [
        "id", "version", "created_at", "updated_at", "removed_at", "merged_into", "state", "state_due",
    ]

    init(_ register: RegisterDefinition) {
        self.register = register
        let stored = register.storedFields
        readColumns = RegisterTable.ownColumns + stored.map(\.name)
        writeColumns = readColumns + stored.filter(\.secret).map(\.hashColumn)
        selection = readColumns.map { SQL("\(name: "r.\($0)")") }.joined(separator: ", ")
    }

    /// A record with secrets as `secret` turns them.
    func record(_ row: Row, secret: (FieldDefinition, Int64, [UInt8]) throws -> FieldValue) throws -> Record {
        let id = try row.int(0)
        var values: FieldValues = [:]
        values.reserveCapacity(readColumns.count)
        for (index, field) in register.storedFields.enumerated() {
            let position = index + RegisterTable.ownColumns.count
            if field.secret {
                guard let sealed = try row.bytesOrNil(position) else { continue }
                values[field.name] = try secret(field, id, sealed)
            } else {
                let value = try RegisterTable.value(row, position, field.kind)
                if case .null = value { continue }
                values[field.name] = value
            }
        }
        return Record(
            register: register.name, id: id, version: try row.int(1), state: try row.textOrNil(6),
            due: try row.textOrNil(7).flatMap { Day(iso: $0) }, values: values,
            createdAt: try RegisterTable.instant(row, 2) ?? Instant(milliseconds: 0),
            updatedAt: try RegisterTable.instant(row, 3) ?? Instant(milliseconds: 0),
            removedAt: try RegisterTable.instant(row, 4), mergedInto: try row.intOrNil(5))
    }

    static func value(_ row: Row, _ position: Int, _ kind: FieldKind) throws -> FieldValue {
        switch kind {
        case .boolean: return try row.boolOrNil(position).map { .boolean($0) } ?? .null
        case .date: return try row.textOrNil(position).flatMap { Day(iso: $0) }.map { .day($0) } ?? .null
        case .choices, .attachment:
            return try row.textOrNil(position).map { .list(list(column: $0)) } ?? .null
        case _ where kind.isInteger: return try row.intOrNil(position).map { .integer($0) } ?? .null
        default: return try row.textOrNil(position).map { .text($0) } ?? .null
        }
    }

    /// What a column holds for a value that is no secret.
    static func column(_ value: FieldValue) -> SQLValue {
        switch value {
        case .null, .rows: .null
        case .text(let text): text.isEmpty ? .null : .text(text)
        case .masked(let text): .text(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        case .day(let day): .text(day.iso)
        case .list(let items): items.isEmpty ? .null : .text(FieldValue.json(items))
        }
    }

    static func list(column: String) -> [String] {
        FieldValue.list(json: column)
    }

    /// Under which context a secret is sealed, so that it opens only in its own field of its own record.
    func sealContext(_ field: FieldDefinition, _ id: Int64) -> String {
        "\(register.name).\(field.name)/\(id)"
    }

    /// For what the keyed hash of a secret is made.
    func hashPurpose(_ field: FieldDefinition) -> String {
        "\(register.name).\(field.name)"
    }

    private static func instant(_ row: Row, _ position: Int) throws -> Instant? {
        try row.textOrNil(position).flatMap { Instant(iso: $0) }
    }
}
