import CXLSXWriter
import Glibc

/// Writes a workbook (.xlsx) in constant memory: rows go out in order, sheet by sheet or in turns.
///
/// The file stands at its path only after `close()`; until then a neighbour with the ending `.partial` is used. A writer
/// that is dropped without `close()` leaves nothing behind. Not Sendable: use within one task.
public final class WorkbookWriter {
    private let path: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let formats: FormatBook
    private var sheets: [SheetWriter] = []
    private var names: Set<String> = []
    private var lists: ChoiceLists

    /// Begins a workbook at the path.
    /// - Throws: `SheetError` when the folder cannot be written to.
    public init(path: String, properties: WorkbookProperties = WorkbookProperties()) throws {
        self.path = path
        let partial = path + ".partial"
        guard let probe = fopen(partial, "w") else { throw Self.cannotWrite(path) }
        fclose(probe)
        var options = lxw_workbook_options()
        options.constant_memory = 1
        options.use_zip64 = 0
        guard let book = workbook_new_opt(partial, &options) else { throw Self.cannotWrite(path) }
        self.book = book
        formats = FormatBook(book)
        lists = ChoiceLists()
        Self.setProperties(book, properties)
    }

    deinit {
        for sheet in sheets { sheet.detach() }
        guard let book else { return }
        lxw_workbook_free(book)
        unlink(path + ".partial")
    }

    /// Adds a sheet. A name that Excel would refuse, or that is taken, is changed to the nearest allowed one.
    /// - Throws: `SheetError` when the workbook is closed already.
    public func addSheet(_ name: String, _ setup: SheetSetup = SheetSetup()) throws -> SheetWriter {
        guard let book else { throw Self.cannotWrite(path) }
        let name = SheetName.clean(name, taken: names)
        guard let sheet = workbook_add_worksheet(book, name) else { throw Self.cannotWrite(path) }
        names.insert(name.lowercased())
        let writer = SheetWriter(sheet, name: name, setup: setup, formats: formats)
        sheets.append(writer)
        return writer
    }

    /// Finishes the workbook and puts it in its place.
    /// - Throws: `SheetError` when the file cannot be written, for instance because the disk is full.
    public func close() throws {
        guard let book else { return }
        if sheets.isEmpty { _ = try addSheet("Sheet1") }
        for sheet in sheets { sheet.finish(&lists) }
        try writeLists(book)
        showFirstVisible()
        // workbook_close frees the workbook whether it succeeds or not.
        self.book = nil
        for sheet in sheets { sheet.detach() }
        let code = workbook_close(book)
        let partial = path + ".partial"
        guard code == LXW_NO_ERROR, rename(partial, path) == 0 else {
            unlink(partial)
            throw SheetError(.cannotWrite, "写不出文件 \(path)。请检查磁盘空间和文件夹的写入权限")
        }
    }

    static func cannotWrite(_ path: String) -> SheetError {
        SheetError(.cannotWrite, "不能写入 \(path)。请检查文件夹是否存在、有没有写入权限")
    }

    /// Excel opens on the active sheet, which must not be hidden.
    private func showFirstVisible() {
        if let first = sheets.first(where: { !$0.isHidden }) {
            first.activate()
        } else {
            sheets.first?.show()
        }
    }

    private func writeLists(_ book: UnsafeMutablePointer<lxw_workbook>) throws {
        guard !lists.isEmpty else { return }
        let name = SheetName.clean("选项", taken: names)
        guard let sheet = workbook_add_worksheet(book, name) else { throw Self.cannotWrite(path) }
        lists.write(to: sheet, in: book, sheetName: name)
        worksheet_hide(sheet)
    }

    private static func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>, _ properties: WorkbookProperties) {
        let texts = [
            properties.title, properties.subject, properties.author, properties.company, properties.comments,
        ].map { strdup(CellText.clean($0, limit: 255)) }
        defer { texts.forEach { free($0) } }
        var raw = lxw_doc_properties()
        raw.title = texts[0]
        raw.subject = texts[1]
        raw.author = texts[2]
        raw.company = texts[3]
        raw.comments = texts[4]
        workbook_set_properties(book, &raw)
    }
}
