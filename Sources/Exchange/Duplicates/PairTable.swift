import Access
import Base
import Database
import Registers

/// The rows of `duplicate_pair`.
enum PairTable {
    private static let columns = SQL(
        raw: """
            id, register, left_record, run, row_number, right_record, score, reasons, state, merge_number, decided_by,
            decided_at, note
            """)

    /// Puts a doubtful row of a file before the desk, once for each record that it may be.
    static func insert(
        _ judgement: Judgement, run: Int64, register: RegisterDefinition, in connection: Connection
    ) throws {
        for candidate in judgement.candidates {
            try connection.run(
                """
                INSERT INTO duplicate_pair
                    (register, run, row_number, left_identity, right_record, region, score, reasons, state, created_at)
                VALUES (\(register.name), \(run), \(judgement.draft.number), \(judgement.identity),
                    \(candidate.record), \(region(of: candidate.record, register)), \(candidate.score),
                    \(try JSONText.encode(candidate.reasons)), \(PairState.open.rawValue), \(Instant.now.iso))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Puts two records before the desk; a pair that was decided is not asked again.
    static func insert(
        _ left: Int64, _ right: Int64, score: Int, reasons: [String], register: RegisterDefinition,
        in connection: Connection
    ) throws -> Int {
        try connection.run(
            """
            INSERT INTO duplicate_pair
                (register, left_record, right_record, region, score, reasons, state, created_at)
            VALUES (\(register.name), \(min(left, right)), \(max(left, right)), \(region(of: max(left, right), register)),
                \(score), \(try JSONText.encode(reasons)), \(PairState.open.rawValue), \(Instant.now.iso))
            ON CONFLICT DO NOTHING
            """)
    }

    private static func region(of record: Int64, _ register: RegisterDefinition) -> SQL {
        guard let region = register.region else { return "NULL" }
        return "(SELECT \(name: region) FROM \(name: register.name) WHERE id = \(record))"
    }

    static func load(_ id: Int64, in connection: Connection) throws -> DuplicatePair? {
        try connection.first("SELECT \(columns) FROM duplicate_pair WHERE id = \(id)").map { try pair($0) }
    }

    static func list(_ condition: SQL, limit: Int, in connection: Connection) throws -> [DuplicatePair] {
        try connection.rows(
            "SELECT \(columns) FROM duplicate_pair WHERE \(condition) ORDER BY score DESC, id LIMIT \(limit)"
        ).map { try pair($0) }
    }

    /// - Parameter setAside: what is not taken of a row, by field: the hash of what the row said.
    static func decide(
        _ id: Int64, _ state: PairState, merge: Int64? = nil, note: String?, setAside: [String: String] = [:],
        actor: Actor, in connection: Connection
    ) throws {
        let isOpen = state == .open
        let at: String? = isOpen ? nil : Instant.now.iso
        let name: String? = isOpen ? nil : actor.name
        let aside = setAside.isEmpty ? nil : try JSONText.encode(setAside)
        try connection.run(
            """
            UPDATE duplicate_pair SET state = \(state.rawValue), merge_number = \(merge), note = \(note),
                decided_by = \(name), decided_at = \(at), set_aside = \(aside)
            WHERE id = \(id)
            """)
    }

    /// The same row of other uploads and the same record, in a state: what is decided of one holds for all of them.
    static func copies(of pair: Int64, _ state: PairState, in connection: Connection) throws -> [DuplicatePair] {
        let others = try connection.rows(
            """
            SELECT d.id FROM duplicate_pair p
            JOIN duplicate_pair d ON d.register = p.register AND d.left_identity = p.left_identity
                AND d.right_record = p.right_record AND d.id <> p.id
            JOIN import_row o ON o.run = p.run AND o.row_number = p.row_number
            JOIN import_row n ON n.run = d.run AND n.row_number = d.row_number AND n.fingerprint = o.fingerprint
            WHERE p.id = \(pair) AND d.state = \(state.rawValue) ORDER BY d.id
            """
        ).map { try $0.int(0) }
        return others.isEmpty ? [] : try list(SQL.oneOf("id", others), limit: others.count, in: connection)
    }

    /// A condition that leaves out a row of an upload where the same row of a later one stands in the same state towards the
    /// same record.
    /// - Parameter seen: of which pairs, under the name `d`, the reader sees the later one.
    static func isLatest(_ state: PairState, seen: SQL) -> SQL {
        SQL(
            """
            NOT EXISTS (
                SELECT 1 FROM duplicate_pair d
                JOIN import_row n ON n.run = d.run AND n.row_number = d.row_number
                JOIN import_row o ON o.run = duplicate_pair.run AND o.row_number = duplicate_pair.row_number
                WHERE d.register = duplicate_pair.register AND d.left_identity = duplicate_pair.left_identity
                    AND d.right_record = duplicate_pair.right_record AND d.state = \(state.rawValue)
                    AND d.id > duplicate_pair.id AND n.fingerprint = o.fingerprint AND \(seen))
            """)
    }

    /// What people wrote when they decided on rows of an import, by row.
    static func notes(
        of run: Int64, rows: ClosedRange<Int>, in connection: Connection
    ) throws -> [Int: String] {
        let found = try connection.rows(
            """
            SELECT row_number, note FROM duplicate_pair
            WHERE run = \(run) AND row_number >= \(rows.lowerBound) AND row_number <= \(rows.upperBound)
                AND state <> \(PairState.open.rawValue) AND note IS NOT NULL ORDER BY id
            """)
        return Dictionary(
            try found.map { (Int(try $0.int(0)), try $0.text(1)) }, uniquingKeysWith: { _, last in last })
    }

    private static func pair(_ row: Row) throws -> DuplicatePair {
        let left: DuplicatePair.Left
        if let record = try row.intOrNil(2) {
            left = .record(record)
        } else {
            left = .row(run: try row.int(3), row: Int(try row.int(4)))
        }
        return DuplicatePair(
            id: try row.int(0), register: try row.text(1), left: left, right: try row.int(5),
            score: Int(try row.int(6)), reasons: try JSONText.decode([String].self, try row.text(7)),
            state: PairState(rawValue: try row.text(8)) ?? .open, merge: try row.intOrNil(9),
            decidedBy: try row.textOrNil(10), decidedAt: try row.textOrNil(11).flatMap { Instant(iso: $0) },
            note: try row.textOrNil(12), leftLabel: "", rightLabel: "")
    }
}
