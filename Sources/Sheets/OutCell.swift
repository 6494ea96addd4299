/// A cell to be written.
public struct OutCell: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What the cell holds.
    public var value: CellValue
    /// How it looks.
    public var style: CellStyle
    /// A note (comment) on the cell.
    public var note: String?
    /// A number format of its own, such as `0.0%`; nil for the one that follows from the value and the column.
    public var numberFormat: String?

    /// Makes a cell.
    public init(_ value: CellValue, style: CellStyle = .plain, note: String? = nil, numberFormat: String? = nil) {
        self.value = value
        self.style = style
        self.note = note
        self.numberFormat = numberFormat
    }

    /// A plain text cell.
    public init(stringLiteral text: String) { self.init(.text(text)) }

    /// A plain text cell.
    public static func text(_ text: String) -> OutCell { OutCell(.text(text)) }

    /// A cell without content.
    public static let empty = OutCell(.empty)
}

/// What a cell to be written holds.
public enum CellValue: Sendable, Equatable {
    /// Nothing.
    case empty
    /// Text, always written as text even when it begins with `=`, `+`, `-` or `@`.
    case text(String)
    /// A whole number; beyond 15 digits it is written as text, since a spreadsheet would lose the others.
    case integer(Int64)
    /// A decimal number as exact text; written as text when it is no number or has more than 15 significant digits.
    case decimal(String)
    /// A date `yyyy-MM-dd`, optionally with ` HH:mm:ss`; written as text when it is no date from 1900 on.
    case date(String)
    /// A truth value.
    case boolean(Bool)
    /// A formula with its `=`, and the result to show until it is computed again.
    case formula(String, cached: String)
    /// A link (`https:`, `mailto:`, `internal:'表'!A1`) and the text to show; other kinds are written as plain text.
    case link(url: String, text: String)
}

/// How a written cell looks.
public enum CellStyle: Sendable, Hashable, CaseIterable {
    /// As it comes.
    case plain
    /// A column heading.
    case header
    /// The title of a sheet.
    case title
    /// Marked as wrong.
    case error
    /// Marked as doubtful.
    case warning
    /// Less important, such as an explanation.
    case faint
}
