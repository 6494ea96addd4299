import Base
import Database
import Registers

/// Asks for the lines of a list.
struct AuditListQuery {
    let sums: BoardSums
    let asked: AuditList.Asked
    /// The last run.
    let run: Int64

    func count() throws -> Int {
        let source: SQL = asked.kind == .missing ? "\(name: sums.owner.name) e" : sums.from
        let row = try sums.reading.connection.first("SELECT COUNT(*) FROM \(source) WHERE \(try condition())")
        return Int(try row?.int(0) ?? 0)
    }

    func lines(after: Int64, limit: Int) throws -> [AuditList.Line] {
        asked.kind == .missing ? try employers(after, limit) : try declarations(after, limit)
    }

    private func declarations(_ after: Int64, _ limit: Int) throws -> [AuditList.Line] {
        let connection = sums.reading.connection
        let rows = try connection.rows(
            """
            SELECT r.id, e.id, \(label), \(kind), \(sums.region ?? "NULL"), r.state FROM \(sums.from)
            WHERE \(try condition()) AND r.id > \(after) ORDER BY r.id LIMIT \(Int64(limit))
            """)
        let known = try AuditResultTable.load(sums.audit, try rows.map { try $0.int(0) }, in: connection)
        return try rows.map { row in
            try line(row, state: try row.textOrNil(5), outcome: known[try row.int(0)]?.outcome)
        }
    }

    private func employers(_ after: Int64, _ limit: Int) throws -> [AuditList.Line] {
        try sums.reading.connection.rows(
            """
            SELECT e.id, e.id, \(label), \(kind), \(ownerRegion ?? "NULL") FROM \(name: sums.owner.name) e
            WHERE \(try condition()) AND e.id > \(after) ORDER BY e.id LIMIT \(Int64(limit))
            """
        ).map { try line($0, state: nil, outcome: nil) }
    }

    private func line(_ row: Row, state: String?, outcome: AuditOutcome?) throws -> AuditList.Line {
        AuditList.Line(
            number: try row.int(0), employer: try row.int(1), name: try row.textOrNil(2) ?? "",
            kind: try row.textOrNil(3), region: try row.textOrNil(4).flatMap { RegionCode($0) }, state: state,
            outcome: outcome)
    }

    private var label: SQL { "\(name: "e.\(sums.owner.label)")" }
    private var kind: SQL { "\(name: "e.\(sums.audit.kind)")" }
    private var ownerRegion: SQL? { sums.owner.region.map { "\(name: "e.\($0)")" } }

    private func condition() throws -> SQL {
        let isMissing = asked.kind == .missing
        var parts = [isMissing ? try sums.missing() : sums.own]
        if let region = asked.region, let column = isMissing ? ownerRegion : sums.region {
            parts.append("\(column) = \(region.text)")
        }
        if let kind = asked.employerKind { parts.append("\(self.kind) = \(kind)") }
        if let state = asked.state, !isMissing { parts.append("r.state = \(state)") }
        if let outcome { parts.append(outcome) }
        return parts.joined(separator: " AND ")
    }

    private var outcome: SQL? {
        switch asked.kind {
        case nil, .missing: nil
        case .unworked: "a.declaration IS NULL"
        case .owing: "a.levy > 0"
        case .refused: "a.refusal IS NOT NULL"
        case .shared: "a.shared_months > 0"
        case .changed: "a.run = \(run) AND a.before_placed IS NOT NULL"
        }
    }
}
