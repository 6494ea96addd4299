import Access
import Database
import Registers

/// Where the counts of a round come from: the coverage that is kept by village, or, for somebody who sees their own people
/// only, the members themselves, who are few.
struct CoverageSource {
    /// Has the columns `region`, `step`, `state`, `due`, `members`.
    let table: SQL
    /// The round, and what the reader may see of it.
    let condition: SQL
    /// Whether the members themselves are read; the table then has a column `record` besides.
    let isOwn: Bool

    init(_ round: Round, _ book: RoundBook, _ reading: RegisterReading) {
        let scope = reading.actor.scope.condition(column: "region")
        let register = book.definition(round.name, in: round.region).flatMap { definition in
            reading.catalogue.register(definition.register)
        }
        guard let register, let own = reading.ownCondition(register) else {
            isOwn = false
            table = "round_coverage"
            condition = "round = \(round.id) AND region <> \(RoundMembers.nowhere) AND \(scope)"
            return
        }
        isOwn = true
        table = """
            (SELECT r.id AS record, m.region AS region, s.step AS step, s.state AS state, s.due AS due, 1 AS members
            FROM \(name: register.name) r
            JOIN round_member m ON m.round = \(round.id) AND m.record = r.id
            JOIN round_step s ON s.round = m.round AND s.record = m.record
            WHERE \(own)) own
            """
        condition = "region <> \(RoundMembers.nowhere) AND \(scope)"
    }
}
