/// A column to be made.
public struct ColumnDefinition: Sendable {
    /// Lower case letters, digits and underscores.
    public var name: String
    /// What it holds.
    public var type: ColumnType
    /// Whether it may be empty.
    public var nullable: Bool
    /// Whether a value may stand in one row only.
    public var unique: Bool
    /// The row of another table that it names.
    public var references: Reference?
    /// What a row gets that says nothing. A column added to a table with rows needs this or `nullable`.
    public var defaultValue: SQLValue?

    /// A column.
    public init(
        _ name: String, _ type: ColumnType, nullable: Bool = false, unique: Bool = false,
        references: Reference? = nil, defaultValue: SQLValue? = nil
    ) {
        self.name = name
        self.type = type
        self.nullable = nullable
        self.unique = unique
        self.references = references
        self.defaultValue = defaultValue
    }
}

/// Columns that name a row of another table.
public struct Reference: Sendable {
    /// What happens to this row when the other one is deleted.
    public enum Action: String, Sendable {
        /// The other one cannot be deleted.
        case restrict = "RESTRICT"
        /// This one is deleted, too.
        case cascade = "CASCADE"
        /// This one no longer names it.
        case setNull = "SET NULL"
    }

    /// The other table.
    public var table: String
    /// Its columns: a primary key or unique.
    public var columns: [String]
    /// What happens when the other row is deleted.
    public var onDelete: Action

    /// A reference to one column.
    public init(_ table: String, _ column: String = "id", onDelete: Action = .restrict) {
        self.init(table, columns: [column], onDelete: onDelete)
    }

    /// A reference to several columns.
    public init(_ table: String, columns: [String], onDelete: Action = .restrict) {
        self.table = table
        self.columns = columns
        self.onDelete = onDelete
    }
}

/// Several columns of a table that together name a row of another one.
public struct ForeignKey: Sendable {
    /// The columns of this table.
    public var columns: [String]
    /// What they name, column by column.
    public var references: Reference

    /// A foreign key.
    public init(_ columns: [String], references: Reference) {
        self.columns = columns
        self.references = references
    }
}

/// A table to be made.
public struct TableDefinition: Sendable {
    /// Lower case letters, digits and underscores.
    public var name: String
    /// The columns in order.
    public var columns: [ColumnDefinition]
    /// The columns of the primary key; empty when a column is `.identity`.
    public var primaryKey: [String]
    /// Sets of columns whose values may stand in one row only.
    public var unique: [[String]]
    /// References over several columns.
    public var foreignKeys: [ForeignKey]
    /// Conditions that every row keeps. Values in them are written into the definition.
    public var checks: [SQL]
    /// SQLite only: keep the rows in the order of the primary key, good for narrow tables with a text or composite key.
    public var withoutRowID: Bool

    /// A table.
    public init(
        _ name: String, columns: [ColumnDefinition], primaryKey: [String] = [], unique: [[String]] = [],
        foreignKeys: [ForeignKey] = [], checks: [SQL] = [], withoutRowID: Bool = false
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.unique = unique
        self.foreignKeys = foreignKeys
        self.checks = checks
        self.withoutRowID = withoutRowID
    }
}
