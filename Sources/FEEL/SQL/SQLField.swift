/// What a name stands for in the database.
public indirect enum SQLField: Sendable {
    /// A column of the record's own table.
    case column(SQLColumn)
    /// Rows of another table that belong to the record: a list of contexts.
    case children(SQLTable)
    /// The one row of another table to which the record refers, or null: a context.
    case reference(SQLTable)
}
