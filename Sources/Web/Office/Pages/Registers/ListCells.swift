import HTML
import Kit
import Registers

/// The rows of a list's table; the first cell leads to the record.
struct ListCells {
    let register: RegisterDefinition
    let columns: [FieldDefinition]
    let values: ValueView
    /// What stands behind the fields.
    var standing: [StandingColumn] = []
    /// What is said beside the name of records, by number.
    var remarks: [Int64: String] = [:]
    /// Where the first cell leads; the record's own page when left out.
    var href: (@Sendable (Record) -> String)?

    /// Rows for these records.
    /// - Parameter computed: the computed values of each record, or nothing.
    func rows(_ records: [Record], computed: [FieldValues]) -> [TableRow] {
        let heads = names(records)
        return records.indices.map { index in
            let record = records[index]
            let worked = index < computed.count ? computed[index] : [:]
            let rest = columns.dropFirst().map { field in
                values.cell(field.computed == nil ? record[field.name] : worked[field.name] ?? .null, field)
            }
            return TableRow(
                [head(record, heads[index])] + rest + standing.map { $0.cell(record) },
                value: String(record.id), name: heads[index])
        }
    }

    private func head(_ record: Record, _ name: String) -> HTML {
        let link = a(name, .href(href?(record) ?? RegisterAddress.record(register.name, record.id)))
        guard let remark = remarks[record.id] else { return link }
        return HTML {
            link
            " "
            tag(remark)
        }
    }

    /// What the links say: two that lead to different records must not say the same.
    private func names(_ records: [Record]) -> [String] {
        let first = records.map { record in
            columns.first.map { values.text(record[$0.name], $0) } ?? ""
        }
        var seen: [String: Int] = [:]
        for name in first { seen[name, default: 0] += 1 }
        return zip(records, first).map { record, name in
            if name.isEmpty { return "编号 \(record.id)" }
            return seen[name] == 1 ? name : "\(name)（编号 \(record.id)）"
        }
    }
}
