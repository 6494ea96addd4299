/// One sheet of the annotated workbook: the rows of the source with the marks put on them.
struct AnnotatedSheet {
    let source: SheetSource
    let info: SheetInfo
    let marks: [SheetMark]
    let headerRow: Int?

    /// Spreadsheet programs slow down with many notes; beyond these the colour and the last column remain.
    private static let mostNotes = 5_000

    /// Writes the sheet and returns the name that it got.
    func write(to book: WorkbookWriter) throws -> String {
        let layout = try source.layout(sheet: info.index)
        let first = try source.firstRows(sheet: info.index, count: 30)
        let header = HeaderFinder(score: { _ in 0 }).find(in: first, merges: layout.merges)
        let headerRow = headerRow ?? header?.rows.upperBound
        let problemColumn = oldProblemColumn(in: first) ?? layout.lastColumn + 1
        let setup = setup(layout, headerRow: headerRow, problemColumn: problemColumn)
        let sheet = try book.addSheet(info.name, setup)
        for merge in layout.merges where !merge.columns.contains(problemColumn) { sheet.merge(merge) }
        let firstTitle = headerRow.flatMap { last in header.map { min($0.rows.lowerBound, last) } } ?? headerRow
        try copyRows(to: sheet, headerRows: firstTitle.flatMap { from in headerRow.map { from...$0 } }, problemColumn)
        return sheet.name
    }

    private func copyRows(to sheet: SheetWriter, headerRows: ClosedRange<Int>?, _ problemColumn: Int) throws {
        let byRow = Dictionary(grouping: marks, by: \.row)
        // Rows without content can be marked as well; the heading of the column needs a row even in an empty sheet.
        var pending = Set(byRow.keys).filter { $0 >= 1 }
        if !marks.isEmpty { pending.insert(headerRows?.upperBound ?? 1) }
        var waiting = pending.sorted()[...]
        var notes = 0
        func put(_ row: SheetRow) throws {
            let line = line(row, byRow[row.number] ?? [], headerRows, problemColumn, &notes)
            try sheet.write(line, at: row.number, hidden: row.hidden && byRow[row.number] == nil)
        }
        try source.rows(sheet: info.index) { row in
            while let next = waiting.first, next <= row.number {
                waiting.removeFirst()
                if next < row.number { try put(SheetRow(number: next, cells: [])) }
            }
            try put(row)
            return .continue
        }
        for next in waiting { try put(SheetRow(number: next, cells: [])) }
    }

    private func line(
        _ row: SheetRow, _ marks: [SheetMark], _ headerRows: ClosedRange<Int>?, _ problemColumn: Int, _ notes: inout Int
    ) -> [OutCell] {
        let isHeader = headerRows?.contains(row.number) ?? false
        var line: [OutCell] = []
        func reach(_ column: Int) { while line.count <= column { line.append(.empty) } }
        for cell in row.cells where cell.column != problemColumn {
            reach(cell.column)
            line[cell.column] = Self.copy(cell, style: isHeader ? .header : .plain)
        }
        for (column, group) in Dictionary(grouping: marks, by: { $0.column ?? -1 }) where column >= 0 && column < 16_383
        {
            reach(column)
            line[column].style = group.contains { $0.severity == .error } ? .error : .warning
            guard notes < Self.mostNotes else { continue }
            notes += 1
            line[column].note = group.map(\.message).joined(separator: "\n")
        }
        if !marks.isEmpty {
            reach(problemColumn)
            line[problemColumn] = problems(marks)
        } else if row.number == headerRows?.upperBound ?? 1, !self.marks.isEmpty {
            reach(problemColumn)
            line[problemColumn] = OutCell(.text(AnnotatedWorkbook.problemColumnTitle), style: .header)
        }
        return line
    }

    /// The row's messages, each with the cell that it speaks of.
    private func problems(_ marks: [SheetMark]) -> OutCell {
        let texts = marks.sorted { ($0.column ?? -1) < ($1.column ?? -1) }.map { mark in
            mark.column.map { "\(CellReference.text(row: mark.row, column: $0))：\(mark.message)" } ?? mark.message
        }
        let isError = marks.contains { $0.severity == .error }
        return OutCell(.text(texts.joined(separator: "；")), style: isError ? .error : .warning)
    }

    private static func copy(_ cell: SheetCell, style: CellStyle) -> OutCell {
        switch cell.kind {
        case .empty: return OutCell(.empty, style: style)
        case .text, .error, .damaged: return OutCell(.text(cell.text), style: style)
        case .date: return OutCell(.date(cell.text), style: style)
        case .boolean: return OutCell(.boolean(cell.text == "TRUE"), style: style)
        case .number:
            if cell.text.hasSuffix("%"), let number = DecimalText(String(cell.text.dropLast())) {
                let share = number.shifted(by: -2)
                return OutCell(.decimal(share.text), style: style, numberFormat: percentFormat(number))
            }
            let isPadded = cell.text.utf8.first == 48 && cell.text.utf8.count > 1 && !cell.text.contains(".")
            return OutCell(
                .decimal(cell.text), style: style,
                numberFormat: isPadded ? String(repeating: "0", count: cell.text.utf8.count) : nil)
        }
    }

    private static func percentFormat(_ number: DecimalText) -> String {
        let places = number.text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        return places == 0 ? "0%" : "0." + String(repeating: "0", count: places) + "%"
    }

    /// The column that an earlier annotation added, so that it is replaced and not doubled.
    private func oldProblemColumn(in rows: [SheetRow]) -> Int? {
        rows.lazy.flatMap(\.cells).first { $0.text == AnnotatedWorkbook.problemColumnTitle }?.column
    }

    private func setup(_ layout: SheetLayout, headerRow: Int?, problemColumn: Int) -> SheetSetup {
        var columns: [ColumnSetup] = []
        for column in 0..<max(problemColumn, 0) {
            let span = layout.columns.last { $0.columns.contains(column) }
            columns.append(ColumnSetup(width: span?.width, hidden: span?.hidden ?? false))
        }
        columns.append(ColumnSetup(width: marks.isEmpty ? nil : 60))
        let isText = source.format != .xlsx
        if isText { for index in columns.indices { columns[index].kind = .text } }
        return SheetSetup(
            columns: columns, frozenRows: headerRow ?? 0, autofilterRow: marks.isEmpty ? nil : headerRow,
            hidden: info.hidden)
    }
}
