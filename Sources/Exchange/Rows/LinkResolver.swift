import Base
import Registers

/// Finds the records that references mean: by number, by a key such as the citizen id, or by name where it is unique.
struct LinkResolver {
    private let reading: RegisterReading
    private let field: FieldDefinition
    private let target: RegisterDefinition
    private let handles: [FieldDefinition]
    private let index: ColumnIndex
    /// Whether a row can do without: a household that is not registered does not keep a person out.
    private let isNeeded: Bool
    private let register: RegisterDefinition
    private var byName: [String: [Record]] = [:]
    /// Whom the record means now, by row, where the row carries the record's number.
    private var current: [Int: Record] = [:]

    init?(_ field: FieldDefinition, of register: RegisterDefinition, reading: RegisterReading, index: ColumnIndex) {
        guard let name = field.target, let target = reading.catalogue.register(name) else { return nil }
        self.reading = reading
        self.field = field
        self.target = target
        self.register = register
        self.index = index
        isNeeded = field.required || field.name == register.subject
        handles = TargetCatalogue.handles(of: field, catalogue: reading.catalogue)
    }

    /// Sets the reference in every draft that names a record; gives the record's label by row.
    mutating func resolve(_ drafts: inout [RowDraft]) throws -> [Int: String] {
        let numbers = try lookUp(drafts)
        let ids = drafts.compactMap { number(of: $0, in: numbers) }
        let records = Dictionary(
            try reading.records(target.name, Array(Set(ids))).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        try lookUpCurrent(drafts)
        var labels: [Int: String] = [:]
        for position in drafts.indices where drafts[position].links[field.name] != nil {
            let found = try record(of: drafts[position], numbers: numbers, records: records)
            switch found {
            case .success(let record):
                drafts[position].values[field.name] = .integer(record.id)
                labels[drafts[position].number] = record[target.label].text
            case .failure(let fault):
                drafts[position].faults.append(fault.fault)
            }
        }
        return labels
    }

    private mutating func lookUpCurrent(_ drafts: [RowDraft]) throws {
        let ids = Set(drafts.filter { $0.links[field.name] != nil }.compactMap(\.recordNumber))
        guard !ids.isEmpty else { return }
        let held = Dictionary(
            try reading.records(register.name, Array(ids)).map { ($0.id, $0[field.name].integer) },
            uniquingKeysWith: { first, _ in first })
        let meant = Dictionary(
            try reading.records(target.name, Array(Set(held.values.compactMap { $0 }))).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        for draft in drafts {
            guard let id = draft.recordNumber, let reference = held[id] ?? nil else { continue }
            current[draft.number] = meant[reference]
        }
    }

    private struct Miss: Error {
        let fault: RowFault
    }

    /// Record numbers by handle and value: one question a handle.
    private func lookUp(_ drafts: [RowDraft]) throws -> [String: [String: Int64]] {
        var numbers: [String: [String: Int64]] = [:]
        for handle in handles where handle.name != target.label {
            let values = Set(drafts.compactMap { value(of: $0, handle) })
            guard !values.isEmpty else { continue }
            numbers[handle.name] = try reading.numbers(target.name, field: handle.name, values: Array(values))
        }
        return numbers
    }

    private func value(of draft: RowDraft, _ handle: FieldDefinition) -> String? {
        let link = draft.links[field.name]
        if let text = link?[handle.name]?.text { return text }
        // The certificate carries the citizen id.
        guard handle.kind == .citizenID, let certificate = handles.first(where: { $0.kind == .certificateNumber }),
            let text = link?[certificate.name]?.text
        else { return nil }
        return (try? CertificateNumber(text))?.citizenID.text
    }

    private func number(of draft: RowDraft, in numbers: [String: [String: Int64]]) -> Int64? {
        if let id = draft.links[field.name]?["#id"]?.integer { return id }
        for handle in handles {
            if let text = value(of: draft, handle), let id = numbers[handle.name]?[text] { return id }
        }
        return nil
    }

    private mutating func record(
        of draft: RowDraft, numbers: [String: [String: Int64]], records: [Int64: Record]
    ) throws -> Result<Record, Miss> {
        let link = draft.links[field.name] ?? [:]
        if let id = number(of: draft, in: numbers) {
            guard let record = records[id], record.removedAt == nil else {
                return miss(draft, "这条\(target.title)记录不在您的数据权限内，或已被删除。")
            }
            return agreeing(record, link, draft)
        }
        if let handle = handles.first(where: { $0.name != target.label && value(of: draft, $0) != nil }) {
            let text = "\(target.listTitle)里没有这个\(handle.title)。请先登记这条\(target.title)记录，或核对\(handle.title)。"
            return miss(draft, text, by: handle.name)
        }
        // What goes out says it by the label alone: as long as that is the same, the record keeps what it has.
        if let kept = current[draft.number], kept.removedAt == nil, let written = link[target.label],
            RowJudge.canonical(written) == RowJudge.canonical(kept[target.label])
        {
            return .success(kept)
        }
        guard let name = link[target.label]?.text else { return miss(draft, "没有写明是哪条\(target.title)记录。") }
        // The cell of another handle could not be read: its own fault says so.
        if draft.hasFault(in: field.name) { return miss(draft, "“\(name)”不能确定是哪一条，请先改好其他栏。") }
        let found = try named(name)
        if found.count == 1 { return .success(found[0]) }
        let keys = handles.filter { $0.name != target.label }.map(\.title).joined(separator: "或")
        return found.isEmpty
            ? miss(draft, "\(target.listTitle)里没有叫“\(name)”的记录。", by: target.label)
            : miss(draft, "叫“\(name)”的记录有 \(found.count) 条，请补上\(keys)。", by: target.label)
    }

    private mutating func named(_ name: String) throws -> [Record] {
        if let known = byName[name] { return known }
        let found = try reading.find(target.name, key: [target.label: .text(name)])
        byName[name] = found
        return found
    }

    /// A number and a name in one row must mean the same record.
    private func agreeing(_ record: Record, _ link: FieldValues, _ draft: RowDraft) -> Result<Record, Miss> {
        guard let written = link[target.label]?.text, let name = record[target.label].text,
            !NameForm.mayBeSame(written, name)
        else { return .success(record) }
        return miss(draft, "这一行的号码是“\(name)”的，姓名却写着“\(written)”。请核对是谁。", by: target.label)
    }

    private func miss(_ draft: RowDraft, _ message: String, by: String? = nil) -> Result<Record, Miss> {
        let ending = isNeeded ? "" : "这一栏没有导入。"
        return .failure(
            Miss(fault: index.fault(field.name, by: by, row: draft.number, message + ending, isError: isNeeded)))
    }
}
