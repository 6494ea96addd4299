/// What a workbook says of itself: its sheets, shared texts, formats and calendar.
struct XLSXBook: Sendable {
    struct Sheet: Sendable {
        let name: String
        let hidden: Bool
        let part: String
    }

    private(set) var sheets: [Sheet] = []
    private(set) var strings = SharedStrings()
    private(set) var styles = XLSXStyles()
    private(set) var calendar = SerialDate(since1904: false)

    init(_ archive: ZipArchive, limits: SheetLimits) throws {
        let main = try Self.mainPart(archive)
        let relations = try PartRelations.read(archive, of: main)
        try readWorkbook(archive, part: main, relations: relations)
        if let part = relations.first(kind: "sharedStrings"), archive.entry(named: part) != nil {
            strings = try SharedStrings.read(archive.stream(part), part: part, limits: limits)
        }
        if let part = relations.first(kind: "styles"), archive.entry(named: part) != nil {
            styles = try XLSXStyles.read(archive.stream(part), part: part)
        }
    }

    private static func mainPart(_ archive: ZipArchive) throws -> String {
        let fallback = "xl/workbook.xml"
        guard archive.entry(named: "_rels/.rels") != nil else { return fallback }
        let relations = try PartRelations.read(archive, of: "")
        guard let part = relations.first(kind: "officeDocument"), archive.entry(named: part) != nil else {
            return fallback
        }
        return part
    }

    private mutating func readWorkbook(_ archive: ZipArchive, part: String, relations: PartRelations) throws {
        let scanner = XMLScanner(try archive.stream(part), part: part)
        var number = 0
        while true {
            switch try scanner.next() {
            case .finished:
                guard !sheets.isEmpty else { throw SheetError.damaged(part: part, "里没有工作表") }
                return
            case .start where scanner.isNamed("workbookPr"):
                calendar = SerialDate(since1904: scanner.attributeIsTrue("date1904"))
            case .start where scanner.isNamed("sheet"):
                number += 1
                let name = scanner.attributeText("name") ?? "Sheet\(number)"
                let state = scanner.attributeText("state") ?? "visible"
                let relation = scanner.attributeText("id").flatMap { relations[$0] }
                // Sheets that hold only a chart or a dialogue have no rows.
                if let relation, relation.kind != "worksheet" { continue }
                let path = relation?.target ?? "xl/worksheets/sheet\(number).xml"
                guard archive.entry(named: path) != nil else {
                    throw SheetError.damaged(part: part, "里登记的工作表“\(name)”找不到内容（\(path)）")
                }
                sheets.append(Sheet(name: name, hidden: state != "visible", part: path))
            default: continue
            }
        }
    }
}
