import Access
import Base
import Database

/// The table of what the document reader was not sure of.
enum DoubtRows {
    /// Keeps the doubts about a plan's document.
    static func insert(_ doubts: [PlanDoubt], plan: Int64, in connection: Connection) throws {
        for doubt in doubts {
            try connection.run(
                """
                INSERT INTO plan_doubt (plan, position, what, why, place_line, place_start, place_end)
                VALUES (\(plan), \(doubt.id), \(doubt.what), \(doubt.why), \(doubt.place?.line), \(doubt.place?.start),
                    \(doubt.place?.end))
                ON CONFLICT (plan, position) DO NOTHING
                """)
        }
        try connection.run("UPDATE plan SET doubts_kept = TRUE WHERE id = \(plan)")
    }

    /// The doubts about a plan with which nobody has dealt yet, in the order of the text.
    static func open(of plan: Int64, in connection: Connection) throws -> [PlanDoubt] {
        try connection.rows(
            """
            SELECT position, what, why, place_line, place_start, place_end FROM plan_doubt
            WHERE plan = \(plan) AND settled_at IS NULL ORDER BY position
            """
        ).map { row in
            let place = try row.intOrNil(3).map { line in
                TextPlace(
                    line: Int(line), start: try row.intOrNil(4).map { Int($0) },
                    end: try row.intOrNil(5).map { Int($0) })
            }
            return PlanDoubt(id: Int(try row.int(0)), what: try row.text(1), why: try row.text(2), place: place)
        }
    }

    /// Marks doubts as dealt with.
    static func settle(_ ids: [Int], of plan: Int64, as actor: Actor, in connection: Connection) throws {
        for id in ids {
            try connection.run(
                """
                UPDATE plan_doubt SET settled_at = \(Instant.now.iso), settled_by = \(actor.name)
                WHERE plan = \(plan) AND position = \(id) AND settled_at IS NULL
                """)
        }
    }

    /// Reads the documents of drafts again that came in before doubts were kept.
    static func catchUp(_ units: UnitBook, in connection: Connection) throws {
        let drafts = try connection.rows(
            "SELECT id, source_text FROM plan WHERE state = 'draft' AND source_text IS NOT NULL AND doubts_kept IS NULL"
        ).map { (id: try $0.int(0), text: try $0.text(1)) }
        for draft in drafts {
            let reading = PlanReader.read(SourceText(plainText: draft.text), options: units.reading)
            try insert(PlanDoubt.all(reading.document), plan: draft.id, in: connection)
        }
    }
}

extension PlanDoubt {
    /// What the reader was not sure of in a document.
    static func all(_ document: PlanDocument) -> [PlanDoubt] {
        document.doubts.enumerated().map { index, doubt in
            PlanDoubt(
                id: index + 1, what: doubt.what, why: doubt.why,
                place: doubt.place.map { TextPlace(line: $0.line, start: $0.start, end: $0.end) })
        }
    }
}
