import Base
import Registers
import Sheets

/// A sheet of a workbook that holds the child rows of one field, and what its columns stand for.
///
/// It is known by its name, the field's title. Each line names its record by the system's number, by the 序号 that the
/// record's line has in the main sheet, or by what names the record there (the person, the key).
struct ChildSheet: Sendable {
    let field: FieldDefinition
    let sheet: Int
    let sheetName: String
    let header: SheetHeader
    /// Columns of the child row.
    let columns: [Column]
    /// Columns that name the record.
    let links: [Link]
    /// Headings that stand for nothing here.
    let unknown: [String]

    struct Column: Sendable {
        let index: Int
        let heading: String
        let field: FieldDefinition
    }

    struct Link: Sendable {
        let index: Int
        let target: ColumnTarget
    }

    /// The sheets of a workbook that hold child rows of the register.
    static func find(
        in source: SheetSource, register: RegisterDefinition, matcher: HeadingMatcher
    ) throws -> ChildSheets {
        guard source.format == .xlsx else { return ChildSheets() }
        var found = ChildSheets()
        for field in register.fields where field.kind == .rows && field.isEntered {
            let named = source.sheets.first { !$0.hidden && isNamed($0.name, for: field) }
            guard let info = named else { continue }
            if let sheet = try ChildSheet(field, info, source, matcher) {
                found.read.append(sheet)
            } else {
                found.unread.append(UnreadSheet(field: field, sheet: info.index, sheetName: info.name))
            }
        }
        return found
    }

    /// Whether a sheet is named for a field of child rows; Excel cuts names at 31 characters.
    static func isNamed(_ name: String, for field: FieldDefinition) -> Bool {
        let folded = HeadingForm.folded(name)
        return ([field.title] + field.aliases).contains { folded == HeadingForm.folded($0.prefix(31)) }
    }

    private init?(
        _ field: FieldDefinition, _ info: SheetInfo, _ source: SheetSource, _ matcher: HeadingMatcher
    ) throws {
        var titles: [String: FieldDefinition] = [:]
        for column in field.columns {
            for title in [column.title] + column.aliases { titles[HeadingForm.folded(title)] = column }
        }
        let (own, links) = (titles, ChildSheet.linkTargets(matcher.catalogue))
        let finder = HeaderFinder { heading in
            own[HeadingForm.folded(heading)] != nil ? 1 : matcher.score(heading)
        }
        guard let header = try finder.find(in: source, sheet: info.index) else { return nil }
        var columns: [Column] = []
        var found: [Link] = []
        var unknown: [String] = []
        for heading in header.columns {
            let target = matcher.match([Heading(heading)]).first?.target
            if let field = own[HeadingForm.folded(heading.item)] ?? own[HeadingForm.folded(heading.title)] {
                columns.append(Column(index: heading.column, heading: heading.title, field: field))
            } else if let target, links.contains(target) {
                found.append(Link(index: heading.column, target: target))
            } else {
                unknown.append(heading.title)
            }
        }
        guard !columns.isEmpty else { return nil }
        self.field = field
        sheet = info.index
        sheetName = info.name
        self.header = header
        self.columns = columns
        self.links = found
        self.unknown = unknown
    }

    /// For a page.
    var preview: ChildSheetPreview {
        let headings = Dictionary(
            header.columns.map { ($0.column, $0.title) }, uniquingKeysWith: { first, _ in first })
        return ChildSheetPreview(
            sheetName: sheetName, title: field.title, columns: columns.map(\.heading),
            links: links.compactMap { headings[$0.index] }, unknown: unknown)
    }

    /// What may name a record: its number, its line, its key, whom it belongs to.
    private static func linkTargets(_ catalogue: TargetCatalogue) -> Set<ColumnTarget> {
        let register = catalogue.register
        let naming = Set(register.key + [register.label] + [register.subject].compactMap { $0 })
        let own = catalogue.entries.map(\.target).filter { naming.contains($0.field) }
        return Set(own + [.number, .line])
    }
}

/// The sheets of a workbook that are named for fields of child rows.
struct ChildSheets: Sendable {
    var read: [ChildSheet] = []
    var unread: [UnreadSheet] = []

    /// For a page.
    var previews: [ChildSheetPreview] { read.map(\.preview) + unread.map(\.preview) }
}

/// A sheet that bears the name of a field of child rows, but whose headings nobody knows.
struct UnreadSheet: Sendable {
    let field: FieldDefinition
    let sheet: Int
    let sheetName: String

    /// For a page.
    var preview: ChildSheetPreview {
        ChildSheetPreview(sheetName: sheetName, title: field.title, columns: [], links: [], unknown: [])
    }

    /// What the dry run says of it.
    var fault: RowFault {
        let titles = field.columns.map(\.title).joined(separator: "、")
        return RowFault(
            column: nil, cell: nil, field: field.name, title: sheetName, value: nil,
            message: "没有认出这个工作表的表头，没有读。第一行请写“序号”和这些栏目名：\(titles)。改好后重新上传。", isError: false, sheet: sheet,
            sheetRow: 1)
    }
}

extension Heading {
    init(_ column: HeaderColumn) {
        self.init(column: column.column, title: column.title, group: column.group, item: column.item)
    }
}
