import Base
import Database
import Packs

/// The table of parameters' values that were entered here.
enum ParameterTable {
    static let migrations: [Migration] = [
        Migration(id: "2026-11-22-1100-parameter-amendments") { connection in
            try connection.createTable(
                TableDefinition(
                    "parameter_amendment",
                    columns: [
                        ColumnDefinition("id", .identity), ColumnDefinition("parameter", .text),
                        ColumnDefinition("region", .text, nullable: true), ColumnDefinition("valid_from", .date),
                        ColumnDefinition("valid_to", .date, nullable: true), ColumnDefinition("value", .text),
                        ColumnDefinition("document", .text), ColumnDefinition("article", .text, nullable: true),
                        ColumnDefinition("address", .text, nullable: true),
                        ColumnDefinition("words", .text, nullable: true), ColumnDefinition("state", .text),
                        ColumnDefinition("proposer", .integer), ColumnDefinition("proposed_by", .text),
                        ColumnDefinition("proposed_at", .timestamp),
                        ColumnDefinition("decided_by", .text, nullable: true),
                        ColumnDefinition("decided_at", .timestamp, nullable: true),
                        ColumnDefinition("reason", .text, nullable: true),
                        // In which order amendments came into force: a later one lies over an earlier one.
                        ColumnDefinition("in_force_order", .integer, nullable: true),
                    ]))
        }
    ]

    private static let columns: SQL = """
        id, parameter, region, valid_from, valid_to, value, document, article, address, words, state, proposer, proposed_by,
        proposed_at, decided_by, decided_at, reason
        """

    /// Amendments, the newest first.
    static func list(_ condition: SQL, in connection: Connection) throws -> [ParameterAmendment] {
        try connection.rows(
            "SELECT \(columns) FROM parameter_amendment WHERE \(condition) ORDER BY id DESC"
        ).compactMap(amendment)
    }

    /// Those that hold, in the order in which they came into force.
    static func inForce(_ connection: Connection) throws -> [ParameterAmendment] {
        try connection.rows(
            """
            SELECT \(columns) FROM parameter_amendment
            WHERE state = \(ParameterAmendment.State.inForce.rawValue) ORDER BY in_force_order
            """
        ).compactMap(amendment)
    }

    private static func amendment(_ row: Row) throws -> ParameterAmendment? {
        let to = try row.textOrNil(4).flatMap { Day(iso: $0) }
        guard let period = Period(from: Day(iso: try row.text(3)), to: to),
            let state = ParameterAmendment.State(rawValue: try row.text(10))
        else { return nil }
        let id = try row.int(0)
        let entry = Parameter.Entry(
            region: try row.textOrNil(2).flatMap { RegionCode($0) }, period: period, value: try row.text(5),
            citation: Citation(
                document: try row.text(6), article: try row.textOrNil(7), address: try row.textOrNil(8),
                text: try row.textOrNil(9)),
            verified: state == .inForce, source: .amendment(id))
        return ParameterAmendment(
            id: id, parameter: try row.text(1), entry: entry, state: state, proposedBy: try row.text(12),
            proposer: try row.int(11), proposedAt: Instant(iso: try row.text(13)) ?? Instant(milliseconds: 0),
            decidedBy: try row.textOrNil(14), decidedAt: try row.textOrNil(15).flatMap { Instant(iso: $0) },
            reason: try row.textOrNil(16))
    }
}
