/// A value as the database holds it. There is no floating point: money is an integer of fen, a fraction is text.
public enum SQLValue: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number of 64 bits.
    case integer(Int64)
    /// Text in UTF-8, also dates (`2026-11-21`), timestamps and JSON. May not hold a NUL character.
    case text(String)
    /// Bytes.
    case blob([UInt8])
    /// Yes or no. SQLite gives it back as `.integer(0)` or `.integer(1)`; read it with ``Row/bool(_:)``.
    case boolean(Bool)

    /// The value of something bindable, or null.
    public init(_ value: (some SQLBindable)?) {
        self = value?.sqlValue ?? .null
    }

    /// Whether this is null.
    public var isNull: Bool {
        self == .null
    }

    /// What this is, in Chinese, for messages.
    var kindInWords: String {
        switch self {
        case .null: "空"
        case .integer: "整数"
        case .text: "文字"
        case .blob: "字节"
        case .boolean: "是否"
        }
    }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    /// A text literal.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// A whole-number literal.
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    /// `true` or `false`.
    public init(booleanLiteral value: Bool) {
        self = .boolean(value)
    }

    /// `nil` is null.
    public init(nilLiteral: ()) {
        self = .null
    }
}
