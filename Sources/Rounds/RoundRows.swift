import Access
import Base
import Database
import Registers

/// Reads rounds out of their table, within the reader's region.
enum RoundRows {
    private static let columns: SQL = "id, name, title, region, opened_on, closes_on, closed_at, opened_by"

    static func rounds(in reading: RegisterReading, openOnly: Bool = false) throws -> [Round] {
        let open: SQL = openOnly ? "closed_at IS NULL" : "TRUE"
        return try reading.connection.rows(
            "SELECT \(columns) FROM round WHERE \(visible(reading)) AND \(open) ORDER BY opened_on DESC, id DESC"
        ).map(round)
    }

    static func round(_ id: Int64, in reading: RegisterReading) throws -> Round {
        guard
            let row = try reading.connection.first(
                "SELECT \(columns) FROM round WHERE id = \(id) AND \(visible(reading))")
        else { throw Refusal([FieldFault(nil, "没有编号为 \(id) 的轮次，或者它不在您的管辖范围内。")]) }
        return try round(row)
    }

    /// Every open round, whoever asks: for keeping lists up to date.
    static func open(in connection: Connection) throws -> [Round] {
        try connection.rows("SELECT \(columns) FROM round WHERE closed_at IS NULL").map(round)
    }

    /// A round shows to whoever lies in its region, and to whoever has its region within theirs.
    private static func visible(_ reading: RegisterReading) -> SQL {
        guard let roots = reading.actor.scope.roots else { return "TRUE" }
        let tests = roots.map { root -> SQL in
            let above = SQL.oneOf("region", root.path.map(\.text))
            return "(" + above + SQL(" OR (region >= \(root.text) AND region < \(root.rangeEnd)))")
        }
        return tests.isEmpty ? "FALSE" : "(" + tests.joined(separator: " OR ") + SQL(")")
    }

    static func round(_ row: Row) throws -> Round {
        guard let region = RegionCode(try row.text(3)), let opened = Day(iso: try row.text(4)),
            let closes = Day(iso: try row.text(5))
        else { throw Refusal([FieldFault(nil, "轮次 \(try row.int(0)) 的区划或日期读不出来，请运行 qihang doctor。")]) }
        return Round(
            id: try row.int(0), name: try row.text(1), title: try row.text(2), region: region, openedOn: opened,
            closesOn: closes, closedAt: try row.textOrNil(6).flatMap { Instant(iso: $0) }, openedBy: try row.text(7))
    }
}
