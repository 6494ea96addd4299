public import Access
import Base
import Database
public import Registers

extension PlanStore {
    /// Takes in what a unit reports of a task, with the files that show it.
    /// - Throws: `AccessError`; `Refusal` with faults by field (`unit`, `text`, `percent`, `day`, `evidence`), or when the task is not
    ///   one of the actor's unit.
    public func report(_ report: ProgressReport, as actor: Actor) async throws {
        try actor.require(.plans, "progress")
        let faults = PlanStore.faults(report)
        guard faults.isEmpty else { throw Refusal(faults) }
        let (rows, units, trail, attachments) = (rows, units, trail, attachments)
        try await store.write(as: actor) { writing in
            let task = try PlanStore.task(report.task, actor, rows, units, writing)
            guard task.mayReport else { throw Refusal([FieldFault(nil, "这份方案没有在执行，不能报进展。")]) }
            let own = actor.can(.plans, "edit") ? nil : actor.unit
            guard let unit = own ?? report.unit ?? actor.unit ?? actor.roleTitles.first else {
                throw Refusal([FieldFault("unit", "请选择报送的单位。")])
            }
            let plan = try rows.plan(task.plan, actor, in: writing.connection)
            if let fault = PlanStore.dayFault(report, task, plan, writing) { throw Refusal([fault]) }
            var clock = task.clock
            clock.start = min(clock.start, report.day ?? clock.start)
            let turn = clock.turn(on: report.day ?? writing.day)
            let outcome = try TaskAgreement(task, turn, units, writing).outcome(of: report, by: unit)
            let id = try PlanStore.insert(report, unit, turn, outcome.decides, actor, in: writing.connection)
            for (position, file) in report.evidence.enumerated() {
                let kept = try attachments.put(file.bytes, name: file.name, as: actor, in: writing.connection)
                try writing.connection.run(
                    """
                    INSERT INTO plan_evidence (progress, position, digest, name)
                    VALUES (\(id), \(position), \(kept.digest), \(kept.name))
                    """)
            }
            let isDone = outcome.state == .done
            let settled = turn.flatMap { clock.settled(byTurn: $0, done: isDone) }
            let finished = isDone && turn == nil ? task.finished ?? report.day ?? writing.day : nil
            try writing.connection.run(
                """
                UPDATE plan_task SET state = \(outcome.state.rawValue), settled = \(settled?.iso),
                    percent = \(outcome.percent), finished = \(finished?.iso)
                WHERE id = \(task.id)
                """)
            try trail.append(
                TrailEntry(
                    .planChanged, actor: actor, register: "plan_task", record: String(task.id),
                    detail: "报进展：\(report.state.title)（\(unit)）"), in: writing.connection)
        }
    }

    /// Gives a task points of 100.
    /// - Throws: `AccessError`; `Refusal` when the points lie outside 0 to 100.
    public func score(_ task: Int64, points: Int, note: String?, as actor: Actor) async throws {
        try actor.require(.plans, "edit")
        guard (0...100).contains(points) else {
            throw Refusal([FieldFault("score", "分数应在 0 到 100 之间。", value: String(points))])
        }
        let (rows, units, trail) = (rows, units, trail)
        try await store.write(as: actor) { writing in
            let found = try PlanStore.task(task, actor, rows, units, writing)
            let plan = try rows.plan(found.plan, actor, in: writing.connection)
            try actor.require(region: plan.region)
            let words = note.map { normalised($0) }.flatMap { $0.isEmpty ? nil : $0 }
            try writing.connection.run(
                "UPDATE plan_task SET score = \(points), score_note = \(words) WHERE id = \(task)")
            try trail.append(
                TrailEntry(
                    .planChanged, actor: actor, register: "plan_task", record: String(task), reason: words,
                    detail: "评分：\(points)"), in: writing.connection)
        }
    }

    /// A file that was handed in with a report.
    /// - Throws: `AccessError`; `Refusal` when there is none that the actor may see.
    public func evidence(
        _ digest: String, of progress: Int64, as actor: Actor
    ) async throws -> (file: Attachment, bytes: [UInt8]) {
        try actor.require(.plans, "read")
        let (rows, units, attachments) = (rows, units, attachments)
        return try await store.read(as: actor) { reading in
            let missing = Refusal([FieldFault(nil, "没有这个附件，或者它不归您的单位。")])
            guard
                let row = try reading.connection.first(
                    """
                    SELECT p.task, e.name FROM plan_evidence e JOIN plan_progress p ON p.id = e.progress
                    WHERE e.digest = \(digest) AND e.progress = \(progress)
                    """)
            else { throw missing }
            _ = try PlanStore.task(try row.int(0), actor, rows, units, reading)
            guard let known = try attachments.info(digest, in: reading.connection),
                let bytes = try attachments.bytes(digest, in: reading.connection)
            else { throw missing }
            let file = Attachment(digest: digest, name: try row.text(1), kind: known.kind, size: known.size)
            return (file, bytes)
        }
    }

    private static func faults(_ report: ProgressReport) -> [FieldFault] {
        var faults: [FieldFault] = []
        let text = normalised(report.text)
        if text.count < 2 { faults.append(FieldFault("text", "请写明进展：做了什么、到了哪一步。")) }
        if text.count > 2_000 { faults.append(FieldFault("text", "进展不超过 2000 字，详细材料请作为附件。")) }
        if let percent = report.percent, !(0...100).contains(percent) {
            faults.append(FieldFault("percent", "完成比例应在 0 到 100 之间。", value: String(percent)))
        }
        if report.state == .done, let percent = report.percent, (0..<100).contains(percent) {
            let words = "状态是“\(TaskState.done.title)”，完成比例却是 \(percent)。请改其中一个，或者不填完成比例。"
            faults.append(FieldFault("percent", words, value: String(percent)))
        }
        if report.evidence.count > 10 { faults.append(FieldFault("evidence", "一次最多 10 个附件。")) }
        faults += report.evidence.compactMap { AttachmentStore.fault($0.bytes, name: $0.name, field: "evidence") }
        return faults
    }

    /// Reports are entered in the order of their days: an earlier one must not undo what a later one says.
    private static func dayFault(
        _ report: ProgressReport, _ task: PlanTask, _ plan: Plan, _ writing: RegisterWriting
    ) -> FieldFault? {
        guard let day = report.day else { return nil }
        let value = day.iso
        if day > writing.day { return FieldFault("day", "情况截至的日期不能晚于今天。请填已经过去的日期，或者空着。", value: value) }
        if let from = plan.content.from, day < from {
            return FieldFault("day", "方案从\(from.chinese)开始执行，请填这一天或以后的日期。", value: value)
        }
        if let last = task.progress.first, day < last.day {
            return FieldFault(
                "day", "\(last.unit)已经报过\(last.day.chinese)的情况。请填这一天或以后的日期，更早的情况写在文字里。", value: value)
        }
        return nil
    }

    private static func insert(
        _ report: ProgressReport, _ unit: String, _ turn: Day?, _ decides: Bool, _ actor: Actor,
        in connection: Connection
    ) throws -> Int64 {
        let row = try connection.first(
            """
            INSERT INTO plan_progress (task, at, account, actor, unit, state, text, percent, day, turn,
                decides)
            VALUES (\(report.task), \(Instant.now.iso), \(actor.account), \(actor.name), \(unit),
                \(report.state.rawValue), \(report.text), \(report.percent),
                \(report.day?.iso), \(turn?.iso), \(decides))
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }
}
