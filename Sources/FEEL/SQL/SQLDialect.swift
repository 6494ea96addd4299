/// The database for which a condition is written.
public enum SQLDialect: Sendable {
    /// SQLite: dates as text `YYYY-MM-DD`, booleans as 0 and 1.
    case sqlite
    /// PostgreSQL: dates as DATE, booleans as BOOLEAN.
    case postgres
}
