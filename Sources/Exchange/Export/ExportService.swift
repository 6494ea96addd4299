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
    ///   - columns: names of fields; nil for those of the list's view, empty for all. `#id` is the record's number.
    ///   - reason: why secrets are wanted in the clear; nil for masked ones.
    ///   - progress: how many records were written so far.
    /// - Throws: `AccessError`, `SheetError`, `Refusal` when the reason is missing.
    @discardableResult
    public func export(
        _ query: ListQuery, columns: [String]? = nil, format: ExportFormat, revealing reason: String? = nil,
        to path: String, as actor: Actor, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws -> ExportSummary {
        try actor.require(.export, query.register)
        guard let register = store.catalogue.register(query.register) else {
            throw ImportError(.unsupported, "没有名为“\(query.register)”的台账。")
        }
        let isClear = try mayReveal(reason, register, actor)
        let plan = plan(columns, of: register, view: query.view)
        let holdsSecrets = plan.contains(where: ExportService.isSecret)
        let revealed = isClear && holdsSecrets
        do {
            let count = try await store.read(as: actor) { reading in
                let sink = try ExportSink(
                    format, register: register, columns: plan, path: path, regions: reading.regions)
                try ExportService.rows(query, register, plan, revealed: revealed, reading, progress) {
                    try sink.write($0)
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
        if let names, names.isEmpty { return ExportColumn.all(of: register, catalogue: catalogue) }
        return ExportColumn.columns(names ?? register.view(view).columns, of: register, catalogue: catalogue)
    }

    private static func isSecret(_ column: ExportColumn) -> Bool {
        switch column.content {
        case .field(let field): field.secret
        case .link(_, let shown): shown.secret
        case .state, .number: false
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
        _ write: ([(FieldValue, FieldDefinition?)]) throws -> Void
    ) throws {
        var waiting: [Record] = []
        var count = 0
        func flush() throws {
            let records = revealed ? try reading.plain(register.name, ids: waiting.map(\.id)) : waiting
            let links = try linked(records, columns, revealed: revealed, reading)
            let isComputed = columns.contains { column in
                if case .field(let field) = column.content { field.computed != nil } else { false }
            }
            for record in records {
                var row = ExportRow(linked: links)
                if isComputed { row.computed = try reading.computed(record) }
                row.stateTitle = record.state.map { register.states?.title(of: $0) ?? $0 }
                try write(columns.map { $0.value(record, row) })
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

/// The file that an export goes into.
private final class ExportSink {
    private enum Target {
        case book(WorkbookWriter, SheetWriter)
        case table(CSVWriter)
    }

    private let target: Target
    private let regions: RegionTree
    private var count = 0

    init(
        _ format: ExportFormat, register: RegisterDefinition, columns: [ExportColumn], path: String, regions: RegionTree
    ) throws {
        self.regions = regions
        let titles = columns.map(\.title)
        guard format == .xlsx else {
            let table = try CSVWriter(path: path, encoding: format.encoding, guardFormulas: true)
            try table.write(titles)
            target = .table(table)
            return
        }
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: register.listTitle))
        let setup = SheetSetup(
            columns: columns.map(ExportSink.setup), frozenRows: 1, autofilterRow: 1, landscape: true, repeatRows: 1...1,
            fitWidth: true)
        let sheet = try book.addSheet(register.listTitle, setup)
        try sheet.header(titles)
        target = .book(book, sheet)
    }

    private static func setup(_ column: ExportColumn) -> ColumnSetup {
        guard case .field(let field) = column.content else { return ColumnSetup() }
        switch field.kind {
        case .date: return ColumnSetup(kind: .date)
        case .integer: return ColumnSetup(kind: .integer)
        case .money, .decimal: return ColumnSetup(kind: .decimal(places: field.scale))
        case _ where field.kind.isIdentifier: return ColumnSetup(kind: .text)
        default: return ColumnSetup()
        }
    }

    func write(_ values: [(FieldValue, FieldDefinition?)]) throws {
        switch target {
        case .book(_, let sheet):
            try sheet.write(values.map { ExportColumn.cell($0, $1, regions: regions) })
        case .table(let table):
            try table.write(values.map { ExportColumn.text($0, $1, regions: regions) })
        }
        count += 1
    }

    func close() throws -> Int {
        switch target {
        case .book(let book, _): try book.close()
        case .table(let table): try table.finish()
        }
        return count
    }
}
