import Base
import Registers
import Sheets

/// A line of a sheet of child rows, as written: kept for reading it again at the duplicate desk.
struct WrittenChild: Sendable, Hashable, Codable {
    struct Cell: Sendable, Hashable, Codable {
        let column: Int
        let heading: String
        /// The column of the child row.
        let name: String
        let text: String
        /// How the value was spoilt before it reached us.
        let damage: String?
    }

    let field: String
    let sheet: Int
    let sheetName: String
    let row: Int
    let cells: [Cell]
}

/// The child rows of a workbook, gathered by the record that they name. Held in memory, therefore bounded.
struct ChildRows {
    /// By what lines name a record, and how the main sheet names the same.
    private struct Key: Hashable {
        let sheet: Int
        let text: String
    }

    let sheets: [ChildSheet]
    private let mainColumns: [ColumnTarget: Int]
    private let reader: ChildReader
    private var lines: [Key: [WrittenChild]] = [:]
    /// How many rows of the main sheet answer to a key: more than one is a doubt, none leaves the lines without a record.
    private var claims: [Key: Int] = [:]

    static let limit = 200_000

    /// - Throws: `SheetError`, or `ImportError.tooLarge` when there are more lines than memory is given to.
    init(
        _ sheets: [ChildSheet], in source: SheetSource, header: HeaderReading, columns: [ImportColumn],
        reader: ChildReader
    ) throws {
        self.sheets = sheets
        self.reader = reader
        mainColumns = Dictionary(
            columns.compactMap { column in column.target.map { ($0, column.column) } },
            uniquingKeysWith: { first, _ in first })
        var count = 0
        for sheet in sheets {
            let rows = try source.reader(sheet: sheet.sheet, filling: true)
            while let row = try rows.next() {
                guard row.number >= sheet.header.firstDataRow, let line = ChildRows.line(row, sheet) else { continue }
                count += 1
                guard count <= ChildRows.limit else {
                    throw ImportError(.tooLarge, "子表共有 \(ChildRows.limit) 行以上，一次导不了这么多。请按区划拆成几个文件。")
                }
                lines[key(of: row, sheet), default: []].append(line)
            }
        }
        guard !lines.isEmpty else { return }
        let rows = try source.reader(sheet: header.place.sheet, filling: true)
        while let row = try rows.next() {
            guard row.number >= header.place.data, !header.isNoRecord(row) else { continue }
            for key in mainKeys(of: row) where lines[key] != nil { claims[key, default: 0] += 1 }
        }
    }

    private static func line(_ row: SheetRow, _ sheet: ChildSheet) -> WrittenChild? {
        guard !sheet.header.isFooter(row), !sheet.header.isRepeatedHeader(row) else { return nil }
        let held = sheet.columns.filter { !normalised(row.text($0.index)).isEmpty }
        guard held.contains(where: { !row[column: $0.index].isMergedCopy }) else { return nil }
        let cells = held.map { column -> WrittenChild.Cell in
            let cell = row[column: column.index]
            var damage: String?
            if case .damaged(let kind) = cell.kind { damage = kind.message }
            return WrittenChild.Cell(
                column: column.index, heading: column.heading, name: column.field.name, text: cell.text, damage: damage)
        }
        return WrittenChild(
            field: sheet.field.name, sheet: sheet.sheet, sheetName: sheet.sheetName, row: row.number, cells: cells)
    }

    // MARK: Naming

    /// The number of the record comes first, then its line, then all that names it together.
    private func key(of row: SheetRow, _ sheet: ChildSheet) -> Key {
        let named = sheet.links.filter { mainColumns[$0.target] != nil }.compactMap { link -> (ColumnTarget, String)? in
            let text = normalised(row.text(link.index))
            return text.isEmpty ? nil : (link.target, text)
        }
        for sure in [ColumnTarget.number, .line] {
            if let found = named.first(where: { $0.0 == sure }) {
                return Key(sheet: sheet.sheet, text: ChildRows.text([found]))
            }
        }
        return Key(sheet: sheet.sheet, text: ChildRows.text(named))
    }

    /// The keys under which lines may name a row of the main sheet.
    private func mainKeys(of row: SheetRow) -> [Key] {
        sheets.flatMap { sheet -> [Key] in
            let held = sheet.links.compactMap { link -> (ColumnTarget, String)? in
                guard let column = mainColumns[link.target] else { return nil }
                return (link.target, normalised(row.text(column)))
            }
            let sure = held.filter { $0.0 == .number || $0.0 == .line }.map { [$0] }
            let others = held.filter { $0.0 != .number && $0.0 != .line }
            // A line may give all that names the record, or one of it alone, as the name.
            let ways = sure + [others] + (others.count > 1 ? others.map { [$0] } : [])
            return ways.filter { part in !part.isEmpty && part.allSatisfy { !$0.1.isEmpty } }.map {
                Key(sheet: sheet.sheet, text: ChildRows.text($0))
            }
        }
    }

    private static func text(_ parts: [(ColumnTarget, String)]) -> String {
        parts.sorted { $0.0.rawValue < $1.0.rawValue }.map { "\($0.0.rawValue)\u{1F}\($0.1)" }.joined(
            separator: "\u{1E}")
    }

    // MARK: Giving out

    /// Adds a row's child rows to what it says. A row that holds nothing else is a record all the same.
    func attach(_ row: SheetRow, to draft: RowDraft?) -> RowDraft? {
        guard !lines.isEmpty else { return draft }
        let keys = mainKeys(of: row)
        let own = keys.flatMap { lines[$0] ?? [] }
        guard !own.isEmpty else { return draft }
        var draft = draft ?? RowDraft(number: row.number)
        draft.isBlank = false
        let doubtful = keys.filter { claims[$0, default: 0] > 1 && lines[$0] != nil }
        for sheet in sheets where doubtful.contains(where: { $0.sheet == sheet.sheet }) {
            draft.faults.append(
                RowFault(
                    column: nil, cell: nil, field: sheet.field.name, title: sheet.field.title, value: nil,
                    message: "主表里有几行都能对上“\(sheet.sheetName)”表的同一些行，分不清属于哪一行。请在两个表里都填“序号”。", isError: true))
        }
        if doubtful.isEmpty { reader.read(own.sorted { $0.row < $1.row }, into: &draft) }
        return draft
    }

    /// The lines that name no row of the main sheet, as rows that are refused: numbered beyond all rows of a sheet.
    var orphans: [RowDraft] {
        lines.filter { claims[$0.key] == nil }.flatMap { key, lines -> [RowDraft] in
            guard let sheet = sheets.first(where: { $0.sheet == key.sheet }) else { return [] }
            return lines.map { line in
                let message = "“\(sheet.sheetName)”表第 \(line.row) 行在主表里找不到对应的一行。请核对“序号”或“系统编号”，或在主表补上这一行。"
                var draft = RowDraft(number: SheetRowNumber.encoded(sheet: sheet.sheet, row: line.row))
                draft.faults = [
                    RowFault(
                        column: sheet.columns.first?.index, cell: "\(sheet.sheetName) 第 \(line.row) 行",
                        field: sheet.field.name, title: sheet.field.title, value: nil, message: message, isError: true,
                        sheet: sheet.sheet, sheetRow: line.row)
                ]
                return draft
            }
        }.sorted { $0.number < $1.number }
    }
}

/// Rows of sheets of child rows beside those of the main sheet in one order: theirs are numbered beyond any sheet's.
enum SheetRowNumber {
    private static let block = 1 << 24

    static func encoded(sheet: Int, row: Int) -> Int { (sheet + 1) * block + row }

    /// The row within its sheet.
    static func row(_ number: Int) -> Int { number < block ? number : number % block }

    /// Whether the number is of a row of another sheet.
    static func isOfChildSheet(_ number: Int) -> Bool { number >= block }
}
