import Sheets

/// The hidden sheet by which a template is known again: of which register it is and what its headings stand for.
enum TemplateMark {
    static let sheetName = "qihang"
    private static let kind = "qihang-template-1"

    static func write(register: String, columns: [TemplateColumn], to book: WorkbookWriter) throws {
        let sheet = try book.addSheet(sheetName, SheetSetup(protected: true, hidden: true))
        try sheet.write(texts: [kind, register])
        for column in columns { try sheet.write(texts: [column.title, column.target?.rawValue ?? ""]) }
    }

    /// The register whose template a file is; nil when it is none.
    static func register(_ source: SheetSource) throws -> String? { try rows(source).first?.text(1) }

    private static func rows(_ source: SheetSource) throws -> [SheetRow] {
        guard let info = source.sheets.first(where: { $0.hidden && $0.name == sheetName }) else { return [] }
        let rows = try source.firstRows(sheet: info.index, count: 500)
        return rows.first?.text(0) == kind ? rows : []
    }

    /// What the headings stand for, by folded heading; empty when the file is no template of the register.
    static func read(_ source: SheetSource, register: String) throws -> [String: ColumnTarget] {
        let rows = try rows(source)
        guard rows.first?.text(1) == register else { return [:] }
        var targets: [String: ColumnTarget] = [:]
        for row in rows.dropFirst() {
            if let target = ColumnTarget(rawValue: row.text(1)) { targets[HeadingForm.folded(row.text(0))] = target }
        }
        return targets
    }
}
