import Base
import Database
import Registers

/// Keeps the table of tasks in step with a plan's content, and reads what was reported.
enum TaskRows {
    /// What the table knows of a task.
    struct State {
        let id: Int64
        let state: TaskState
        /// Of what comes again, the last turn that was reported done.
        let settled: Day?
        /// How much is done, as whoever decides has said.
        let percent: Int?
        /// The day on which it came to be done.
        let finished: Day?
        let score: Int?
        let scoreNote: String?
        /// The first day of which something was reported later than it was so.
        let enteredFrom: Day?
    }

    /// Brings a plan's tasks up to its content: those of the same path keep their number and all that was reported; those no
    /// longer in it go, or stay aside where something was reported of them.
    static func settle(_ plan: Int64, _ content: PlanContent, in connection: Connection) throws {
        let known = try connection.rows("SELECT path, id FROM plan_task WHERE plan = \(plan)")
        var ids: [String: Int64] = [:]
        for row in known { ids[try row.text(0)] = try row.int(1) }
        var position = 0
        for source in TaskSource.lines(content).flatMap(\.tasks) {
            position += 1
            let id: Int64
            if let own = ids.removeValue(forKey: source.path) {
                try update(own, source, position, connection)
                id = own
            } else {
                id = try insert(plan, source, position, connection)
            }
            try setUnits(id, source.units, connection)
        }
        for id in ids.values {
            try connection.run(
                """
                UPDATE plan_task SET dropped = TRUE WHERE id = \(id)
                AND EXISTS (SELECT 1 FROM plan_progress p WHERE p.task = plan_task.id)
                """)
            try connection.run("DELETE FROM plan_task WHERE id = \(id) AND dropped = FALSE")
        }
    }

    private static func update(_ id: Int64, _ source: TaskSource, _ position: Int, _ connection: Connection) throws {
        try connection.run(
            """
            UPDATE plan_task SET position = \(position), action_title = \(source.actionTitle), text = \(source.text),
                due = \(source.dueDay?.iso), due_text = \(source.dueText), dropped = FALSE
            WHERE id = \(id)
            """)
    }

    private static func insert(
        _ plan: Int64, _ source: TaskSource, _ position: Int, _ connection: Connection
    ) throws -> Int64 {
        let row = try connection.first(
            """
            INSERT INTO plan_task (plan, path, position, action_title, text, due, due_text, state, dropped)
            VALUES (\(plan), \(source.path), \(position), \(source.actionTitle), \(source.text), \(source.dueDay?.iso),
                \(source.dueText), \(TaskState.notStarted.rawValue), FALSE)
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }

    private static func setUnits(_ task: Int64, _ units: [PlanUnit], _ connection: Connection) throws {
        try connection.run("DELETE FROM plan_task_unit WHERE task = \(task)")
        let rows: [[SQLValue]] = units.enumerated().map { position, unit in
            [
                .integer(task), .integer(Int64(position)), .text(unit.name), .text(unit.role.rawValue),
                .boolean(unit.group),
            ]
        }
        try connection.insert(
            into: "plan_task_unit", columns: ["task", "position", "name", "role", "is_group"], rows: rows)
    }

    /// Moves the tasks of a replaced plan whose paths the new one has: they keep their number and their progress.
    static func carry(from old: Int64, to new: Int64, paths: [String], in connection: Connection) throws {
        try connection.run(
            "UPDATE plan_task SET plan = \(new) WHERE plan = \(old) AND \(SQL.oneOf("path", paths))")
    }

    /// What the table knows of a plan's tasks, by path.
    static func states(_ plan: Int64, in connection: Connection) throws -> [String: State] {
        let rows = try connection.rows(
            """
            SELECT path, id, state, settled, percent, score, score_note,
                (SELECT MIN(p.day) FROM plan_progress p WHERE p.task = plan_task.id), finished
            FROM plan_task
            WHERE plan = \(plan) AND dropped = FALSE
            """)
        var states: [String: State] = [:]
        for row in rows {
            states[try row.text(0)] = State(
                id: try row.int(1), state: TaskState(rawValue: try row.text(2)) ?? .notStarted,
                settled: try row.textOrNil(3).flatMap { Day(iso: $0) }, percent: try row.intOrNil(4).map { Int($0) },
                finished: try row.textOrNil(8).flatMap { Day(iso: $0) },
                score: try row.intOrNil(5).map { Int($0) }, scoreNote: try row.textOrNil(6),
                enteredFrom: try row.textOrNil(7).flatMap { Day(iso: $0) })
        }
        return states
    }

    /// The last reports of each unit on each task of a plan, newest first, and the last that decides.
    static func lastProgress(_ plan: Int64, in connection: Connection) throws -> [Int64: [Progress]] {
        try progress(
            """
            p.id IN (SELECT MAX(l.id) FROM plan_progress l JOIN plan_task t ON t.id = l.task
                WHERE t.plan = \(plan) GROUP BY l.task, l.unit, l.decides)
            """, in: connection)
    }

    /// All reports of a task, newest first.
    static func progress(of task: Int64, in connection: Connection) throws -> [Int64: [Progress]] {
        try progress("p.task = \(task)", in: connection)
    }

    private static func progress(_ condition: SQL, in connection: Connection) throws -> [Int64: [Progress]] {
        let files = try evidence(condition, connection)
        let rows = try connection.rows(
            """
            SELECT p.id, p.task, p.at, p.actor, p.unit, p.state, p.text, p.percent, p.day, p.turn,
                p.decides
            FROM plan_progress p WHERE \(condition) ORDER BY p.id DESC
            """)
        var result: [Int64: [Progress]] = [:]
        for row in rows {
            let id = try row.int(0)
            let at = Instant(iso: try row.text(2)) ?? Instant(milliseconds: 0)
            let progress = Progress(
                id: id, at: at, day: try row.textOrNil(8).flatMap { Day(iso: $0) } ?? at.chinaDay,
                turn: try row.textOrNil(9).flatMap { Day(iso: $0) }, actor: try row.text(3), unit: try row.text(4),
                state: TaskState(rawValue: try row.text(5)) ?? .underway, text: try row.text(6),
                percent: try row.intOrNil(7).map { Int($0) }, evidence: files[id] ?? [],
                decides: try row.boolOrNil(10))
            result[try row.int(1), default: []].append(progress)
        }
        return result
    }

    private static func evidence(_ condition: SQL, _ connection: Connection) throws -> [Int64: [Attachment]] {
        let rows = try connection.rows(
            """
            SELECT e.progress, e.digest, e.name, a.kind, a.size FROM plan_evidence e
            JOIN attachment a ON a.digest = e.digest JOIN plan_progress p ON p.id = e.progress
            WHERE \(condition) ORDER BY e.progress, e.position
            """)
        var result: [Int64: [Attachment]] = [:]
        for row in rows {
            guard let kind = AttachmentKind(rawValue: try row.text(3)) else { continue }
            result[try row.int(0), default: []].append(
                Attachment(digest: try row.text(1), name: try row.text(2), kind: kind, size: Int(try row.int(4))))
        }
        return result
    }
}
