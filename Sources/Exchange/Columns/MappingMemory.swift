import Base
import Database
import Secrets

/// What people chose for headings in earlier imports of a register.
///
/// A choice counts first for files with the same set of headings, then for any file with that heading.
enum MappingMemory {
    static func recall(
        register: String, headings: [Heading], in connection: Connection
    ) throws -> [String: ColumnTarget?] {
        let folded = headings.map { HeadingForm.folded($0.title) }
        guard !folded.isEmpty else { return [:] }
        let set = setKey(folded)
        let rows = try connection.rows(
            """
            SELECT heading, target FROM import_mapping
            WHERE register = \(register) AND \(SQL.oneOf("heading_set", ["", set]))
                AND \(SQL.oneOf("heading", Array(Set(folded)))) ORDER BY heading_set
            """)
        var result: [String: ColumnTarget?] = [:]
        for row in rows {
            // An empty target says that the column is to be left out.
            let target = try row.textOrNil(1).flatMap { ColumnTarget(rawValue: $0) }
            result.updateValue(target, forKey: try row.text(0))
        }
        return result
    }

    /// All headings of a register that somebody confirmed: for finding the row of the headings.
    static func recallAll(register: String, in connection: Connection) throws -> [String: ColumnTarget?] {
        let rows = try connection.rows(
            """
            SELECT heading, target FROM import_mapping WHERE register = \(register) AND heading_set = \("")
            ORDER BY updated_at DESC LIMIT 2000
            """)
        var result: [String: ColumnTarget?] = [:]
        for row in rows {
            guard let target = try row.textOrNil(1).flatMap({ ColumnTarget(rawValue: $0) }) else { continue }
            result.updateValue(target, forKey: try row.text(0))
        }
        return result
    }

    static func remember(register: String, columns: [ImportColumn], in connection: Connection) throws {
        let set = setKey(columns.map { HeadingForm.folded($0.heading) })
        let now = Instant.now.iso
        for column in columns {
            let heading = HeadingForm.folded(column.heading)
            guard !heading.isEmpty else { continue }
            // “Leave out” is remembered for the same set only: elsewhere the heading may matter.
            let sets = column.target == nil ? [set] : [set, ""]
            for key in sets {
                try connection.run(
                    """
                    INSERT INTO import_mapping (register, heading_set, heading, target, updated_at)
                    VALUES (\(register), \(key), \(heading), \(column.target?.rawValue), \(now))
                    ON CONFLICT (register, heading_set, heading)
                    DO UPDATE SET target = excluded.target, updated_at = excluded.updated_at
                    """)
            }
        }
    }

    private static func setKey(_ folded: [String]) -> String {
        Digest.hex(folded.sorted().joined(separator: "\u{1F}"))
    }
}
