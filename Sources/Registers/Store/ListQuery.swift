public import Access
public import Base
public import Database

/// A question for records of one register.
public struct ListQuery: Sendable {
    /// The register's name.
    public var register: String
    /// The saved list; nil for the register's first one.
    public var view: String?
    /// Whether the view's own condition is left aside: for lists that are kept elsewhere, such as a round's members.
    public var ignoresViewCondition = false
    /// What the records are wanted for: whom a role limits to their own people may be limited for one and not for another.
    public var verb = Verb.read
    /// What must hold besides.
    public var filters: [Filter]
    /// Part of a name, in characters, pinyin or initials; or a whole secret number.
    public var search: String?
    /// The order; empty for the view's, else region and label.
    public var sort: [RegisterDefinition.SortKey]
    /// A condition of a definition, such as an indicator's.
    public var condition: Formula?
    /// Any further condition over the alias `r`.
    public var extra: SQL?
    /// The record after which the page starts.
    public var after: Cursor?
    /// The record before which the page ends.
    public var before: Cursor?
    /// How many records a page holds.
    public var limit: Int

    /// A question for the first page of a register.
    public init(
        register: String, view: String? = nil, filters: [Filter] = [], search: String? = nil,
        sort: [RegisterDefinition.SortKey] = [], condition: Formula? = nil, extra: SQL? = nil, after: Cursor? = nil,
        before: Cursor? = nil, limit: Int = 20
    ) {
        self.register = register
        self.view = view
        self.filters = filters
        self.search = search
        self.sort = sort
        self.condition = condition
        self.extra = extra
        self.after = after
        self.before = before
        self.limit = limit
    }
}

/// What must hold of a field.
public struct Filter: Sendable, Hashable {
    /// The ways to ask.
    public enum Test: Sendable, Hashable {
        /// The value is this one.
        case equals(FieldValue)
        /// The value is one of these; for `choices`, any of these is among them.
        case oneOf([FieldValue])
        /// The region is this one or lies in it.
        case within(RegionCode)
        /// The value is this one or greater.
        case from(FieldValue)
        /// The value is this one or less.
        case to(FieldValue)
        /// Nothing is known.
        case empty
        /// Something is known.
        case notEmpty
    }

    /// The field, or `state`.
    public let field: String
    /// The question.
    public let test: Test

    /// A filter.
    public init(_ field: String, _ test: Test) {
        self.field = field
        self.test = test
    }
}

/// A place in a sorted list: the values of the sort fields and the record's number.
public struct Cursor: Sendable, Hashable {
    /// The sort fields' values as the columns hold them.
    let values: [SQLValue]
    /// The record's number.
    let id: Int64

    init(values: [SQLValue], id: Int64) {
        self.values = values
        self.id = id
    }

    /// Reads what `encoded` wrote; nil for anything else.
    public init?(encoded: String) {
        let parts = encoded.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = parts.last, let id = Int64(last) else { return nil }
        var values: [SQLValue] = []
        for part in parts.dropLast() {
            guard let value = Cursor.value(part) else { return nil }
            values.append(value)
        }
        self.init(values: values, id: id)
    }

    /// Text fit for an address.
    public var encoded: String {
        (values.map(Cursor.text) + [String(id)]).joined(separator: ".")
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .null: "n"
        case .integer(let number): "i\(number)"
        case .boolean(let flag): flag ? "b1" : "b0"
        case .text(let text): "t" + Array(text.utf8).map { hex($0) }.joined()
        case .blob(let bytes): "x" + bytes.map { hex($0) }.joined()
        }
    }

    private static func value(_ text: Substring) -> SQLValue? {
        guard let mark = text.first else { return nil }
        let rest = text.dropFirst()
        switch mark {
        case "n": return rest.isEmpty ? .null : nil
        case "i": return Int64(rest).map { .integer($0) }
        case "b": return rest == "1" ? .boolean(true) : rest == "0" ? .boolean(false) : nil
        case "t": return bytes(rest).flatMap { String(validating: $0, as: UTF8.self) }.map { .text($0) }
        case "x": return bytes(rest).map { .blob($0) }
        default: return nil
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        guard hex.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = hex
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

/// A page of a list.
public struct ListPage: Sendable {
    /// The records, in order.
    public let records: [Record]
    /// From where the next page starts; nil on the last one.
    public let next: Cursor?
    /// From where the previous page ends; nil on the first one.
    public let previous: Cursor?
}
