/// How a written sheet is laid out and printed.
public struct SheetSetup: Sendable {
    /// The columns from A on; columns beyond are measured from their content.
    public var columns: [ColumnSetup]
    /// How many rows at the top stay in sight.
    public var frozenRows: Int
    /// How many columns at the left stay in sight.
    public var frozenColumns: Int
    /// The row (from 1) that carries filter buttons.
    public var autofilterRow: Int?
    /// Whether headings are protected; cells of `unlocked` columns can still be filled in.
    public var protected: Bool
    /// A password for the protection; without one anybody may lift it.
    public var password: String?
    /// Whether the page lies on its side in print.
    public var landscape: Bool
    /// Rows (from 1) repeated on every printed page.
    public var repeatRows: ClosedRange<Int>?
    /// Whether print is scaled so that all columns fit the page.
    public var fitWidth: Bool
    /// Whether the sheet is hidden.
    public var hidden: Bool
    /// The first row (from 1) that the drop-downs of `columns` cover.
    public var firstEntryRow: Int
    /// How many rows below the written ones the drop-downs cover, for people to fill in.
    public var spareRows: Int

    /// Makes a setup; everything has a plain default.
    public init(
        columns: [ColumnSetup] = [], frozenRows: Int = 0, frozenColumns: Int = 0, autofilterRow: Int? = nil,
        protected: Bool = false, password: String? = nil, landscape: Bool = false,
        repeatRows: ClosedRange<Int>? = nil, fitWidth: Bool = false, hidden: Bool = false, firstEntryRow: Int = 2,
        spareRows: Int = 5_000
    ) {
        self.columns = columns
        self.frozenRows = frozenRows
        self.frozenColumns = frozenColumns
        self.autofilterRow = autofilterRow
        self.protected = protected
        self.password = password
        self.landscape = landscape
        self.repeatRows = repeatRows
        self.fitWidth = fitWidth
        self.hidden = hidden
        self.firstEntryRow = firstEntryRow
        self.spareRows = spareRows
    }
}

/// How a written column is laid out.
public struct ColumnSetup: Sendable {
    /// The width in Latin characters; nil to measure the content.
    public var width: Double?
    /// Whether the column is hidden.
    public var hidden: Bool
    /// What its cells hold, for cells that are filled in later.
    public var kind: ColumnKind
    /// Whether its cells can be filled in when the sheet is protected.
    public var unlocked: Bool
    /// The choices of a drop-down; any number and length.
    public var choices: [String]
    /// Whether other values than the choices are refused; otherwise the person is only warned.
    public var choicesAreStrict: Bool
    /// A hint shown when a cell of the column is chosen, at most 255 characters.
    public var prompt: String?

    /// Makes a column; everything has a plain default.
    public init(
        width: Double? = nil, hidden: Bool = false, kind: ColumnKind = .general, unlocked: Bool = true,
        choices: [String] = [], choicesAreStrict: Bool = true, prompt: String? = nil
    ) {
        self.width = width
        self.hidden = hidden
        self.kind = kind
        self.unlocked = unlocked
        self.choices = choices
        self.choicesAreStrict = choicesAreStrict
        self.prompt = prompt
    }
}

/// What the cells of a column hold.
public enum ColumnKind: Sendable, Hashable {
    /// Anything.
    case general
    /// Text only, so that long numbers keep their digits.
    case text
    /// Dates.
    case date
    /// Whole numbers.
    case integer
    /// Numbers with so many decimal places.
    case decimal(places: Int)

    /// The number format of the column.
    var numberFormat: String? {
        switch self {
        case .general: nil
        case .text: "@"
        case .date: "yyyy-mm-dd"
        case .integer: "0"
        case .decimal(let places): places > 0 ? "0." + String(repeating: "0", count: min(places, 15)) : "0"
        }
    }
}

/// What a workbook says of itself in its properties.
public struct WorkbookProperties: Sendable {
    /// The title.
    public var title: String
    /// The subject.
    public var subject: String
    /// Who made it.
    public var author: String
    /// The organisation.
    public var company: String
    /// Remarks.
    public var comments: String

    /// Makes properties; all are empty unless given.
    public init(
        title: String = "", subject: String = "", author: String = "", company: String = "", comments: String = ""
    ) {
        self.title = title
        self.subject = subject
        self.author = author
        self.company = company
        self.comments = comments
    }
}
