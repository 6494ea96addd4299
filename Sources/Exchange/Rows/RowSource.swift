import Sheets

/// The records of a sheet, row by row: below the headings, without sums, remarks and repeated headings.
///
/// Not Sendable: use within one task or one transaction.
final class RowSource {
    private let reader: SheetReader
    private var rows: RowReader
    private let header: HeaderReading
    private let after: Int
    private let children: ChildRows?
    private var orphans: ArraySlice<RowDraft> = []
    private var isPastRows = false

    /// - Parameters:
    ///   - children: the child rows of the workbook; nil when it has none.
    ///   - after: rows up to this number were dealt with already.
    init(
        _ source: SheetSource, header: HeaderReading, rows: RowReader, children: ChildRows? = nil, after: Int
    ) throws {
        // Text tables have no merged cells, and looking for them costs a pass over the file.
        reader = try source.reader(sheet: header.place.sheet, filling: source.format != .csv)
        self.rows = rows
        self.header = header
        self.children = children
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
            guard row.number > after, !header.isNoRecord(row) else { continue }
            let draft = rows.read(row)
            guard let draft = children.map({ $0.attach(row, to: draft) }) ?? draft else { continue }
            drafts.append(draft)
        }
        // Lines of child sheets without a record come last, so that none is lost.
        if drafts.count < limit, let children {
            if !isPastRows { orphans = children.orphans.filter { $0.number > after }[...] }
            isPastRows = true
            let rest = orphans.prefix(limit - drafts.count)
            orphans = orphans.dropFirst(rest.count)
            drafts += rest
        }
        return drafts
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
