/// Gives the rows of one sheet, one for each call. Rows without content are left out; row numbers stay Excel's.
///
/// Not Sendable: use within one task. Awaiting between two calls is fine.
public final class SheetReader {
    private let producer: any RowProducer
    private var filler: MergeFiller?
    private var rows = 0

    init(_ producer: any RowProducer, filling merges: [MergedRange]? = nil, limits: SheetLimits) {
        self.producer = producer
        filler = merges.map { MergeFiller($0, limits: limits) }
    }

    /// How far reading has come.
    public var progress: SheetProgress {
        SheetProgress(bytesRead: producer.bytesRead, bytesTotal: producer.bytesTotal, rows: rows)
    }

    /// The next row with content; nil after the last one.
    /// - Throws: `SheetError` when the file is broken from here on.
    public func next() throws -> SheetRow? {
        guard var row = try producer.nextRow() else { return nil }
        rows += 1
        try filler?.fill(&row)
        return row
    }

    /// Columns and merged cells met so far; whole after the last row.
    var layout: SheetLayout { producer.layout }
}
