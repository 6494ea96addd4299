public import Access
public import Base
import Database
import Registers

/// How far an open round is in somebody's regions.
public struct RoundOutlook: Sendable {
    /// The round.
    public let round: Round
    /// How far each step is, by its name.
    public let steps: [String: Coverage]
}

/// A step that is due for a member.
public struct RoundDuty: Sendable, Hashable {
    /// The round's number.
    public let round: Int64
    /// The member.
    public let record: Int64
    /// The step's name.
    public let step: String
    /// When it is due.
    public let due: Day
}

extension RoundStore {
    /// How many people would be on the list if a round were opened.
    /// - Throws: `AccessError`, or `Refusal` when there is no such definition in the region or the same round is open there.
    public func preview(_ name: String, in region: RegionCode, on day: Day, as actor: Actor) async throws -> Int {
        try actor.require(.rounds, "open")
        guard actor.scope.contains(region) else {
            throw AccessError.outOfScope(store.regions.fullName(of: region))
        }
        guard let definition = book.definition(name, in: region) else {
            throw Refusal([FieldFault("round", "这个区划没有名为“\(name)”的轮次。")])
        }
        return try await store.read(as: actor, on: day) { reading in
            let register = try reading.definition(definition.register)
            try RoundOpening.refuseSecond(definition, in: region, reading)
            guard let field = register.region else { return 0 }
            let population = try reading.condition(definition.population, register: register, alias: "r")
            let row = try reading.connection.first(
                """
                SELECT COUNT(*) FROM \(name: register.name) r WHERE r.removed_at IS NULL
                AND \(SQL.startsWith("\(name: "r.\(field)")", region.text)) AND \(population)
                """)
            return Int(try row?.int(0) ?? 0)
        }
    }

    /// How far every open round is in the actor's regions, the newest round first. Reads only the coverage.
    public func outlook(on day: Day, as actor: Actor) async throws -> [RoundOutlook] {
        let book = book
        return try await store.read(as: actor, on: day) { reading in
            try RoundRows.rounds(in: reading, openOnly: true).map { round in
                let source = CoverageSource(round, book, reading)
                let rows = try reading.connection.rows(
                    """
                    SELECT step, state, CASE WHEN due < \(day.iso) THEN 1 ELSE 0 END AS past, SUM(members)
                    FROM \(source.table) WHERE \(source.condition) GROUP BY step, state, past
                    """)
                var steps: [String: Coverage] = [:]
                for row in rows {
                    let state = StepState(rawValue: try row.text(1)) ?? .waiting
                    steps[try row.text(0), default: Coverage()].add(
                        Int(try row.int(3)), state, isPast: try row.int(2) == 1)
                }
                return RoundOutlook(round: round, steps: steps)
            }
        }
    }

    /// The steps that are due next in the actor's regions, over all open rounds, the earliest first.
    ///
    /// The coverage says in which village something is due first, so that only that village's members are read.
    public func nextDuties(limit: Int, as actor: Actor) async throws -> [RoundDuty] {
        let book = book
        return try await store.read(as: actor) { reading in
            let open = try RoundRows.rounds(in: reading, openOnly: true)
            let sources = open.map { ($0, CoverageSource($0, book, reading)) }
            let kept = sources.filter { !$0.1.isOwn }.map(\.0.id)
            var duties = kept.isEmpty ? [] : try RoundStore.duties(of: kept, limit: limit, reading)
            for (round, source) in sources where source.isOwn {
                duties += try RoundStore.ownDuties(round, source, limit: limit, reading)
            }
            return Array(
                duties.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
                    .map(\.element).prefix(limit))
        }
    }

    private static func duties(
        of rounds: [Int64], limit: Int, _ reading: RegisterReading
    ) throws -> [RoundDuty] {
        let heaps = try reading.connection.rows(heapQuestion(rounds, limit: limit, reading.actor.scope))
        var duties: [RoundDuty] = []
        for heap in heaps where duties.count < limit {
            let (round, step) = (try heap.int(0), try heap.text(2))
            guard let due = Day(iso: try heap.text(3)) else { continue }
            let question = memberQuestion(
                round, region: try heap.text(1), step: step, due: due, limit: limit - duties.count)
            let rows = try reading.connection.rows(question)
            duties += try rows.map { RoundDuty(round: round, record: try $0.int(0), step: step, due: due) }
        }
        return duties
    }

    /// The next duties among the actor's own people, who are few enough to be read themselves.
    private static func ownDuties(
        _ round: Round, _ source: CoverageSource, limit: Int, _ reading: RegisterReading
    ) throws -> [RoundDuty] {
        try reading.connection.rows(ownQuestion(source, limit: limit)).compactMap { row in
            guard let due = Day(iso: try row.text(2)) else { return nil }
            return RoundDuty(round: round.id, record: try row.int(0), step: try row.text(1), due: due)
        }
    }

    // MARK: Questions

    /// In which village which step is due first.
    static func heapQuestion(_ rounds: [Int64], limit: Int, _ scope: RegionScope) -> SQL {
        """
        SELECT round, region, step, due FROM round_coverage
        WHERE \(SQL.oneOf("round", rounds)) AND state = \(StepState.waiting.rawValue) AND members > 0
        AND region <> \(RoundMembers.nowhere) AND \(scope.condition(column: "region"))
        ORDER BY due, round, region, step LIMIT \(limit)
        """
    }

    /// The members of a village for whom a step is due on a day.
    static func memberQuestion(_ round: Int64, region: String, step: String, due: Day, limit: Int) -> SQL {
        """
        SELECT m.record FROM round_member m JOIN round_step s ON s.round = m.round AND s.record = m.record
        WHERE m.round = \(round) AND m.region = \(region) AND s.step = \(step)
        AND s.state = \(StepState.waiting.rawValue) AND s.due = \(due.iso)
        ORDER BY m.record LIMIT \(limit)
        """
    }

    /// The next duties of the actor's own people.
    static func ownQuestion(_ source: CoverageSource, limit: Int) -> SQL {
        """
        SELECT record, step, due FROM \(source.table)
        WHERE \(source.condition) AND state = \(StepState.waiting.rawValue)
        ORDER BY due, region, step, record LIMIT \(limit)
        """
    }
}
