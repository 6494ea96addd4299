public import Access
import Base
import Database
import Foundation
public import Registers
import Sheets

/// Hands out lists and templates of registers as files.
public struct ExportService: Sendable {
    let store: RegisterStore
    let trail: Trail

    /// A service over a store; exports are entered in the trail.
    public init(store: RegisterStore, trail: Trail) {
        self.store = store
        self.trail = trail
    }

    /// Writes every record that a question finds, in its order, and enters it in the trail.
    ///
    /// Secrets are masked unless a reason is given and the role allows it. The file is there only when all of it is.
    /// - Parameters:
    ///   - columns: names of fields; nil for those of the list's view, empty for all. `#id` is the record's number, which
    ///     stands first unless it is named elsewhere.
    ///   - reason: why secrets are wanted in the clear; nil for masked ones.
    ///   - progress: how many records were written so far.
    /// - Throws: `AccessError`, `SheetError`, `Refusal` when the reason is missing.
    @discardableResult
    public func export(
        _ query: ListQuery, columns: [String]? = nil, format: ExportFormat, revealing reason: String? = nil,
        to path: String, as actor: Actor, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws -> ExportSummary {
        try actor.require(.export, query.register)
        var query = query
        query.verb = .export
        guard let register = store.catalogue.register(query.register) else {
            throw ImportError(.unsupported, "没有名为“\(query.register)”的台账。")
        }
        let isClear = try mayReveal(reason, register, actor)
        let plan = plan(columns, of: register, view: query.view)
        let holdsSecrets = plan.contains(where: ExportService.isSecret)
        let revealed = isClear && holdsSecrets
        do {
            let count = try await store.read(as: actor) { [query] reading in
                let sink = try ExportSink(
                    format, register: register, columns: plan, path: path, regions: reading.regions)
                try ExportService.rows(query, register, plan, revealed: revealed, reading, progress) {
                    try sink.write($0, $1)
                }
                return try sink.close()
            }
            try await enter(register, query, count, plan, reason: revealed ? reason : nil, actor)
            let name = "\(register.listTitle)-\(store.today.iso).\(format.fileExtension)"
            return ExportSummary(rows: count, isMasked: holdsSecrets && !revealed, fileName: name)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    private func mayReveal(_ reason: String?, _ register: RegisterDefinition, _ actor: Actor) throws -> Bool {
        guard let reason else { return false }
        guard actor.secrets >= .reveal else { throw AccessError.notAllowed(.export, register.name) }
        guard normalised(reason).count >= 2 else { throw AccessError.reasonMissing }
        return true
    }

    private func plan(_ names: [String]?, of register: RegisterDefinition, view: String?) -> [ExportColumn] {
        let catalogue = store.catalogue
        let wanted = names ?? register.view(view).columns
        let columns =
            wanted.isEmpty
            ? ExportColumn.all(of: register, catalogue: catalogue)
            : ExportColumn.columns(wanted, of: register, catalogue: catalogue)
        // By its number a row that comes back is known again, whatever else the list shows.
        if columns.contains(where: \.isNumber) { return columns }
        return [ExportColumn(title: TargetCatalogue.numberHeading, content: .number)] + columns
    }

    private static func isSecret(_ column: ExportColumn) -> Bool {
        switch column.content {
        case .field(let field): field.secret
        case .link(_, let shown): shown.secret
        case .children(let field): field.columns.contains(where: \.secret)
        case .state, .due, .number, .linkNumber: false
        }
    }

    private func enter(
        _ register: RegisterDefinition, _ query: ListQuery, _ count: Int, _ columns: [ExportColumn], reason: String?,
        _ actor: Actor
    ) async throws {
        let secrets = columns.filter(ExportService.isSecret).map(\.title).joined(separator: "、")
        let detail = "\(register.listTitle)“\(register.view(query.view).title)”，\(count) 行，\(columns.count) 栏"
        var entries = [TrailEntry(.exported, actor: actor, register: register.name, reason: reason, detail: detail)]
        if let reason {
            let shown = "导出时显示全部内容：\(secrets)，\(count) 行"
            entries.append(
                TrailEntry(.secretSeen, actor: actor, register: register.name, reason: reason, detail: shown))
        }
        let (kept, trail) = (entries, trail)
        try await store.database.write { try trail.append(kept, in: $0) }
    }

    // MARK: Rows

    private static let batch = 500

    private static func rows(
        _ query: ListQuery, _ register: RegisterDefinition, _ columns: [ExportColumn], revealed: Bool,
        _ reading: RegisterReading, _ progress: ((Int) -> Void)?,
        _ write: (Int64, [(FieldValue, FieldDefinition?)]) throws -> Void
    ) throws {
        var waiting: [Record] = []
        var count = 0
        func flush() throws {
            var records = revealed ? try reading.plain(register.name, ids: waiting.map(\.id)) : waiting
            if !revealed, columns.contains(where: { $0.childField != nil }) {
                records = try reading.withChildRows(register.name, records)
            }
            let links = try linked(records, columns, revealed: revealed, reading)
            let isComputed = columns.contains { column in
                if case .field(let field) = column.content { field.computed != nil } else { false }
            }
            let accounts = try reading.accountTitles(
                records.flatMap { record in register.accountFields.compactMap { record[$0.name].integer } })
            let files = try attachments(records, columns, reading)
            for record in records {
                var row = ExportRow(linked: links, accounts: accounts, attachments: files)
                if isComputed { row.computed = try reading.computed(record) }
                row.stateTitle = record.state.map { register.states?.title(of: $0) ?? $0 }
                try write(record.id, columns.map { $0.value(record, row) })
            }
            count += records.count
            progress?(count)
            waiting.removeAll(keepingCapacity: true)
        }
        try reading.each(query) { record in
            waiting.append(record)
            if waiting.count == batch { try flush() }
        }
        if !waiting.isEmpty { try flush() }
    }

    private static func attachments(
        _ records: [Record], _ columns: [ExportColumn], _ reading: RegisterReading
    ) throws -> [String: Attachment] {
        let fields = columns.compactMap { column -> FieldDefinition? in
            if case .field(let field) = column.content, field.kind == .attachment { field } else { nil }
        }
        let digests = Set(fields.flatMap { field in records.flatMap { $0[field.name].list ?? [] } })
        return digests.isEmpty ? [:] : try AttachmentStore().infos(Array(digests), in: reading.connection)
    }

    private static func linked(
        _ records: [Record], _ columns: [ExportColumn], revealed: Bool, _ reading: RegisterReading
    ) throws -> [String: [Int64: Record]] {
        var result: [String: [Int64: Record]] = [:]
        for column in columns {
            guard case .link(let field, _) = column.content, result[field.name] == nil, let target = field.target,
                reading.actor.can(.read, target)
            else { continue }
            let ids = Array(Set(records.compactMap { $0[field.name].integer }))
            let found = revealed ? try reading.plain(target, ids: ids) : try reading.records(target, ids)
            result[field.name] = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return result
    }
}
