public import Registers
import Sheets

/// Writes workbooks for filling in: headings with notes, drop-downs, protected headings, and a hidden sheet by which the
/// file is known when it comes back. With records in it, each row carries the record's number.
public struct TemplateWriter: Sendable {
    let register: RegisterDefinition
    let columns: [TemplateColumn]
    let regions: RegionTree

    /// A writer for a register.
    /// - Parameters:
    ///   - columns: the columns; `TemplateColumn.columns(of:fields:catalogue:)` makes those of a register's fields.
    ///   - regions: for the names of regions.
    public init(register: RegisterDefinition, columns: [TemplateColumn], regions: RegionTree) {
        self.register = register
        self.columns = columns
        self.regions = regions
    }

    /// Writes the workbook.
    /// - Parameters:
    ///   - records: what is filled in already: a record of the register gives its own values, one of another register
    ///     (the people to whom records will belong) only what `extra` says.
    ///   - extra: further values of a record's row, by column title: the name of a person to whom a record will belong.
    ///   - spareRows: how many empty rows have drop-downs.
    /// - Throws: `SheetError` when the file cannot be written.
    public func write(
        _ records: [Record] = [], extra: (Record) -> [String: String] = { _ in [:] }, title: String? = nil,
        spareRows: Int = 2_000, to path: String
    ) throws {
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: title ?? register.listTitle))
        let setup = SheetSetup(
            columns: columns.map(\.setup), frozenRows: 1, protected: true, landscape: true, repeatRows: 1...1,
            fitWidth: true, spareRows: spareRows)
        let sheet = try book.addSheet(title ?? register.listTitle, setup)
        try sheet.write(columns.map { OutCell(.text($0.title), style: .header, note: $0.note) })
        for record in records { try sheet.write(cells(record, extra(record))) }
        for field in children { try write(field, of: records, extra, spareRows: spareRows, in: book) }
        try explain(title ?? register.listTitle, in: book)
        try TemplateMark.write(register: register.name, columns: columns, to: book)
        try book.close()
    }

    // MARK: Child rows

    /// The fields whose child rows get a sheet of their own, where the columns say by what a line names its record.
    private var children: [FieldDefinition] {
        naming.isEmpty ? [] : register.fields.filter { $0.kind == .rows && $0.isEntered }
    }

    /// The columns that name a line's record: its 序号, or what stands beforehand in the main sheet.
    private var naming: [TemplateColumn] {
        let beforehand = columns.filter { !$0.isOpen && $0.target != nil && $0.target?.field != register.region }
        return beforehand.isEmpty ? columns.filter { $0.target == .line } : beforehand
    }

    private func write(
        _ field: FieldDefinition, of records: [Record], _ extra: (Record) -> [String: String], spareRows: Int,
        in book: WorkbookWriter
    ) throws {
        let own = field.columns.map { TemplateColumn(title: $0.title, target: nil, field: $0) }
        let setups = naming.map { column in
            var setup = column.setup
            setup.unlocked = true
            return setup
        }
        let sheet = try book.addSheet(
            field.title,
            SheetSetup(
                columns: setups + own.map(\.setup), frozenRows: 1, protected: true, landscape: true,
                repeatRows: 1...1, fitWidth: true, spareRows: max(spareRows, 200)))
        try sheet.write((naming + own).map { OutCell(.text($0.title), style: .header, note: $0.note) })
        for record in records where record.register == register.name {
            for row in record[field.name].rows ?? [] {
                let cells = field.columns.map { ExportColumn.cell(row[$0.name] ?? .null, $0, regions: regions) }
                try sheet.write(self.cells(record, extra(record), naming) + cells)
            }
        }
    }

    private func cells(_ record: Record, _ extra: [String: String]) -> [OutCell] { cells(record, extra, columns) }

    private func cells(_ record: Record, _ extra: [String: String], _ columns: [TemplateColumn]) -> [OutCell] {
        columns.map { column in
            if let text = extra[column.title] { return .text(text) }
            guard let target = column.target, target.by == nil, record.register == register.name else { return .empty }
            if target == .number { return OutCell(.integer(record.id)) }
            return ExportColumn.cell(record[target.field], register.field(target.field), regions: regions)
        }
    }

    private static let choicesNamed = 30

    private static func words(_ choices: [String]) -> String {
        let names = choices.prefix(choicesNamed).joined(separator: "、")
        return "从下拉列表里选：\(names)\(choices.count > choicesNamed ? "等 \(choices.count) 项" : "")。"
    }

    private func explain(_ title: String, in book: WorkbookWriter) throws {
        let widths = [22.0, 8, 70].map { ColumnSetup(width: $0) }
        let sheet = try book.addSheet("填写说明", SheetSetup(columns: widths, frozenRows: 1))
        try sheet.header(["栏目", "必填", "怎样填"])
        for column in columns where column.isOpen {
            let choices = column.setup.choices
            let list = choices.isEmpty ? "" : TemplateWriter.words(choices)
            try sheet.write(texts: [column.title, column.isRequired ? "是" : "", (column.note ?? "") + list])
        }
        for field in children {
            let names = naming.map(\.title).joined(separator: "、")
            try sheet.write(
                texts: [field.title, "", "写在“\(field.title)”表里，一项一行；用“\(names)”写明属于“\(title)”表的哪一行。"])
        }
    }
}
