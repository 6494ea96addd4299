import GRDB

/// Prepared statements by their text. One that is at work is not in it, so the same text may be run inside its own
/// rows.
final class SQLiteStatementCache {
    /// Texts kept at most; a store has far fewer, and texts with lists of any length must not pile up.
    private static let limit = 300
    private var statements: [String: Statement] = [:]
    /// The state of the tables that the statements were prepared for.
    private var version: SQLValue?
    /// Whether a definition may have been undone, after which the old version's number is used again.
    var isUncertain = false

    func take(_ text: String) -> Statement? {
        statements.removeValue(forKey: text)
    }

    func putBack(_ statement: Statement, for text: String) {
        if statements.count >= Self.limit { statements.removeAll(keepingCapacity: true) }
        statements[text] = statement
    }

    /// Forgets everything unless the tables are as they were.
    func keepOnly(for version: SQLValue?) {
        if self.version != version || isUncertain { removeAll() }
        self.version = version
        isUncertain = false
    }

    func removeAll() {
        statements.removeAll()
    }
}
