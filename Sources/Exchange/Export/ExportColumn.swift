import Base
import Registers
import Sheets

/// A column of an exported list.
struct ExportColumn: Sendable {
    enum Content: Sendable {
        /// A field of the record.
        case field(FieldDefinition)
        /// A field of the record to which a reference leads.
        case link(FieldDefinition, shown: FieldDefinition)
        /// The record's state.
        case state
        /// By when its next step is due.
        case due
        /// The record's number.
        case number
        /// The number of the record to which a reference leads.
        case linkNumber(FieldDefinition)
        /// Child rows: a sheet of their own in a workbook, a cell in a text table.
        case children(FieldDefinition)
    }

    let title: String
    let content: Content

    /// The columns for names of fields; a reference shows the label of the record to which it leads.
    static func columns(
        _ names: [String], of register: RegisterDefinition, catalogue: Catalogue
    ) -> [ExportColumn] {
        names.compactMap { name in
            if name == "state" { return register.states.map { _ in ExportColumn(title: "状态", content: .state) } }
            if name == "state_due" { return ExportColumn(title: "下一步期限", content: .due) }
            if name == "#id" { return ExportColumn(title: TargetCatalogue.numberHeading, content: .number) }
            guard let field = register.field(name) else { return nil }
            if field.kind == .rows { return ExportColumn(title: field.title, content: .children(field)) }
            guard field.kind == .reference, let target = field.target.flatMap({ catalogue.register($0) }),
                let label = target.field(target.label)
            else { return ExportColumn(title: field.title, content: .field(field)) }
            return ExportColumn(title: field.title, content: .link(field, shown: label))
        }
    }

    /// Every field, and of the subject also the key, so that the list can be taken in again.
    static func all(of register: RegisterDefinition, catalogue: Catalogue) -> [ExportColumn] {
        var names = register.fields.map(\.name)
        if register.states != nil { names.append("state") }
        if register.states?.hasDeadlines == true { names.append("state_due") }
        var columns = self.columns(names, of: register, catalogue: catalogue)
        if let subject = register.subject.flatMap({ register.field($0) }) {
            let handles = TargetCatalogue.handles(of: subject, catalogue: catalogue)
            let key = handles.first { $0.name != subject.target.flatMap { catalogue.register($0)?.label } }
            if let key {
                let column = ExportColumn(
                    title: "\(subject.title)：\(key.title)", content: .link(subject, shown: key))
                columns.insert(column, at: min(1, columns.count))
            }
            columns.append(ExportColumn(title: "\(subject.title)：系统编号", content: .linkNumber(subject)))
        }
        return columns
    }

    /// The field of child rows for which the column stands.
    var childField: FieldDefinition? {
        if case .children(let field) = content { field } else { nil }
    }

    /// A file by its name, its size and the beginning of its SHA-256, by which a copy of it is known again.
    private static func words(_ file: Attachment) -> String {
        "\(file.name)（\((file.size + 1_023) / 1_024) KB，校验 \(file.digest.prefix(12))）"
    }

    /// The value of a record in this column.
    func value(_ record: Record, _ row: ExportRow) -> (FieldValue, FieldDefinition?) {
        switch content {
        case .field(let field) where field.kind == .account:
            return (record[field.name].integer.map { .text(row.accounts[$0] ?? "账号 \($0)") } ?? .null, nil)
        case .field(let field) where field.kind == .attachment:
            let files = (record[field.name].list ?? []).map { row.attachments[$0].map(ExportColumn.words) ?? $0 }
            return (files.isEmpty ? .null : .text(files.joined(separator: "；")), nil)
        case .field(let field):
            let value = field.computed == nil ? record[field.name] : row.computed[field.name] ?? .null
            return (value, field)
        case .link(let field, let shown):
            guard let id = record[field.name].integer else { return (.null, shown) }
            return (row.linked[field.name]?[id]?[shown.name] ?? .null, shown)
        case .state: return (row.stateTitle.map { .text($0) } ?? .null, nil)
        case .due: return (record.due.map { .day($0) } ?? .null, nil)
        case .number: return (.integer(record.id), nil)
        case .linkNumber(let field): return (record[field.name], nil)
        case .children(let field): return (record[field.name], field)
        }
    }

    /// The cell of a workbook: numbers and dates typed, everything else as people read it.
    static func cell(_ value: FieldValue, _ field: FieldDefinition?, regions: RegionTree) -> OutCell {
        switch value {
        case .null: return .empty
        case .day(let day): return OutCell(.date(day.iso))
        case .integer(let number):
            guard let field, field.kind != .reference, field.scale > 0 else { return OutCell(.integer(number)) }
            let format = field.kind == .percent ? "0." + String(repeating: "0", count: field.scale) + "\"%\"" : nil
            return OutCell(.decimal(Scaled.text(number, scale: field.scale)), numberFormat: format)
        default: return .text(text(value, field, regions: regions))
        }
    }

    /// The text of a text table.
    static func text(_ value: FieldValue, _ field: FieldDefinition?, regions: RegionTree) -> String {
        if case .integer(let number) = value, let field, field.kind != .percent {
            return Scaled.text(number, scale: field.scale)
        }
        if case .integer(let number) = value, field == nil { return String(number) }
        if case .text(let text) = value, field == nil { return text }
        if case .day(let day) = value { return day.iso }
        if let rows = value.rows, let field { return ChildText.write(rows, of: field, regions: regions) }
        return field.map { FieldText.write(value, of: $0, regions: regions) } ?? ""
    }
}

/// What belongs to one record beside its own values.
struct ExportRow {
    /// Values that are worked out when read.
    var computed: FieldValues = [:]
    /// The records to which references lead, by field and number.
    var linked: [String: [Int64: Record]] = [:]
    /// What accounts are called, by number.
    var accounts: [Int64: String] = [:]
    /// The title of the state.
    var stateTitle: String?
    /// The files that records have, by digest.
    var attachments: [String: Attachment] = [:]
}
