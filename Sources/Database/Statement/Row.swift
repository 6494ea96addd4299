/// One row of a result. Columns are read by position; a value of another type throws and names column and statement.
public struct Row: Sendable {
    /// The values in the order of the columns.
    public let values: [SQLValue]
    let shape: RowShape

    init(values: [SQLValue], shape: RowShape) {
        self.values = values
        self.shape = shape
    }

    /// How many columns there are.
    public var count: Int { values.count }

    /// The names of the columns.
    public var columns: [String] { shape.columns }

    /// The value of a column, null when there is no such column.
    public subscript(index: Int) -> SQLValue {
        values.indices.contains(index) ? values[index] : .null
    }

    /// A whole number. Throws ``DatabaseError`` of kind `wrongType` when it is null or something else.
    public func int(_ index: Int) throws -> Int64 {
        try required(intOrNil(index), index, "整数")
    }

    /// A whole number or nil.
    public func intOrNil(_ index: Int) throws -> Int64? {
        switch try value(index) {
        case .integer(let number): return number
        case .null: return nil
        case let other: throw wrongType(index, "整数", other)
        }
    }

    /// Text.
    public func text(_ index: Int) throws -> String {
        try required(textOrNil(index), index, "文字")
    }

    /// Text or nil.
    public func textOrNil(_ index: Int) throws -> String? {
        switch try value(index) {
        case .text(let text): return text
        case .null: return nil
        case let other: throw wrongType(index, "文字", other)
        }
    }

    /// Yes or no; SQLite's 0 and 1 count.
    public func bool(_ index: Int) throws -> Bool {
        try required(boolOrNil(index), index, "是否")
    }

    /// Yes, no or nil; SQLite's 0 and 1 count.
    public func boolOrNil(_ index: Int) throws -> Bool? {
        switch try value(index) {
        case .boolean(let flag): return flag
        case .integer(0): return false
        case .integer(1): return true
        case .null: return nil
        case let other: throw wrongType(index, "是否", other)
        }
    }

    /// Bytes.
    public func bytes(_ index: Int) throws -> [UInt8] {
        try required(bytesOrNil(index), index, "字节")
    }

    /// Bytes or nil.
    public func bytesOrNil(_ index: Int) throws -> [UInt8]? {
        switch try value(index) {
        case .blob(let bytes): return bytes
        case .null: return nil
        case let other: throw wrongType(index, "字节", other)
        }
    }

    private func value(_ index: Int) throws -> SQLValue {
        guard values.indices.contains(index) else {
            throw DatabaseError(
                .wrongType, "查询结果只有 \(count) 列，程序却要读第 \(index + 1) 列。", sql: shape.statement)
        }
        return values[index]
    }

    private func required<Value>(_ value: Value?, _ index: Int, _ wanted: String) throws -> Value {
        guard let value else { throw wrongType(index, wanted, .null) }
        return value
    }

    private func wrongType(_ index: Int, _ wanted: String, _ found: SQLValue) -> DatabaseError {
        DatabaseError(
            .wrongType, "查询结果第 \(index + 1) 列（\(shape.columns[index])）应是\(wanted)，实际是\(found.kindInWords)。",
            sql: shape.statement)
    }
}

extension Row: Equatable {
    /// Rows are equal when their values are.
    public static func == (left: Row, right: Row) -> Bool {
        left.values == right.values
    }
}

/// What all rows of one result share.
final class RowShape: Sendable {
    let columns: [String]
    let statement: String

    init(columns: [String], statement: String) {
        self.columns = columns
        self.statement = statement
    }
}
