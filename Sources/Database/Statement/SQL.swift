/// SQL text with its bound values. An interpolated value always binds; it is never read as text.
///
/// ```swift
/// let sql: SQL = "SELECT name FROM person WHERE region LIKE \(prefix) AND active"
/// ```
/// See `Portability.md` beside this file's folder for what may be written so that both engines agree.
public struct SQL: Sendable, Equatable {
    /// Text between the binds: always one more than there are binds.
    var texts: [String]
    /// The bound values, in order.
    var binds: [SQLValue]
    /// What was wrong with a name or a list when this was put together; thrown when the statement is run.
    var fault: String?

    /// Trusted text: never anything that a user or a file gave.
    public init(raw text: String) {
        texts = [text]
        binds = []
    }

    /// No text at all.
    public static let empty = SQL(raw: "")

    /// Whether there is neither text nor a bind.
    public var isEmpty: Bool {
        binds.isEmpty && texts[0].isEmpty
    }

    /// The text with `?` for every bound value: for messages and logs, since it shows no value.
    public var text: String {
        texts.joined(separator: "?")
    }

    /// The text with `$1`, `$2`, … for the bound values.
    var numberedText: String {
        var result = texts[0]
        for index in binds.indices {
            result += "$\(index + 1)"
            result += texts[index + 1]
        }
        return result
    }

    /// Puts another piece behind this one.
    mutating func append(_ other: SQL) {
        texts[texts.count - 1] += other.texts[0]
        texts += other.texts.dropFirst()
        binds += other.binds
        fault = fault ?? other.fault
    }

    /// Puts trusted text behind this one.
    mutating func append(text: String) {
        texts[texts.count - 1] += text
    }

    /// Puts a bound value behind this one.
    mutating func append(bind value: SQLValue) {
        binds.append(value)
        texts.append("")
    }

    /// One piece behind the other, with nothing between.
    public static func + (left: SQL, right: SQL) -> SQL {
        var result = left
        result.append(right)
        return result
    }

    /// Puts a piece behind this one, with nothing between.
    public static func += (left: inout SQL, right: SQL) {
        left.append(right)
    }
}

extension [SQL] {
    /// The pieces with a separator between them, such as `" AND "`.
    public func joined(separator: SQL) -> SQL {
        var result = SQL.empty
        for (index, piece) in enumerated() {
            if index > 0 { result.append(separator) }
            result.append(piece)
        }
        return result
    }
}
