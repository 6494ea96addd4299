import Access
import Base
import Database
import Registers

/// The opening of a round.
struct RoundOpening {
    let definition: RoundDefinition
    let region: RegionCode
    let from: Day
    let to: Day

    func open(in writing: RegisterWriting) throws -> Round {
        let connection = writing.connection
        let register = try writing.definition(definition.register)
        try RoundOpening.refuseSecond(definition, in: region, connection)
        let title = "\(from.year) 年\(definition.title)"
        let row = try connection.first(
            """
            INSERT INTO round (name, title, region, opened_on, closes_on, opened_by, population, at)
            VALUES (\(definition.name), \(title), \(region.text), \(from.iso), \(to.iso), \(writing.actor.name),
                \(definition.population.source), \(Instant.now.iso))
            RETURNING id
            """)
        let round = Round(
            id: try row?.int(0) ?? 0, name: definition.name, title: title, region: region, openedOn: from,
            closesOn: to, closedAt: nil, openedBy: writing.actor.name)
        let members = RoundMembers(round: round, definition: definition, writing: writing)
        try members.enter(register, records: nil, reentered: false)
        return round
    }

    /// Two rounds of one kind in one region would each count the same work.
    static func refuseSecond(_ definition: RoundDefinition, in region: RegionCode, _ connection: Connection) throws {
        let rows = try connection.rows(
            "SELECT title, region FROM round WHERE name = \(definition.name) AND closed_at IS NULL")
        for row in rows {
            guard let other = RegionCode(try row.text(1)), other.contains(region) || region.contains(other) else {
                continue
            }
            throw Refusal([
                FieldFault("round", "“\(try row.text(0))”还没有结束，同一区划里不能再开一轮。请先结束它。")
            ])
        }
    }
}
