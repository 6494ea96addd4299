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

    /// Makes limits; every bound has the standard value unless given.
    public init(
        maxEntries: Int = 5_000, maxInflatedBytes: Int = 2 << 30, maxRatio: Int = 400, maxRows: Int = 1_048_576,
        maxColumns: Int = 2_048, maxFieldBytes: Int = 512 << 10
    ) {
        self.maxEntries = maxEntries
        self.maxInflatedBytes = maxInflatedBytes
        self.maxRatio = maxRatio
        self.maxRows = maxRows
        self.maxColumns = maxColumns
        self.maxFieldBytes = maxFieldBytes
    }

    /// Bounds for ordinary uploads: two gigabytes unfolded, 2,048 columns.
    public static let standard = SheetLimits()
}
