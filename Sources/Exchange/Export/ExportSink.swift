import Registers
import Sheets

/// The file that an export goes into.
final class ExportSink {
    private enum Target {
        case book(WorkbookWriter, SheetWriter, [Child])
        case table(CSVWriter)
    }

    /// The sheet of a field's child rows: the record's number, how it is called, the columns.
    private struct Child {
        let field: FieldDefinition
        let sheet: SheetWriter
        /// The column of the list whose value says what the record is called.
        let label: Int?
    }

    private let columns: [ExportColumn]
    private let target: Target
    private let regions: RegionTree
    private var count = 0

    init(
        _ format: ExportFormat, register: RegisterDefinition, columns: [ExportColumn], path: String, regions: RegionTree
    ) throws {
        self.regions = regions
        self.columns = columns
        guard format == .xlsx else {
            let table = try CSVWriter(path: path, encoding: format.encoding, guardFormulas: true)
            try table.write(columns.map(\.title))
            target = .table(table)
            return
        }
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: register.listTitle))
        let own = columns.filter { $0.childField == nil }
        let setup = SheetSetup(
            columns: own.map(ExportSink.setup), frozenRows: 1, autofilterRow: 1, landscape: true, repeatRows: 1...1,
            fitWidth: true)
        let sheet = try book.addSheet(register.listTitle, setup)
        try sheet.header(own.map(\.title))
        let label = columns.firstIndex { $0.names(register) }
        let children = try columns.compactMap(\.childField).map { field in
            try ExportSink.child(field, label: label, title: label.map { columns[$0].title }, in: book)
        }
        target = .book(book, sheet, children)
    }

    private static func child(
        _ field: FieldDefinition, label: Int?, title: String?, in book: WorkbookWriter
    ) throws -> Child {
        let naming = [TargetCatalogue.numberHeading] + [title].compactMap { $0 }
        let columns = naming.map { _ in ColumnSetup() } + field.columns.map(setup)
        let sheet = try book.addSheet(
            field.title,
            SheetSetup(columns: columns, frozenRows: 1, autofilterRow: 1, landscape: true, repeatRows: 1...1))
        try sheet.header(naming + field.columns.map(\.title))
        return Child(field: field, sheet: sheet, label: label)
    }

    private static func setup(_ column: ExportColumn) -> ColumnSetup {
        guard case .field(let field) = column.content else { return ColumnSetup() }
        return setup(field)
    }

    private static func setup(_ field: FieldDefinition) -> ColumnSetup {
        switch field.kind {
        case .date: return ColumnSetup(kind: .date)
        case .integer: return ColumnSetup(kind: .integer)
        case .money, .decimal: return ColumnSetup(kind: .decimal(places: field.scale))
        case _ where field.kind.isIdentifier: return ColumnSetup(kind: .text)
        default: return ColumnSetup()
        }
    }

    /// A record: its number, and its values column by column.
    func write(_ id: Int64, _ values: [(FieldValue, FieldDefinition?)]) throws {
        switch target {
        case .book(_, let sheet, let children):
            let own = zip(columns, values).filter { $0.0.childField == nil }
            try sheet.write(own.map { ExportColumn.cell($0.1.0, $0.1.1, regions: regions) })
            for child in children { try write(id, values, child) }
        case .table(let table):
            try table.write(values.map { ExportColumn.text($0, $1, regions: regions) })
        }
        count += 1
    }

    private func write(_ id: Int64, _ values: [(FieldValue, FieldDefinition?)], _ child: Child) throws {
        let position = columns.firstIndex { $0.childField === child.field }
        guard let rows = position.flatMap({ values[$0].0.rows }) else { return }
        var naming = [OutCell(.integer(id))]
        if let label = child.label {
            naming.append(ExportColumn.cell(values[label].0, values[label].1, regions: regions))
        }
        for row in rows {
            let cells = child.field.columns.map { column in
                ExportColumn.cell(row[column.name] ?? .null, column, regions: regions)
            }
            try child.sheet.write(naming + cells)
        }
    }

    /// Ends the file.
    /// - Returns: how many records it holds.
    func close() throws -> Int {
        switch target {
        case .book(let book, _, _): try book.close()
        case .table(let table): try table.finish()
        }
        return count
    }
}

extension ExportColumn {
    /// Whether the column says what a record is called: whom it belongs to, or its label.
    fileprivate func names(_ register: RegisterDefinition) -> Bool {
        switch content {
        case .link(let field, let shown): field.name == register.subject && !shown.secret
        case .field(let field): register.subject == nil && field.name == register.label && !field.secret
        default: false
        }
    }

    /// Whether the column shows the record's number.
    var isNumber: Bool {
        if case .number = content { true } else { false }
    }
}
