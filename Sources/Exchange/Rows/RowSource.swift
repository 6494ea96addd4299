import Sheets

/// The records of a sheet, row by row: below the headings, without sums, remarks and repeated headings.
///
/// Not Sendable: use within one task or one transaction.
final class RowSource {
    private let reader: SheetReader
    private var rows: RowReader
    private let header: HeaderReading
    private let after: Int

    /// - Parameter after: rows up to this number were dealt with already.
    init(_ source: SheetSource, header: HeaderReading, rows: RowReader, after: Int) throws {
        // Text tables have no merged cells, and looking for them costs a pass over the file.
        reader = try source.reader(sheet: header.place.sheet, filling: source.format != .csv)
        self.rows = rows
        self.header = header
        self.after = max(after, header.place.data - 1)
    }

    /// How much of the file was read, in thousandths: for display.
    var permille: Int {
        let progress = reader.progress
        return progress.bytesTotal > 0 ? min(1_000, progress.bytesRead * 1_000 / progress.bytesTotal) : 0
    }

    /// The next rows, at most `limit`; empty at the end.
    func next(_ limit: Int) throws -> [RowDraft] {
        var drafts: [RowDraft] = []
        drafts.reserveCapacity(limit)
        while drafts.count < limit, let row = try reader.next() {
            guard row.number > after, !isNoRecord(row), let draft = rows.read(row) else { continue }
            drafts.append(draft)
        }
        return drafts
    }

    private func isNoRecord(_ row: SheetRow) -> Bool {
        guard let found = header.header else { return false }
        return found.isFooter(row) || found.isRepeatedHeader(row)
    }
}

/// Reads rows on a task of its own, so that reading and writing go on side by side.
actor RowFeed {
    private let source: RowSource

    init(make: @Sendable () throws -> RowSource) throws {
        source = try make()
    }

    /// The next rows, and how much of the file was read.
    func next(_ limit: Int) throws -> (drafts: [RowDraft], permille: Int) {
        (try source.next(limit), source.permille)
    }
}
