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
        try explain(in: book)
        try TemplateMark.write(register: register.name, columns: columns, to: book)
        try book.close()
    }

    private func cells(_ record: Record, _ extra: [String: String]) -> [OutCell] {
        columns.map { column in
            if let text = extra[column.title] { return .text(text) }
            guard let target = column.target, target.by == nil, record.register == register.name else { return .empty }
            if target == .number { return OutCell(.integer(record.id)) }
            return ExportColumn.cell(record[target.field], register.field(target.field), regions: regions)
        }
    }

    private func explain(in book: WorkbookWriter) throws {
        let widths = [22.0, 8, 70].map { ColumnSetup(width: $0) }
        let sheet = try book.addSheet("填写说明", SheetSetup(columns: widths, frozenRows: 1))
        try sheet.header(["栏目", "必填", "怎样填"])
        for column in columns where column.isOpen {
            let choices = column.setup.choices
            let list = choices.isEmpty ? "" : "从下拉列表里选：\(choices.prefix(30).joined(separator: "、"))。"
            try sheet.write(texts: [column.title, column.isRequired ? "是" : "", (column.note ?? "") + list])
        }
    }
}
