import Base
import Registers

/// What a row would change of a record.
struct RecordDifference {
    let register: RegisterDefinition
    let regions: RegionTree

    /// The values that differ. A region that only says less than the record is no change, nor is another order of codes.
    func changes(_ values: FieldValues, of record: Record) -> FieldValues {
        values.filter { name, value in
            let old = record[name]
            if value.isNull { return !old.isNull }
            return !isSame(old, value, isRegion: register.field(name)?.kind == .region)
        }
    }

    private func isSame(_ old: FieldValue, _ new: FieldValue, isRegion: Bool) -> Bool {
        if old == new { return true }
        switch (old, new) {
        case (.text(let held), .text(let written)):
            if isRegion, let narrow = RegionCode(held), let wide = RegionCode(written) { return wide.contains(narrow) }
            return normalised(held) == normalised(written)
        case (.list(let held), .list(let written)): return Set(held) == Set(written)
        case (.rows(let held), .rows(let written)):
            return held.map(RowJudge.canonical) == written.map(RowJudge.canonical)
        default: return false
        }
    }

    /// The changes for people; secrets only show that they change.
    /// - Parameter accounts: what the accounts are called that stand in either.
    func shown(_ changes: FieldValues, of record: Record, accounts: [Int64: String]) -> [FieldDifference] {
        register.fields.compactMap { field in
            guard let new = changes[field.name] else { return nil }
            return FieldDifference(
                field: field.name, title: field.title, old: text(record[field.name], field, accounts),
                new: text(new, field, accounts))
        }
    }

    private func text(_ value: FieldValue, _ field: FieldDefinition, _ accounts: [Int64: String]) -> String {
        if field.kind == .account, let title = value.integer.flatMap({ accounts[$0] }) { return title }
        if let rows = value.rows {
            return
                "\(rows.count) 行：\(ChildText.write(rows, of: field, regions: regions).replacing("\n", with: "／").prefix(300))"
        }
        guard field.secret, let text = value.text else {
            return FieldText.write(value, of: field, regions: regions)
        }
        return RecordDifference.masked(text)
    }

    /// A secret's last characters.
    static func masked(_ text: String) -> String {
        let kept = text.count > 8 ? 4 : 0
        return String(repeating: "*", count: text.count - kept) + text.suffix(kept)
    }
}
