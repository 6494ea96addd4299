import Access
import Base
import Registers
import Sheets

/// Turns rows of a sheet into values by field, and what cannot be read into faults with cell, value and remedy.
struct RowReader {
    private struct Column {
        let index: Int
        let heading: String
        let target: ColumnTarget
        /// The field of the register, or of the register that the reference leads to; nil for record numbers.
        let field: FieldDefinition?
        let isRegion: Bool
        let mayBeCached: Bool
        /// Whether a cell makes the row a record. In a worksheet that names people beforehand only what was filled in
        /// does; a row with no more than the name and the place was not worked on.
        var isContent = true
    }

    private struct CacheKey: Hashable {
        let column: Int
        let text: String
    }

    private let register: RegisterDefinition
    private let regions: RegionTree
    private let columns: [Column]
    private let regionColumns: [Column]
    private let regionIsContent: Bool
    private let emptyErases: Bool
    private let defaultRegion: RegionCode?
    private var lookups: [String: RegionLookup] = [:]
    private var cache: [CacheKey: Result<FieldValue, FieldFault>] = [:]

    init(
        register: RegisterDefinition, catalogue: Catalogue, regions: RegionTree, columns: [ImportColumn],
        options: ImportOptions, scope: RegionScope
    ) {
        self.register = register
        self.regions = regions
        emptyErases = options.emptyErases
        defaultRegion = options.regionCode
        let all = columns.filter { $0.target != .line }.compactMap { RowReader.column($0, register, catalogue) }
        let hasOwn = all.contains { $0.target.isOwnField }
        self.columns = all.filter { !$0.isRegion }.map { column in
            var column = column
            column.isContent = !hasOwn || column.target.isOwnField
            return column
        }
        regionColumns = all.filter(\.isRegion)
        // A record that belongs to somebody lies where that one lies: the place alone says nothing new.
        let hasOther = all.contains { $0.target.isOwnField && !$0.isRegion }
        regionIsContent = register.subject == nil || !hasOther
        for field in register.fields where field.kind == .region {
            let own = field.name == register.region
            lookups[field.name] = RegionLookup(
                regions: regions, within: own ? options.regionCode : nil, scope: own ? scope : .everywhere,
                level: field.regionLevel)
        }
    }

    private static func column(
        _ column: ImportColumn, _ register: RegisterDefinition, _ catalogue: Catalogue
    ) -> Column? {
        guard let target = column.target else { return nil }
        let own = register.field(target.field)
        let field =
            target.by.map { by in
                own?.target.flatMap { catalogue.register($0) }?.field(by)
            } ?? own
        let isRegion = target.by == nil && target.field == register.region && own?.kind == .region
        let cached: Set<FieldKind> = [.choice, .choices, .boolean, .date, .month, .integer]
        return Column(
            index: column.column, heading: column.heading, target: target, field: field, isRegion: isRegion,
            mayBeCached: field.map { cached.contains($0.kind) } ?? false)
    }

    /// What a row says; nil when none of the columns that were matched holds anything.
    mutating func read(_ row: SheetRow) -> RowDraft? {
        var draft = RowDraft(number: row.number)
        var (holdsSomething, namesSomebody) = (false, false)
        for column in columns {
            let cell = row[column: column.index]
            guard cell.kind != .empty, !cell.text.isEmpty else {
                if emptyErases, column.target.by == nil, let field = column.field, !field.required {
                    draft.values[field.name] = .null
                }
                continue
            }
            if !cell.isMergedCopy {
                if column.isContent { holdsSomething = true } else { namesSomebody = true }
            }
            draft.cells.append(WrittenCell(column: column.index, text: cell.text))
            read(cell, column, into: &draft)
        }
        if readRegion(row, into: &draft), regionIsContent { holdsSomething = true }
        draft.isBlank = !holdsSomething
        return holdsSomething || namesSomebody ? draft : nil
    }

    /// A row from what was kept of it.
    mutating func read(row number: Int, _ kept: RowDetail) -> RowDraft? {
        let cells = kept.cells.sorted { $0.column < $1.column }.map {
            SheetCell(text: $0.text, kind: .text, row: number, column: $0.column)
        }
        guard var draft = read(SheetRow(number: number, cells: cells)) else { return nil }
        if let children = kept.children {
            ChildReader(register: register, regions: regions).read(children, into: &draft)
        }
        return draft
    }

    private mutating func read(_ cell: SheetCell, _ column: Column, into draft: inout RowDraft) {
        switch cell.kind {
        case .damaged(let damage):
            draft.faults.append(fault(cell, column, damage.message + "。"))
            return
        case .error:
            draft.faults.append(fault(cell, column, "这一格是公式的错误值“\(cell.text)”，请改成内容。"))
            return
        default: break
        }
        guard let field = column.field else {
            readNumber(cell, column, into: &draft)
            return
        }
        // A masked number of an exported list says nothing.
        if field.secret, cell.text.contains("*") {
            if column.target.by == nil { draft.masked[field.name] = normalised(cell.text) }
            return
        }
        if field.kind == .region {
            readOtherRegion(cell, column, field, into: &draft)
            return
        }
        switch value(cell.text, column, field) {
        case .success(let value):
            guard !value.isNull else { return }
            if let by = column.target.by {
                draft.links[column.target.field, default: [:]][by] = value
            } else {
                draft.values[field.name] = value
            }
        case .failure(let found):
            draft.faults.append(fault(cell, column, found.message, isError: found.level == .error))
        }
    }

    private mutating func value(
        _ text: String, _ column: Column, _ field: FieldDefinition
    ) -> Result<FieldValue, FieldFault> {
        let key = CacheKey(column: column.index, text: text)
        if column.mayBeCached, let known = cache[key] { return known }
        let result = read(text, as: field)
        if column.mayBeCached {
            if cache.count > 50_000 { cache.removeAll() }
            cache[key] = result
        }
        return result
    }

    private func read(_ text: String, as field: FieldDefinition) -> Result<FieldValue, FieldFault> {
        // 无 is an answer where the codes know it or the question is yes or no; elsewhere it says nothing.
        if field.kind == .choice, let entry = field.codes?.entry(written: text) { return .success(.text(entry.code)) }
        if field.kind == .boolean, normalised(text) == "无" { return .success(.boolean(false)) }
        do throws(FieldFault) {
            if field.kind == .rows { return .success(try ChildText.read(text, of: field, regions: regions)) }
            return .success(try FieldText.read(text, as: field, regions: regions))
        } catch {
            return .failure(error)
        }
    }

    private func readNumber(_ cell: SheetCell, _ column: Column, into draft: inout RowDraft) {
        guard let number = Int64(normalised(cell.text)), number > 0 else {
            draft.faults.append(fault(cell, column, "系统编号应是整数。请从系统里重新导出，不要改动这一栏。"))
            return
        }
        if column.target == .number {
            draft.recordNumber = number
        } else {
            draft.links[column.target.field, default: [:]]["#id"] = .integer(number)
        }
    }

    /// Whether the row says anything of its region.
    private mutating func readRegion(_ row: SheetRow, into draft: inout RowDraft) -> Bool {
        guard let name = register.region, register.field(name)?.kind == .region else { return false }
        let cells = regionColumns.map { row[column: $0.index] }.filter { !normalised($0.text).isEmpty }
        guard let last = cells.last, let column = regionColumns.last(where: { $0.index == last.column }) else {
            // A record that belongs to another lies where that one lies.
            if let defaultRegion, register.subject == nil { draft.values[name] = .text(defaultRegion.text) }
            return false
        }
        draft.cells += cells.map { WrittenCell(column: $0.column, text: $0.text) }
        switch lookups[name]?.find(cells.map { normalised($0.text) }) {
        case .success(let code): draft.values[name] = .text(code.text)
        case .failure(let miss): draft.faults.append(fault(last, column, miss.message))
        case nil: break
        }
        return cells.contains { !$0.isMergedCopy }
    }

    private mutating func readOtherRegion(
        _ cell: SheetCell, _ column: Column, _ field: FieldDefinition, into draft: inout RowDraft
    ) {
        switch lookups[field.name]?.find([normalised(cell.text)]) {
        case .success(let code): draft.values[field.name] = .text(code.text)
        case .failure(let miss): draft.faults.append(fault(cell, column, miss.message))
        case nil: break
        }
    }

    private func fault(
        _ cell: SheetCell, _ column: Column, _ message: String, isError: Bool = true
    ) -> RowFault {
        RowFault(
            column: cell.column, cell: cell.reference, field: column.target.field, title: column.heading,
            value: String(cell.text.prefix(60)), message: message, isError: isError)
    }
}
