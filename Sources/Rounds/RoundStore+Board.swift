public import Access
public import Base
import Database
public import Registers

/// How far a round is: per step, in all and by region.
public struct RoundBoard: Sendable {
    /// A region's row.
    public struct Line: Sendable {
        /// The region; nil for records without one.
        public let region: RegionCode?
        /// How many members it has.
        public let members: Int
        /// How far each step is, by its name.
        public let steps: [String: Coverage]
    }

    /// The round.
    public let round: Round
    /// All of the region asked about.
    public let total: Line
    /// The regions below it, by code.
    public let lines: [Line]
}

/// A question for the members of a round.
public struct MemberQuery: Sendable {
    /// The step; nil for members whatever their steps.
    public var step: String?
    /// Where they stand with the step; nil for all of whom it is asked.
    public var state: StepState?
    /// Only those whose due date has passed.
    public var overdue = false
    /// Only those who came in after the list was frozen.
    public var reentered = false
    /// Only those of this region.
    public var region: RegionCode?
    /// Part of a name.
    public var search: String?
    /// The place after which the page starts.
    public var after: Cursor?
    /// The place before which the page ends.
    public var before: Cursor?
    /// How many a page holds.
    public var limit = 20

    /// All members.
    public init() {}
}

extension RoundStore {
    /// How far a round is in a region and in each region below it.
    /// - Parameters:
    ///   - region: the region; the round's own when left out.
    ///   - day: overdue is what was due before this day.
    public func board(
        _ id: Int64, in region: RegionCode? = nil, on day: Day, as actor: Actor
    ) async throws -> RoundBoard {
        let book = book
        return try await store.read(as: actor, on: day) { reading in
            let round = try RoundRows.round(id, in: reading)
            let root = region ?? round.region
            let level = root.level.child ?? .village
            let source = CoverageSource(round, book, reading)
            let rows = try reading.connection.rows(
                """
                SELECT SUBSTR(region, 1, \(raw: String(level.length))) AS part, step, state,
                    CASE WHEN due < \(day.iso) THEN 1 ELSE 0 END AS past, SUM(members)
                FROM \(source.table)
                WHERE \(source.condition) AND \(SQL.startsWith("region", root.text))
                GROUP BY part, step, state, past
                """)
            var tally = BoardTally()
            for row in rows {
                tally.add(
                    part: try row.text(0), step: try row.text(1),
                    state: StepState(rawValue: try row.text(2)) ?? .waiting, past: try row.int(3) == 1,
                    members: Int(try row.int(4)))
            }
            return tally.board(round)
        }
    }

    /// The members of a round, a page at a time.
    public func members(_ id: Int64, _ query: MemberQuery, as actor: Actor) async throws -> ListPage {
        let book = book
        return try await store.read(as: actor) { reading in
            let (list, _) = try RoundStore.listQuery(id, query, book, reading)
            return try reading.list(list)
        }
    }

    /// How many members a question finds.
    public func count(_ id: Int64, _ query: MemberQuery, as actor: Actor) async throws -> Int {
        let book = book
        return try await store.read(as: actor) { reading in
            let (list, _) = try RoundStore.listQuery(id, query, book, reading)
            return try reading.count(list)
        }
    }

    /// Where a record stands in every round that it is or was in, the newest round first.
    public func standing(
        _ register: String, _ record: Int64, as actor: Actor
    ) async throws -> [(round: Round, steps: [MemberStep])] {
        let book = book
        return try await store.read(as: actor) { reading in
            guard try reading.record(register, record) != nil else { return [] }
            return try RoundRows.rounds(in: reading).compactMap { round in
                guard let definition = book.definition(round.name, in: round.region), definition.register == register
                else { return nil }
                let steps = try RoundStore.steps(round, record, reading)
                let ordered = definition.steps.compactMap { step in steps.first { $0.step == step.name } }
                return ordered.isEmpty ? nil : (round, ordered)
            }
        }
    }

    /// The standing of several members of one round, by record; of those alone whom the actor may see.
    public func steps(_ id: Int64, of records: [Int64], as actor: Actor) async throws -> [Int64: [MemberStep]] {
        let book = book
        return try await store.read(as: actor) { reading in
            let round = try RoundRows.round(id, in: reading)
            var result: [Int64: [MemberStep]] = [:]
            guard let definition = book.definition(round.name, in: round.region) else { return result }
            let seen = try reading.visible(definition.register, records)
            for record in records where seen.contains(record) {
                result[record] = try RoundStore.steps(round, record, reading)
            }
            return result
        }
    }

    static func steps(_ round: Round, _ record: Int64, _ reading: RegisterReading) throws -> [MemberStep] {
        try reading.connection.rows(
            """
            SELECT step, state, due, done_record, done_on, COALESCE(left_for, reason), note, left_for FROM round_step
            WHERE round = \(round.id) AND record = \(record)
            """
        ).map { row in
            MemberStep(
                step: try row.text(0), state: StepState(rawValue: try row.text(1)) ?? .waiting,
                due: try row.textOrNil(2).flatMap { Day(iso: $0) }, record: try row.intOrNil(3),
                doneOn: try row.textOrNil(4).flatMap { Day(iso: $0) }, reason: try row.textOrNil(5),
                note: try row.textOrNil(6), left: try row.textOrNil(7))
        }
    }

    /// A question for members as one for records of the register.
    public static func listQuery(
        _ id: Int64, _ query: MemberQuery, _ book: RoundBook, _ reading: RegisterReading
    ) throws -> (list: ListQuery, round: Round) {
        let round = try RoundRows.round(id, in: reading)
        guard let definition = book.definition(round.name, in: round.region) else {
            throw Refusal([FieldFault(nil, "方案包里没有“\(round.title)”的定义了。")])
        }
        var list = ListQuery(register: definition.register, limit: query.limit)
        list.ignoresViewCondition = true
        list.search = query.search
        list.after = query.after
        list.before = query.before
        let register = reading.catalogue.register(definition.register)
        // Village by village: the order of the round's own work, and of the register's first index.
        list.sort = [register?.region, register?.label].compactMap { $0 }.map { RegisterDefinition.SortKey($0) }
        if let region = query.region, let field = register?.region {
            list.filters = [Filter(field, .within(region))]
        }
        var member: SQL = "m.round = \(id) AND m.record = r.id"
        if query.reentered { member += " AND m.reentered = TRUE" }
        var extra: SQL = "EXISTS (SELECT 1 FROM round_member m WHERE \(member))"
        if query.step != nil || query.state != nil || query.overdue {
            var step: SQL = "s.round = \(id) AND s.record = r.id"
            if let name = query.step { step += SQL(" AND s.step = \(name)") }
            if let state = query.state {
                step += SQL(" AND s.state = \(state.rawValue)")
            } else {
                step += SQL(" AND s.state <> \(StepState.notAsked.rawValue)")
            }
            if query.overdue { step += SQL(" AND s.state = 'waiting' AND s.due < \(reading.day.iso)") }
            extra += SQL(" AND EXISTS (SELECT 1 FROM round_step s WHERE \(step))")
        }
        list.extra = extra
        return (list, round)
    }
}

/// Adds up the rows of a board.
private struct BoardTally {
    private var parts: [String: [String: Coverage]] = [:]
    private var members: [String: [String: Int]] = [:]

    mutating func add(part: String, step: String, state: StepState, past: Bool, members count: Int) {
        members[part, default: [:]][step, default: 0] += count
        parts[part, default: [:]][step, default: Coverage()].add(count, state, isPast: past)
    }

    func board(_ round: Round) -> RoundBoard {
        let lines = parts.keys.sorted().map { part in
            RoundBoard.Line(
                region: RegionCode(part), members: members[part]?.values.max() ?? 0, steps: parts[part] ?? [:])
        }
        var total: [String: Coverage] = [:]
        for line in lines {
            for (step, coverage) in line.steps {
                total[step, default: Coverage()].add(coverage)
            }
        }
        let all = RoundBoard.Line(region: round.region, members: lines.reduce(0) { $0 + $1.members }, steps: total)
        return RoundBoard(round: round, total: all, lines: lines)
    }
}
