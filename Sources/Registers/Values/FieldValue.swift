public import Base

/// The value of a field.
public enum FieldValue: Sendable, Hashable {
    /// Nothing is known.
    case null
    /// Text, a code, a month, a region's code, an identifier.
    case text(String)
    /// A whole number, a scaled decimal, fen, or a record's number.
    case integer(Int64)
    /// Yes or no.
    case boolean(Bool)
    /// A civil date.
    case day(Day)
    /// Codes of `choices`, or the digests of attachments.
    case list([String])
    /// Child rows: values by column.
    case rows([[String: FieldValue]])
    /// A secret that the reader may not see, as much of it as is shown to everybody.
    case masked(String)

    /// Whether nothing is known.
    public var isNull: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        case .list(let items): items.isEmpty
        case .rows(let rows): rows.isEmpty
        default: false
        }
    }

    /// The text, where it is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, where it is one.
    public var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// Yes or no, where it is one.
    public var boolean: Bool? {
        if case .boolean(let flag) = self { flag } else { nil }
    }

    /// The date, where it is one.
    public var day: Day? {
        if case .day(let day) = self { day } else { nil }
    }

    /// The codes, where they are several.
    public var list: [String]? {
        if case .list(let items) = self { items } else { nil }
    }

    /// The child rows, where they are some.
    public var rows: [[String: FieldValue]]? {
        if case .rows(let rows) = self { rows } else { nil }
    }
}

/// Values of a record by field name. A missing name is the same as `.null`.
public typealias FieldValues = [String: FieldValue]
