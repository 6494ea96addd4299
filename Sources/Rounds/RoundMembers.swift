import Access
import Base
import Database
import Registers

/// The list of a round: who is on it and where each stands with every step.
struct RoundMembers {
    let round: Round
    let definition: RoundDefinition
    let writing: RegisterWriting
    private var connection: Connection { writing.connection }

    init(round: Round, definition: RoundDefinition, writing: RegisterWriting) {
        self.round = round
        self.definition = definition
        self.writing = writing
    }

    /// Puts those who meet the population on the list, if they are not on it.
    /// - Parameter records: only these; nil for all of the register.
    func enter(_ register: RegisterDefinition, records: [Int64]?, reentered: Bool) throws {
        guard let field = register.region else { return }
        let population = try writing.condition(definition.population, register: register, alias: "r")
        let only: SQL = records.map { SQL.oneOf("r.id", $0) } ?? "TRUE"
        let day = max(round.openedOn, writing.day)
        let entered = try connection.rows(
            """
            INSERT INTO round_member (round, record, region, entered_on, reentered)
            SELECT \(round.id), r.id, \(name: "r.\(field)"), \(castDate(day)), \(reentered)
            FROM \(name: register.name) r
            WHERE r.removed_at IS NULL AND \(SQL.startsWith("\(name: "r.\(field)")", round.region.text))
            AND \(population) AND \(only)
            ON CONFLICT (round, record) DO NOTHING RETURNING record
            """
        ).map { try $0.int(0) }
        guard !entered.isEmpty else { return }
        let list = records == nil ? nil : entered
        for step in definition.steps { try addSteps(step, entered: list, day: day) }
        for step in definition.steps { try judge(step, register, records: list) }
        try count(records: list, sign: 1)
    }

    /// Judges anew where members stand with every step, and keeps the coverage in step.
    func refresh(_ register: RegisterDefinition, records: [Int64]) throws {
        try count(records: records, sign: -1)
        try place(register, records)
        for step in definition.steps { try judge(step, register, records: records) }
        try count(records: records, sign: 1)
    }

    /// Puts members where their record lies now. One whose record was removed or merged lies nowhere and is not counted
    /// until it is brought back.
    private func place(_ register: RegisterDefinition, _ records: [Int64]) throws {
        guard let field = register.region else { return }
        try connection.run(
            """
            UPDATE round_member SET region = COALESCE((
                SELECT CASE WHEN r.removed_at IS NULL THEN \(name: "r.\(field)") END
                FROM \(name: register.name) r WHERE r.id = round_member.record), \(RoundMembers.nowhere))
            WHERE round = \(round.id) AND \(SQL.oneOf("record", records))
            """)
    }

    /// The region of members whose record was removed.
    static let nowhere = ""

    /// Says why a step cannot be done, or takes that back.
    func setReason(step: String, record: Int64, reason: String?, note: String?) throws {
        let register = try writing.definition(definition.register)
        guard try writing.record(definition.register, record) != nil else {
            throw NoSuchRecord(register: definition.register, id: record)
        }
        try writing.requireOwn(register, record, for: .rounds, "work")
        try count(records: [record], sign: -1)
        let changed = try connection.run(
            """
            UPDATE round_step SET reason = \(reason), note = \(note)
            WHERE round = \(round.id) AND record = \(record) AND step = \(step) AND state IN ('waiting', 'not_done')
            """)
        guard changed == 1 else { throw Refusal([FieldFault(nil, "这一步不在待办里，不需要填写原因。")]) }
        if let known = definition.step(step) { try judge(known, register, records: [record]) }
        try count(records: [record], sign: 1)
    }

    private func addSteps(_ step: RoundDefinition.Step, entered: [Int64]?, day: Day) throws {
        let only: SQL = entered.map { SQL.oneOf("m.record", $0) } ?? "TRUE"
        let due = try self.due(step, enteredOn: day)
        try connection.run(
            """
            INSERT INTO round_step (round, step, record, state, due)
            SELECT m.round, \(step.name), m.record, 'waiting', \(castDate(due))
            FROM round_member m WHERE m.round = \(round.id) AND \(only)
            ON CONFLICT (round, record, step) DO NOTHING
            """)
    }

    /// A value that is selected, not compared, needs its type said.
    private func castDate(_ day: Day) -> SQL {
        connection.engine == .postgres ? "CAST(\(day.iso) AS DATE)" : "\(day.iso)"
    }

    /// Nobody is late on the day on which they enter: a day that has passed by then becomes the round's end.
    private func due(_ step: RoundDefinition.Step, enteredOn day: Day) throws -> Day {
        if case .days(let days) = step.due { return min(day.adding(days: days), round.closesOn) }
        let row = try connection.first(
            "SELECT due FROM round_due WHERE round = \(round.id) AND step = \(step.name)")
        let due = try row.flatMap { Day(iso: try $0.text(0)) } ?? step.due(from: round.openedOn, to: round.closesOn)
        return due < day ? round.closesOn : due
    }

    /// Works out where members stand with a step: done by enough records, not asked, not possible, or waiting.
    private func judge(_ step: RoundDefinition.Step, _ register: RegisterDefinition, records: [Int64]?) throws {
        guard let doing = writing.catalogue.register(step.doneBy), let subject = doing.subject, let when = doing.when
        else { return }
        let only: SQL = records.map { SQL.oneOf("round_step.record", $0) } ?? "TRUE"
        let present = writing.presence(doing, alias: "d", date: when, ofFew: true)
        let counts = try step.counts.map { try writing.condition($0, register: doing, alias: "d") } ?? "TRUE"
        let doneBy: SQL = """
            FROM \(name: doing.name) d WHERE \(name: "d.\(subject)") = round_step.record AND d.removed_at IS NULL
            AND \(name: "d.\(when)") >= \(round.openedOn.iso) AND \(name: "d.\(when)") <= \(round.closesOn.iso) AND \(counts)
            AND \(present)
            """
        let place: SQL = "round_step.round = \(round.id) AND round_step.step = \(step.name) AND \(only)"
        try connection.run(
            """
            UPDATE round_step SET
                done_record = (SELECT CASE WHEN COUNT(*) >= \(step.times) THEN MAX(d.id) END \(doneBy)),
                done_on = (SELECT CASE WHEN COUNT(*) >= \(step.times) THEN MAX(\(name: "d.\(when)")) END \(doneBy))
            WHERE \(place)
            """)
        try depart(register, place)
        var asked: SQL = "TRUE"
        if let condition = step.when {
            let holds = try writing.condition(condition, register: register, alias: "r")
            asked = "EXISTS (SELECT 1 FROM \(name: register.name) r WHERE r.id = round_step.record AND \(holds))"
        }
        try connection.run(
            """
            UPDATE round_step SET state = CASE WHEN done_record IS NOT NULL THEN 'done' WHEN NOT (\(asked)) THEN 'not_asked'
                WHEN reason IS NOT NULL OR left_for IS NOT NULL THEN 'not_done' ELSE 'waiting' END
            WHERE \(place)
            """)
    }

    /// Notes who is asked for nothing more, and takes it back where that no longer holds.
    private func depart(_ register: RegisterDefinition, _ place: SQL) throws {
        guard !definition.leaves.isEmpty else { return }
        let cases = try definition.leaves.map { departure -> SQL in
            let holds = try writing.condition(departure.when, register: register, alias: "r")
            return "WHEN \(holds) THEN \(departure.reason)"
        }
        try connection.run(
            """
            UPDATE round_step SET left_for = (SELECT CASE \(cases.joined(separator: " ")) END
                FROM \(name: register.name) r WHERE r.id = round_step.record)
            WHERE \(place)
            """)
    }

    /// Adds members to the coverage of their villages, or takes them out of it.
    private func count(records: [Int64]?, sign: Int) throws {
        let only: SQL = records.map { SQL.oneOf("m.record", $0) } ?? "TRUE"
        try connection.run(
            """
            INSERT INTO round_coverage (round, region, step, state, due, members)
            SELECT m.round, m.region, s.step, s.state, s.due, \(sign) * COUNT(*)
            FROM round_member m JOIN round_step s ON s.round = m.round AND s.record = m.record
            WHERE m.round = \(round.id) AND \(only)
            GROUP BY m.round, m.region, s.step, s.state, s.due
            ON CONFLICT (round, region, step, state, due)
            DO UPDATE SET members = round_coverage.members + excluded.members
            """)
    }
}
