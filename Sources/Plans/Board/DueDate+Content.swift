import Base

extension DueDate {
    /// When a task is due by its deadlines, and in which words. One that says nothing is due at the end of the plan.
    static func of(_ deadlines: [PlanContent.Deadline], planEnd: Day?) -> (due: DueDate?, words: String?) {
        guard !deadlines.isEmpty else { return (planEnd.map { .day($0) }, planEnd == nil ? nil : "方案实施期末") }
        let read = deadlines.map { deadline in
            (
                deadline.on.flatMap { DueDate($0) }
                    ?? (deadline.kind == .recurring ? DueDate(cadence: deadline.text)?.named(in: deadline.text) : nil),
                deadline.text
            )
        }
        let words = deadlines.map(\.text).joined(separator: "；")
        let days = read.compactMap { entry -> Day? in
            guard case .day(let day)? = entry.0 else { return nil }
            return day
        }
        return (days.min().map { .day($0) } ?? read.compactMap(\.0).first, words)
    }

    /// When a duty is due; `assumed` when the text names no day and the end of each span is taken.
    static func of(_ duty: PlanContent.Duty) -> (due: DueDate, assumed: Bool)? {
        if let due = duty.due.flatMap({ DueDate($0) }) { return (due, false) }
        guard let due = duty.cadence.flatMap({ DueDate(cadence: $0) }) else { return nil }
        let named = due.named(in: duty.dueAsWritten ?? "")
        return (named, named == due)
    }
}
