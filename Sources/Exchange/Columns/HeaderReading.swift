import Registers
import Sheets

/// The headings of a sheet: found, or where the person said they are.
struct HeaderReading {
    let place: HeaderPlace
    let headings: [Heading]
    /// What was found, for knowing sums and repeated headings below the records.
    let header: SheetHeader?

    /// Looks through the sheets that people see for the one whose headings the register knows best.
    static func find(in source: SheetSource, options: ImportOptions, matcher: HeadingMatcher) throws -> HeaderReading? {
        let children = matcher.catalogue.register.fields.filter { $0.kind == .rows }
        let sheets = source.sheets.filter { info in
            if let chosen = options.sheet { return chosen == info.index }
            guard !info.hidden, !info.isProblemList else { return false }
            return !children.contains { ChildSheet.isNamed(info.name, for: $0) }
        }
        var best: (reading: HeaderReading, score: Double)?
        let finder = HeaderFinder { matcher.score($0) }
        for info in sheets.prefix(20) {
            if let rows = options.headerRows {
                return try given(rows, in: source, sheet: info, finder: finder)
            }
            guard let header = try finder.find(in: source, sheet: info.index), header.score > best?.score ?? -1 else {
                continue
            }
            best = (HeaderReading(header, sheet: info), header.score)
        }
        return best?.reading
    }

    /// Whether a row below the headings is no record: a sum, a remark, the headings repeated.
    func isNoRecord(_ row: SheetRow) -> Bool {
        guard let header else { return false }
        return header.isFooter(row) || header.isRepeatedHeader(row)
    }

    private init(_ header: SheetHeader, sheet: SheetInfo) {
        place = HeaderPlace(
            sheet: sheet.index, sheetName: sheet.name, first: header.rows.lowerBound, last: header.rows.upperBound,
            data: header.firstDataRow)
        headings = header.columns.map {
            Heading(column: $0.column, title: $0.title, group: $0.group, item: $0.item)
        }
        self.header = header
    }

    private init(place: HeaderPlace, headings: [Heading], header: SheetHeader?) {
        self.place = place
        self.headings = headings
        self.header = header
    }

    /// The rows that the person named: texts one above the other, merged cells reaching over all they cover.
    private static func given(
        _ rows: ClosedRange<Int>, in source: SheetSource, sheet: SheetInfo, finder: HeaderFinder
    ) throws -> HeaderReading {
        let reader = try source.reader(sheet: sheet.index, filling: true)
        var texts: [Int: [String]] = [:]
        while let row = try reader.next(), row.number <= rows.upperBound {
            guard rows.contains(row.number) else { continue }
            for cell in row.cells where !cell.text.isEmpty && texts[cell.column]?.last != cell.text {
                texts[cell.column, default: []].append(cell.text)
            }
        }
        let headings = texts.sorted { $0.key < $1.key }.compactMap { column, parts -> Heading? in
            guard let item = parts.last, item != AnnotatedWorkbook.problemColumnTitle else { return nil }
            let group = parts.dropLast().last
            return Heading(column: column, title: parts.joined(separator: "/"), group: group, item: item)
        }
        let place = HeaderPlace(
            sheet: sheet.index, sheetName: sheet.name, first: rows.lowerBound, last: rows.upperBound,
            data: rows.upperBound + 1)
        return HeaderReading(place: place, headings: headings, header: try finder.find(in: source, sheet: sheet.index))
    }
}
