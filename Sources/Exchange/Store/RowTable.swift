import Base
import Database
import Registers
import Secrets

/// The rows of `import_row`.
struct RowTable {
    let keyring: Keyring

    /// What the table says of a row, without the sealed detail.
    struct Entry: Sendable {
        let row: Int
        let outcome: RowOutcome
        let record: Int64?
        let warned: Bool
        let applied: Bool
        let detail: [UInt8]?
    }

    func insert(_ judgements: [Judgement], run: Int64, in connection: Connection) throws {
        let rows = try judgements.map { judgement -> [SQLValue] in
            let isKept = judgement.outcome == .doubtful || judgement.isRemembered
            let detail = RowDetail(
                label: judgement.label, faults: judgement.faults, differences: judgement.differences,
                candidates: judgement.candidates, cells: isKept ? judgement.draft.cells : [],
                children: isKept && !judgement.draft.children.isEmpty ? judgement.draft.children : nil,
                decision: judgement.isRemembered ? RowDecision(setAside: judgement.setAside.sorted()) : nil,
                traits: judgement.traits)
            return [
                .integer(run), .integer(Int64(judgement.draft.number)), .text(judgement.outcome.rawValue),
                (judgement.record?.id).map { .integer($0) } ?? .null,
                judgement.outcome == .refused ? .null : judgement.keyHash.map { .blob($0) } ?? .null,
                .blob(judgement.fingerprint), .boolean(judgement.isWarned), .boolean(false),
                .blob(try sealed(detail, run: run, row: judgement.draft.number)),
            ]
        }
        try connection.insert(
            into: "import_row",
            columns: [
                "run", "row_number", "outcome", "record", "key_hash", "fingerprint", "warned", "applied", "detail",
            ], rows: rows)
    }

    func sealed(_ detail: RowDetail, run: Int64, row: Int) throws -> [UInt8] {
        try keyring.seal(try JSONText.encode(detail), context: RowTable.context(run, row))
    }

    static func context(_ run: Int64, _ row: Int) -> String { "import_row/\(run)/\(row)" }

    func opened(_ sealed: [UInt8]?, run: Int64, row: Int) throws -> RowDetail {
        guard let sealed else { return RowDetail(label: "第 \(row) 行") }
        return try JSONText.decode(
            RowDetail.self, try keyring.openText(sealed, context: RowTable.context(run, row)))
    }

    func entries(_ run: Int64, _ condition: SQL, limit: Int, in connection: Connection) throws -> [Entry] {
        try connection.rows(
            """
            SELECT row_number, outcome, record, warned, applied, detail FROM import_row
            WHERE run = \(run) AND \(condition) ORDER BY row_number LIMIT \(limit)
            """
        ).map { row in
            Entry(
                row: Int(try row.int(0)), outcome: RowOutcome(rawValue: try row.text(1)) ?? .refused,
                record: try row.intOrNil(2), warned: try row.bool(3), applied: try row.bool(4),
                detail: try row.bytesOrNil(5))
        }
    }

    func row(_ entry: Entry, run: Int64) throws -> ImportRow {
        let detail = try opened(entry.detail, run: run, row: entry.row)
        return ImportRow(
            row: entry.row, outcome: entry.outcome, record: entry.record, label: detail.label, faults: detail.faults,
            differences: detail.differences, candidates: detail.candidates, applied: entry.applied)
    }

    /// Rows of the run that stand for the same records as these: by key hash the first row and what it says.
    func firstRows(
        _ keys: [[UInt8]], run: Int64, in connection: Connection
    ) throws -> [[UInt8]: (row: Int, fingerprint: [UInt8])] {
        guard !keys.isEmpty else { return [:] }
        let rows = try connection.rows(
            """
            SELECT key_hash, row_number, fingerprint FROM import_row
            WHERE run = \(run) AND \(SQL.oneOf("key_hash", keys)) ORDER BY row_number DESC
            """)
        var result: [[UInt8]: (row: Int, fingerprint: [UInt8])] = [:]
        for row in rows { result[try row.bytes(0)] = (Int(try row.int(1)), try row.bytesOrNil(2) ?? []) }
        return result
    }

    /// Which rows of the run hold these values first that only one record may have.
    func firstClaims(_ hashes: [[UInt8]], run: Int64, in connection: Connection) throws -> [[UInt8]: Int] {
        let rows = try connection.rows(
            "SELECT hash, row_number FROM import_row_unique WHERE run = \(run) AND \(SQL.oneOf("hash", hashes))")
        return Dictionary(
            try rows.map { (try $0.bytes(0), Int(try $0.int(1))) }, uniquingKeysWith: { first, _ in first })
    }

    /// By what these rows are found to be probably the same as others.
    func traits(of rows: Set<Int>, run: Int64, in connection: Connection) throws -> [Int: Traits] {
        guard !rows.isEmpty else { return [:] }
        let found = try entries(
            run, SQL.oneOf("row_number", rows.map { Int64($0) }), limit: rows.count, in: connection)
        var traits: [Int: Traits] = [:]
        for entry in found { traits[entry.row] = try opened(entry.detail, run: run, row: entry.row).traits }
        return traits
    }

    func claim(_ claims: [(hash: [UInt8], row: Int)], run: Int64, in connection: Connection) throws {
        guard !claims.isEmpty else { return }
        try connection.insert(
            into: "import_row_unique", columns: ["run", "hash", "row_number"],
            rows: claims.map { [.integer(run), .blob($0.hash), .integer(Int64($0.row))] })
    }

    /// The records that rows of another run became, by row.
    static func records(of run: Int64, rows: ClosedRange<Int>, in connection: Connection) throws -> [Int: Int64] {
        let found = try connection.rows(
            """
            SELECT row_number, record FROM import_row
            WHERE run = \(run) AND row_number >= \(rows.lowerBound) AND row_number <= \(rows.upperBound)
                AND record IS NOT NULL
            """)
        return Dictionary(
            try found.map { (Int(try $0.int(0)), try $0.int(1)) }, uniquingKeysWith: { first, _ in first })
    }
}
