import Access
import Base
import Database

/// The rows of `import_run`.
enum RunTable {
    private static let columns = SQL(
        raw: """
            id, register, file_name, digest, size, format_text, options, state, columns, header, counts, fault_counts,
            mode, account, actor, scope, checked_through, applied_through, done_permille, created_at, updated_at,
            finished_at, message
            """)

    static func insert(
        register: String, fileName: String, digest: String, size: Int, formatText: String, options: ImportOptions,
        columns: [ImportColumn], header: HeaderPlace?, actor: Actor, in connection: Connection
    ) throws -> Int64 {
        let now = Instant.now.iso
        let scope = scopeText(actor)
        let row = try connection.first(
            """
            INSERT INTO import_run (register, file_name, digest, size, format_text, options, state, columns, header,
                counts, fault_counts, account, actor, scope, checked_through, applied_through, done_permille,
                created_at, updated_at)
            VALUES (\(register), \(fileName), \(digest), \(size), \(formatText), \(try JSONText.encode(options)),
                \(ImportState.uploaded.rawValue), \(try JSONText.encode(columns)),
                \(try header.map { try JSONText.encode($0) }), \(try JSONText.encode(ImportCounts())), \("[]"),
                \(actor.account), \(actor.name), \(scope), 0, 0, 0, \(now), \(now))
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }

    /// Whose the imports are, newest first: enough to tell who sees them, and cheap for many.
    static func owners(_ condition: SQL, limit: Int, in connection: Connection) throws -> [RunOwner] {
        try connection.rows(
            """
            SELECT id, register, account, scope FROM import_run WHERE \(condition) ORDER BY id DESC LIMIT \(limit)
            """
        ).map { row in
            RunOwner(
                id: try row.int(0), register: try row.text(1), account: try row.intOrNil(2),
                scope: regions(try row.text(3)))
        }
    }

    /// A scope as it is kept: codes with commas, a star for everywhere.
    static func scopeText(_ actor: Actor) -> String {
        actor.scope.roots.map { $0.map(\.text).joined(separator: ",") } ?? "*"
    }

    /// The regions of a scope as it is kept; nil for everywhere.
    static func regions(_ scope: String) -> [String]? {
        scope == "*" ? nil : scope.split(separator: ",").map(String.init)
    }

    static func load(_ id: Int64, in connection: Connection) throws -> ImportRun? {
        try connection.first("SELECT \(columns) FROM import_run WHERE id = \(id)").map { try run($0) }
    }

    static func list(_ condition: SQL, limit: Int, in connection: Connection) throws -> [ImportRun] {
        try connection.rows(
            "SELECT \(columns) FROM import_run WHERE \(condition) ORDER BY id DESC LIMIT \(limit)"
        ).map { try run($0) }
    }

    /// Changes columns of a run and the time at which it last went on.
    static func update(_ id: Int64, _ assignments: [SQL], in connection: Connection) throws {
        let all = assignments + [SQL("updated_at = \(Instant.now.iso)")]
        try connection.run("UPDATE import_run SET \(all.joined(separator: ", ")) WHERE id = \(id)")
    }

    private static func run(_ row: Row) throws -> ImportRun {
        return ImportRun(
            id: try row.int(0), register: try row.text(1), fileName: try row.text(2), digest: try row.text(3),
            size: Int(try row.int(4)), formatText: try row.text(5),
            options: try JSONText.decode(ImportOptions.self, try row.text(6)),
            state: ImportState(rawValue: try row.text(7)) ?? .abandoned,
            columns: try JSONText.decode([ImportColumn].self, try row.text(8)),
            header: try row.textOrNil(9).map { try JSONText.decode(HeaderPlace.self, $0) },
            counts: try JSONText.decode(ImportCounts.self, try row.text(10)),
            faultCounts: try JSONText.decode([FaultCount].self, try row.text(11)),
            mode: try row.textOrNil(12).flatMap { ApplyMode(rawValue: $0) }, account: try row.intOrNil(13),
            actorName: try row.text(14),
            scope: regions(try row.text(15)),
            checkedThrough: Int(try row.int(16)), appliedThrough: Int(try row.int(17)),
            donePermille: Int(try row.int(18)), createdAt: try instant(row, 19), updatedAt: try instant(row, 20),
            finishedAt: try row.textOrNil(21).flatMap { Instant(iso: $0) }, message: try row.textOrNil(22))
    }

    private static func instant(_ row: Row, _ column: Int) throws -> Instant {
        Instant(iso: try row.text(column)) ?? Instant(milliseconds: 0)
    }
}

/// Whose an import is.
struct RunOwner: Sendable {
    let id: Int64
    let register: String
    let account: Int64?
    let scope: [String]?
}

extension ImportRun {
    var owner: RunOwner { RunOwner(id: id, register: register, account: account, scope: scope) }
}
