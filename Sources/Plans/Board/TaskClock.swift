import Base

/// Where a task stands on a day: what comes again opens anew after the day on which it was due.
struct TaskClock {
    let due: DueDate?
    /// From when recurring tasks are asked: the plan's beginning or its publication here, or the first day of which
    /// something was entered afterwards.
    let start: Day
    /// The plan's last day.
    let end: Day?

    struct Standing: Equatable {
        let due: Day?
        let state: TaskState
        let late: Bool
    }

    /// - Parameters:
    ///   - state: what was last reported.
    ///   - doneOn: when it was last reported done.
    func standing(_ state: TaskState, doneOn: Day?, on day: Day) -> Standing {
        switch due {
        case nil: return Standing(due: nil, state: state, late: false)
        case .day(let due): return Standing(due: due, state: state, late: due < day && state != .done)
        case .every: return recurring(state, doneOn: doneOn, on: day)
        }
    }

    private func recurring(_ state: TaskState, doneOn: Day?, on day: Day) -> Standing {
        let covered = doneOn.flatMap { next(from: $0) }
        guard let covered else {
            let due = next(from: start)
            return Standing(due: due, state: state, late: due.map { $0 < day } ?? false)
        }
        if covered >= day { return Standing(due: covered, state: state, late: false) }
        guard let due = next(from: covered.adding(days: 1)) else {
            return Standing(due: covered, state: .done, late: false)
        }
        return Standing(due: due, state: state == .done ? .notStarted : state, late: due < day)
    }

    private func next(from day: Day) -> Day? {
        guard let next = due?.next(from: day) else { return nil }
        return end.map { next <= $0 } ?? true ? next : nil
    }
}
