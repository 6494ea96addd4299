import CXLSXWriter
import Glibc

/// Writes the rows of one sheet, from the top down.
///
/// Not Sendable: use within one task.
public final class SheetWriter {
    /// The name that the sheet got.
    public let name: String
    /// The row (from 1) that the next `write` fills.
    public private(set) var nextRow = 1

    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var setup: SheetSetup
    private let formats: FormatBook
    private var widths: [Int] = []
    private var lastColumn = -1
    private var merges: [MergedRange] = []
    private var dropDowns: [(choices: [String], rows: ClosedRange<Int>, column: Int)] = []

    /// Widths are measured on the first rows only, enough for a good look.
    private static let measuredRows = 2_000
    private static let widest = 60

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, setup: SheetSetup, formats: FormatBook) {
        self.sheet = sheet
        self.name = name
        self.setup = setup
        self.formats = formats
    }

    /// Writes the cells, from column A on, in the next row or in a later one.
    /// - Throws: `SheetError` when the row lies above the next one, or beyond what a sheet holds.
    public func write(_ cells: [OutCell], at row: Int? = nil, hidden: Bool = false) throws {
        let row = row ?? nextRow
        guard let sheet else { throw SheetError(.cannotWrite, "工作簿“\(name)”已经写完，不能再加行") }
        guard row >= nextRow else {
            throw SheetError(.cannotWrite, "工作表“\(name)”的第 \(row) 行写在了第 \(nextRow - 1) 行之后。行必须从上往下写")
        }
        guard row <= 1_048_576, cells.count <= 16_384 else {
            throw SheetError(.tooLarge, "工作表“\(name)”装不下：最多 1048576 行、16384 列。请缩小导出的范围")
        }
        if hidden {
            var options = lxw_row_col_options(hidden: 1, level: 0, collapsed: 0)
            _ = worksheet_set_row_opt(sheet, UInt32(row - 1), Double(LXW_DEF_ROW_HEIGHT), nil, &options)
        }
        for (column, cell) in cells.enumerated() {
            put(cell, sheet, UInt32(row - 1), UInt16(column))
            measure(cell, row: row, column: column)
        }
        nextRow = row + 1
        lastColumn = max(lastColumn, cells.count - 1)
    }

    /// Writes a row of texts.
    /// - Throws: `SheetError` as `write(_:at:hidden:)` does.
    public func write(texts: [String]) throws { try write(texts.map { OutCell(.text($0)) }) }

    /// Writes a row of column headings.
    /// - Throws: `SheetError` as `write(_:at:hidden:)` does.
    public func header(_ titles: [String]) throws { try write(titles.map { OutCell(.text($0), style: .header) }) }

    /// Merges cells; the value is the one written in the first of them. A range that overlaps an earlier one, or is a
    /// single cell, is left out.
    public func merge(_ range: MergedRange) {
        let isSingle = range.rows.count == 1 && range.columns.count == 1
        guard !isSingle, range.rows.lowerBound >= 1, range.rows.upperBound <= 1_048_576,
            range.columns.lowerBound >= 0, range.columns.upperBound < 16_384
        else { return }
        merges.append(range)
    }

    /// Gives cells a drop-down, beside those of `SheetSetup.columns`.
    public func dropDown(_ choices: [String], rows: ClosedRange<Int>, column: Int) {
        dropDowns.append((choices, rows, column))
    }

    var isHidden: Bool { setup.hidden }

    func activate() { if let sheet { worksheet_activate(sheet) } }

    func show() {
        sheet?.pointee.hidden = 0
        activate()
    }

    /// After the workbook is closed the sheet is gone.
    func detach() { sheet = nil }

    // MARK: Cells

    private func put(_ cell: OutCell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16) {
        var key = FormatBook.Key(style: cell.style)
        key.numberFormat = cell.numberFormat ?? kind(column).numberFormat
        key.unlocked = setup.protected && isUnlocked(column) && cell.style != .header && cell.style != .title
        switch cell.value {
        case .empty:
            if cell.style != .plain { _ = worksheet_write_blank(sheet, row, column, formats.format(key)) }
        case .text(let text): putText(text, sheet, row, column, key)
        case .integer(let number): putNumber("\(number)", sheet, row, column, key)
        case .decimal(let text): putNumber(text, sheet, row, column, key)
        case .date(let text): putDate(text, sheet, row, column, key)
        case .boolean(let value): _ = worksheet_write_boolean(sheet, row, column, value ? 1 : 0, formats.format(key))
        case .formula(let formula, let cached): putFormula(formula, cached, sheet, row, column, key)
        case .link(let url, let text): putLink(url, text, sheet, row, column, key)
        }
        if let note = cell.note { putNote(note, sheet, row, column) }
    }

    private func putText(
        _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
        _ key: FormatBook.Key
    ) {
        var key = key
        let text = CellText.clean(text)
        if text.isEmpty {
            if key.style != .plain { _ = worksheet_write_blank(sheet, row, column, formats.format(key)) }
            return
        }
        // A cell that looks like a number stays text when a person edits it.
        if key.numberFormat == nil, DecimalText(text) != nil { key.numberFormat = "@" }
        key.wraps = text.utf8.contains(10)
        _ = worksheet_write_string(sheet, row, column, text, formats.format(key))
    }

    private func putNumber(
        _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
        _ key: FormatBook.Key
    ) {
        guard kind(column) != .text || key.numberFormat != "@", let number = DecimalText(text),
            number.significantDigits <= DecimalText.spreadsheetDigits,
            number.integerDigits <= DecimalText.spreadsheetDigits, let value = Double(number.text)
        else {
            putText(text, sheet, row, column, key)
            return
        }
        _ = worksheet_write_number(sheet, row, column, value, formats.format(key))
    }

    private func putDate(
        _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
        _ key: FormatBook.Key
    ) {
        guard let serial = SerialDate.serial(text) else {
            putText(text, sheet, row, column, key)
            return
        }
        var key = key
        let hasTime = text.utf8.count > 10
        if hasTime || kind(column) != .date { key.numberFormat = hasTime ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd" }
        _ = worksheet_write_number(sheet, row, column, serial, formats.format(key))
    }

    private func putFormula(
        _ formula: String, _ cached: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
        _ column: UInt16, _ key: FormatBook.Key
    ) {
        let format = formats.format(key)
        if let number = DecimalText(cached), let value = Double(number.text) {
            _ = worksheet_write_formula_num(sheet, row, column, formula, format, value)
        } else {
            _ = worksheet_write_formula_str(sheet, row, column, formula, format, CellText.clean(cached))
        }
    }

    private func putLink(
        _ url: String, _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
        _ key: FormatBook.Key
    ) {
        var linked = key
        linked.link = true
        let safe = ["https://", "http://", "mailto:", "internal:"].contains { url.hasPrefix($0) }
        // A sheet holds 65,530 links; the text is what matters.
        guard safe,
            worksheet_write_url_opt(
                sheet, row, column, url, formats.format(linked), CellText.clean(text), nil) == LXW_NO_ERROR
        else {
            putText(text, sheet, row, column, key)
            return
        }
    }

    private func putNote(_ note: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16)
    {
        let text = CellText.clean(note, limit: 2_000)
        guard !text.isEmpty else { return }
        var options = lxw_comment_options()
        options.width = 260
        options.height = UInt16(min(300, 40 + 18 * (DisplayWidth.of(text) / 34 + text.split(separator: "\n").count)))
        _ = worksheet_write_comment_opt(sheet, row, column, text, &options)
    }

    private func kind(_ column: UInt16) -> ColumnKind {
        Int(column) < setup.columns.count ? setup.columns[Int(column)].kind : .general
    }

    private func isUnlocked(_ column: UInt16) -> Bool {
        Int(column) < setup.columns.count ? setup.columns[Int(column)].unlocked : false
    }

    private func measure(_ cell: OutCell, row: Int, column: Int) {
        guard row <= Self.measuredRows, cell.style != .title else { return }
        while widths.count <= column { widths.append(0) }
        let width =
            switch cell.value {
            case .empty: 0
            case .text(let text), .link(_, let text), .decimal(let text), .date(let text), .formula(_, let text):
                DisplayWidth.of(text)
            case .integer(let number): String(number).utf8.count
            case .boolean: 6
            }
        widths[column] = max(widths[column], width)
    }

    // MARK: The sheet as a whole

    /// Columns, panes, filters, drop-downs, print and protection: all that may come after the rows.
    func finish(_ lists: inout ChoiceLists) {
        guard let sheet else { return }
        setColumns(sheet)
        addMerges(sheet)
        if setup.frozenRows > 0 || setup.frozenColumns > 0 {
            worksheet_freeze_panes(sheet, UInt32(setup.frozenRows), UInt16(setup.frozenColumns))
        }
        if let row = setup.autofilterRow, lastColumn >= 0 {
            let last = max(nextRow - 2, row - 1)
            _ = worksheet_autofilter(sheet, UInt32(row - 1), 0, UInt32(last), UInt16(lastColumn))
        }
        addDropDowns(sheet, &lists)
        _ = worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
        setPrint(sheet)
        if setup.protected { protect(sheet) }
        if setup.hidden { worksheet_hide(sheet) }
    }

    private func setColumns(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        for column in 0..<max(setup.columns.count, widths.count) {
            let wanted = column < setup.columns.count ? setup.columns[column] : ColumnSetup()
            let measured = column < widths.count ? widths[column] : 0
            let width = wanted.width ?? Double(min(max(measured + 2, 8), Self.widest))
            var key = FormatBook.Key()
            key.numberFormat = wanted.kind.numberFormat
            key.unlocked = setup.protected && column < setup.columns.count && wanted.unlocked
            var options = lxw_row_col_options(hidden: wanted.hidden ? 1 : 0, level: 0, collapsed: 0)
            _ = worksheet_set_column_opt(
                sheet, UInt16(column), UInt16(column), width, formats.format(key), &options)
        }
    }

    /// `worksheet_merge_range` writes the covered cells again, which constant memory forbids for rows that are out; so
    /// the ranges are put into the sheet's list as that function does. The sheet frees them.
    private func addMerges(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        guard let list = sheet.pointee.merged_ranges else { return }
        for range in MergeOverlap.dropped(from: merges).prefix(Int(UInt16.max)) {
            guard let memory = calloc(1, MemoryLayout<lxw_merged_range>.stride) else { return }
            let merged = memory.bindMemory(to: lxw_merged_range.self, capacity: 1)
            merged.pointee.first_row = UInt32(range.rows.lowerBound - 1)
            merged.pointee.last_row = UInt32(range.rows.upperBound - 1)
            merged.pointee.first_col = UInt16(range.columns.lowerBound)
            merged.pointee.last_col = UInt16(range.columns.upperBound)
            // STAILQ_INSERT_HEAD: the order of merged cells does not matter.
            merged.pointee.list_pointers.stqe_next = list.pointee.stqh_first
            list.pointee.stqh_first = merged
            sheet.pointee.merged_range_count += 1
        }
    }

    private func addDropDowns(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ lists: inout ChoiceLists) {
        let last = min(max(nextRow - 1, setup.firstEntryRow) + setup.spareRows, 1_048_576)
        for (column, wanted) in setup.columns.enumerated() where !wanted.choices.isEmpty || wanted.prompt != nil {
            DropDown(choices: wanted.choices, isStrict: wanted.choicesAreStrict, prompt: wanted.prompt)
                .add(to: sheet, rows: setup.firstEntryRow...max(last, setup.firstEntryRow), column: column, &lists)
        }
        for (choices, rows, column) in dropDowns {
            DropDown(choices: choices, isStrict: true, prompt: nil)
                .add(to: sheet, rows: rows, column: column, &lists)
        }
    }

    private func setPrint(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        worksheet_set_paper(sheet, 9)  // A4
        if setup.landscape { worksheet_set_landscape(sheet) }
        if setup.fitWidth { worksheet_fit_to_pages(sheet, 1, 0) }
        if let rows = setup.repeatRows {
            _ = worksheet_repeat_rows(sheet, UInt32(rows.lowerBound - 1), UInt32(rows.upperBound - 1))
        }
        _ = worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页")
    }

    private func protect(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        var allowed = lxw_protection()
        allowed.format_columns = 1
        allowed.format_rows = 1
        allowed.insert_rows = 1
        allowed.delete_rows = 1
        allowed.sort = 1
        allowed.autofilter = 1
        worksheet_protect(sheet, setup.password, &allowed)
    }
}
