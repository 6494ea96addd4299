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

    static func decide(
        _ id: Int64, _ state: PairState, merge: Int64? = nil, note: String?, actor: Actor, in connection: Connection
    ) throws {
        let isOpen = state == .open
        let at: String? = isOpen ? nil : Instant.now.iso
        let name: String? = isOpen ? nil : actor.name
        try connection.run(
            """
            UPDATE duplicate_pair SET state = \(state.rawValue), merge_number = \(merge), note = \(note),
                decided_by = \(name), decided_at = \(at)
            WHERE id = \(id)
            """)
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
