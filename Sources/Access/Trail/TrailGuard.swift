import Database

/// The triggers by which the database itself refuses to change or remove what stands in the trail, whoever asks.
enum TrailGuard {
    private struct Trigger {
        let table: String
        let act: String
        var name: String { "\(table)_no_\(act.lowercased())" }
        /// PostgreSQL's bits for it: before = 2, row = 1, delete = 8, update = 16, truncate = 32.
        var postgresType: Int64 { act == "TRUNCATE" ? 34 : act == "UPDATE" ? 19 : 11 }
    }

    private static let refused = [
        Trigger(table: "trail", act: "UPDATE"), Trigger(table: "trail", act: "DELETE"),
        Trigger(table: "trail_head", act: "DELETE"),
    ]

    /// SQLite has no TRUNCATE.
    private static func triggers(_ engine: Database.Engine) -> [Trigger] {
        guard engine == .postgres else { return refused }
        return refused + ["trail", "trail_head"].map { Trigger(table: $0, act: "TRUNCATE") }
    }

    /// Makes the triggers, in place of those that are there.
    static func install(_ connection: Connection) throws {
        if connection.engine == .postgres { try connection.run(function) }
        for trigger in triggers(connection.engine) {
            switch connection.engine {
            case .sqlite: try connection.run(SQL(raw: "DROP TRIGGER IF EXISTS \(trigger.name)"))
            case .postgres: try connection.run(SQL(raw: "DROP TRIGGER IF EXISTS \(trigger.name) ON \(trigger.table)"))
            }
            try connection.run(SQL(raw: definition(of: trigger, connection.engine)))
        }
    }

    /// The triggers that are missing, switched off or not as they were made, by name.
    static func broken(_ connection: Connection) throws -> [String] {
        let intact =
            switch connection.engine {
            case .sqlite: try intactOnSQLite(connection)
            case .postgres: try intactOnPostgres(connection)
            }
        return triggers(connection.engine).map(\.name).filter { !intact.contains($0) }
    }

    // MARK: Definitions

    private static let body = "BEGIN RAISE EXCEPTION 'trail is append-only'; END"

    private static var function: SQL {
        SQL(raw: "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ \(body) $$")
    }

    private static func definition(of trigger: Trigger, _ engine: Database.Engine) -> String {
        let start = "CREATE TRIGGER \(trigger.name) BEFORE \(trigger.act) ON \(trigger.table)"
        if engine == .sqlite { return start + " BEGIN SELECT RAISE(ABORT, 'trail is append-only'); END" }
        let level = trigger.act == "TRUNCATE" ? "STATEMENT" : "ROW"
        return start + " FOR EACH \(level) EXECUTE FUNCTION trail_refuse()"
    }

    // MARK: Looking

    private static func intactOnSQLite(_ connection: Connection) throws -> Set<String> {
        let known = try connection.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        return Set(
            try known.compactMap { row in
                let name = try row.text(0)
                guard let trigger = refused.first(where: { $0.name == name }) else { return nil }
                return words(try row.text(1)) == words(definition(of: trigger, .sqlite)) ? name : nil
            })
    }

    private static func intactOnPostgres(_ connection: Connection) throws -> Set<String> {
        let known = try connection.rows(
            """
            SELECT t.tgname, CAST(t.tgtype AS bigint), p.prosrc FROM pg_trigger t
            JOIN pg_proc p ON p.oid = t.tgfoid AND p.proname = 'trail_refuse'
            JOIN pg_class c ON c.oid = t.tgrelid AND c.relnamespace = CAST(current_schema() AS regnamespace)
            WHERE c.relname IN ('trail', 'trail_head') AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
            AND t.tgqual IS NULL AND CAST(t.tgattr AS text) = ''
            """)
        return Set(
            try known.compactMap { row in
                let name = try row.text(0)
                guard let trigger = triggers(.postgres).first(where: { $0.name == name }) else { return nil }
                let (type, source) = (try row.int(1), try row.text(2))
                return type == trigger.postgresType && words(source) == words(body) ? name : nil
            })
    }

    /// The text however it is broken into lines.
    private static func words(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace)
    }
}
