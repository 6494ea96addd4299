import Base
import Database

/// The table of regions.
enum RegionRows {
    static func all(in connection: Connection) throws -> [RegionEntry] {
        try connection.rows("SELECT code, name, kind FROM region ORDER BY code").compactMap { row in
            let kind = try row.textOrNil(2)
            return RegionCode(try row.text(0)).map { code in
                RegionEntry(code: code, name: (try? row.text(1)) ?? code.text, kind: kind)
            }
        }
    }

    /// Whether somebody brought it in a file; what a pack defines comes back at every start.
    static func isFromFile(_ code: RegionCode, in connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM region WHERE code = \(code.text) AND source = 'file'") != nil
    }

    static func remove(_ code: RegionCode, in connection: Connection) throws {
        try connection.run("DELETE FROM region WHERE code = \(code.text)")
    }

    /// Puts regions in; one that is there takes the new name.
    static func add(_ entries: [RegionEntry], source: String, in connection: Connection) throws {
        let known = Dictionary(
            try all(in: connection).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let fresh = entries.filter { known[$0.code] != $0 }
        try connection.batch(
            fresh.map { entry in
                """
                INSERT INTO region (code, name, kind, source)
                VALUES (\(entry.code.text), \(entry.name), \(entry.kind), \(source))
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind
                """
            })
    }
}
