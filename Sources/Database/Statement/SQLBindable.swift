/// Something that can be bound into a statement with `\(value)`. It never becomes SQL text.
public protocol SQLBindable: Sendable {
    /// The value as the database holds it.
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
    /// Itself.
    public var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
    /// A whole number.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    /// A whole number.
    public var sqlValue: SQLValue { .integer(self) }
}

extension Int32: SQLBindable {
    /// A whole number.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
    /// Yes or no.
    public var sqlValue: SQLValue { .boolean(self) }
}

extension String: SQLBindable {
    /// Text.
    public var sqlValue: SQLValue { .text(self) }
}

extension Substring: SQLBindable {
    /// Text.
    public var sqlValue: SQLValue { .text(String(self)) }
}

extension [UInt8]: SQLBindable {
    /// Bytes.
    public var sqlValue: SQLValue { .blob(self) }
}

/// `enum Grade: String, SQLBindable {}` needs nothing more.
extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    /// The raw value's.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}
