/// How far reading has come.
public struct SheetProgress: Sendable, Equatable {
    /// Bytes read so far: packed text of a CSV file, unfolded XML of a workbook.
    public let bytesRead: Int
    /// Bytes in all, in the same measure.
    public let bytesTotal: Int
    /// Rows given so far.
    public let rows: Int

    /// The share read, 0…1, for display.
    public var fraction: Double { bytesTotal > 0 ? min(1, Double(bytesRead) / Double(bytesTotal)) : 1 }
}
