import Base
import Kit
import Registers

/// What stands in a form of a register, as text: out of a record, out of an address, or as it was typed.
struct TypedRecord: Sendable {
    let register: RegisterDefinition
    /// The fields on the page.
    let fields: [FieldDefinition]
    private(set) var data: FormData

    /// An empty form.
    init(_ register: RegisterDefinition, fields: [FieldDefinition]) {
        self.register = register
        self.fields = fields
        data = FormData(urlEncoded: "")
    }

    /// What was sent.
    init(_ register: RegisterDefinition, fields: [FieldDefinition], sent: FormData) {
        self.init(register, fields: fields)
        // Only what belongs to the form is kept: neither the token nor the buttons.
        for item in sent.items where fields.contains(where: { TypedRecord.belongs(item.name, to: $0) }) {
            data.add(item.name, item.value)
        }
    }

    /// A record's values, to be changed. Secrets are left out: nothing typed leaves them as they are.
    init(_ register: RegisterDefinition, fields: [FieldDefinition], record: Record, regions: RegionTree) {
        self.init(register, fields: fields)
        for field in fields where !field.secret { put(record[field.name], in: field, regions: regions) }
    }

    /// The name of the tick-box that empties a secret, which an empty box does not.
    static func clearName(_ field: FieldDefinition) -> String { "\(field.name).clear" }

    private static func belongs(_ name: String, to field: FieldDefinition) -> Bool {
        name == field.name || name.hasPrefix(field.name + ".")
    }

    // MARK: Filling in

    /// Puts a value into its boxes.
    mutating func put(_ value: FieldValue, in field: FieldDefinition, regions: RegionTree) {
        put(value, field, name: field.name, regions: regions)
    }

    private mutating func put(_ value: FieldValue, _ field: FieldDefinition, name: String, regions: RegionTree) {
        switch (field.kind, value) {
        case (_, .null): break
        case (.date, _), (.month, _):
            let parts = DateParts(FieldText.write(value, of: field, regions: regions))
            for (part, text) in [("year", parts.year), ("month", parts.month), ("day", parts.day)] {
                data.add("\(name).\(part)", text)
            }
        case (_, .list(let items)): for item in items { data.add(name, item) }
        case (.rows, .rows(let rows)):
            for (index, row) in rows.enumerated() {
                for column in field.columns {
                    put(row[column.name] ?? .null, column, name: "\(name).\(index).\(column.name)", regions: regions)
                }
            }
            data.add("\(name).count", String(rows.count))
        case (.choice, .text(let code)), (.region, .text(let code)): data.add(name, code)
        case (.account, .integer(let number)): data.add(name, "#\(number)")
        case (_, .integer(let number)): data.add(name, Scaled.text(number, scale: field.scale))
        default: data.add(name, FieldText.write(value, of: field, regions: regions))
        }
    }

    /// Adds a text to a field, such as a file that was just taken in.
    mutating func add(_ name: String, _ text: String) {
        data.add(name, text)
    }

    /// Puts a text in the place of what a field held.
    mutating func replace(_ name: String, _ text: String) {
        var other = FormData(urlEncoded: "")
        for item in data.items where item.name != name { other.add(item.name, item.value) }
        other.add(name, text)
        data = other
    }

    /// How many lines of child rows the form shows.
    func rowCount(_ field: FieldDefinition) -> Int {
        min(200, max(1, data["\(field.name).count"].flatMap { Int($0) } ?? 1))
    }

    func text(_ name: String) -> String { data[name] ?? "" }

    func texts(_ name: String) -> [String] { data.values(name).filter { !$0.isEmpty } }

    func parts(_ name: String) -> DateParts { DateParts(field: name) { data[$0] } }

    // MARK: Reading

    /// The values, and what could not be read.
    /// - Parameters:
    ///   - isNew: whether the record is yet to be made; else secrets left empty stay as they are.
    ///   - within: where names of regions are looked up.
    func values(isNew: Bool, regions: RegionTree, within: RegionCode?) -> (values: FieldValues, faults: [FieldFault]) {
        var values: FieldValues = [:]
        var faults: [FieldFault] = []
        for field in fields where field.isEntered {
            if field.secret, !isNew {
                let isEmptied = text(TypedRecord.clearName(field)) == "yes"
                if text(field.name).trimmed.isEmpty {
                    if isEmptied { values[field.name] = .null }
                    continue
                }
                if isEmptied {
                    faults.append(
                        FieldFault(field.name, "“\(field.title)”填了新的，又勾选了清空。请只留一样。"))
                }
            }
            if field.kind == .rows {
                values[field.name] = rows(field, regions, within, &faults)
            } else if field.kind == .attachment || field.kind == .choices {
                values[field.name] = .list(texts(field.name))
            } else {
                values[field.name] = read(field, name: field.name, regions, within, &faults)
            }
        }
        return (values, faults)
    }

    private func written(_ field: FieldDefinition, _ name: String) -> String {
        field.kind == .date || field.kind == .month ? parts(name).text : text(name)
    }

    private func read(
        _ field: FieldDefinition, name: String, _ regions: RegionTree, _ within: RegionCode?,
        _ faults: inout [FieldFault]
    ) -> FieldValue {
        do throws(FieldFault) {
            return try FieldText.read(written(field, name), as: field, regions: regions, within: within)
        } catch {
            faults.append(FieldFault(name, error.message, level: error.level, value: error.value))
            return .null
        }
    }

    private func rows(
        _ field: FieldDefinition, _ regions: RegionTree, _ within: RegionCode?, _ faults: inout [FieldFault]
    ) -> FieldValue {
        var rows: [[String: FieldValue]] = []
        for index in 0..<rowCount(field) {
            var row: [String: FieldValue] = [:]
            for column in field.columns {
                let value = read(column, name: "\(field.name).\(index).\(column.name)", regions, within, &faults)
                if !value.isNull { row[column.name] = value }
            }
            if !row.isEmpty { rows.append(row) }
        }
        return .rows(rows)
    }
}
