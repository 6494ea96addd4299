/// Bounds that keep a hostile or broken file from eating the machine.
public struct SheetLimits: Sendable {
    /// The most entries a ZIP package may hold.
    public var maxEntries: Int
    /// The most bytes that one package, or one text file, may unfold to.
    public var maxInflatedBytes: Int
    /// The highest ratio of unfolded to packed size of one entry; applied above 16 MiB, since small tables pack well.
    public var maxRatio: Int
    /// The highest row number; Excel's own bound is 1,048,576.
    public var maxRows: Int
    /// The most columns with content; Excel's own bound is 16,384.
    public var maxColumns: Int
    /// The most bytes in one cell; Excel's own bound is 32,767 characters.
    public var maxFieldBytes: Int

    /// The most bytes in all cells of one row together.
    public var maxRowBytes: Int
    /// The most bytes that the texts which a workbook's cells share may take.
    public var maxSharedBytes: Int
    /// The most cells of a sheet that merged ranges may fill.
    public var maxFilledCells: Int

    /// Makes limits; every bound has the standard value unless given.
    public init(
        maxEntries: Int = 5_000, maxInflatedBytes: Int = 1 << 30, maxRatio: Int = 400, maxRows: Int = 1_048_576,
        maxColumns: Int = 2_048, maxFieldBytes: Int = 512 << 10, maxRowBytes: Int = 4 << 20,
        maxSharedBytes: Int = 128 << 20,
        maxFilledCells: Int = 4_000_000
    ) {
        self.maxEntries = maxEntries
        self.maxInflatedBytes = maxInflatedBytes
        self.maxRatio = maxRatio
        self.maxRows = maxRows
        self.maxColumns = maxColumns
        self.maxFieldBytes = maxFieldBytes
        self.maxRowBytes = maxRowBytes
        self.maxSharedBytes = maxSharedBytes
        self.maxFilledCells = maxFilledCells
    }

    /// Bounds for ordinary uploads: one gigabyte unfolded, 2,048 columns.
    public static let standard = SheetLimits()
}
