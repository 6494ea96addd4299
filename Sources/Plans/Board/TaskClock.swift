import Base

/// Where a task stands on a day. What comes again has a turn for each day on which it is due; a turn stays open, past its day
/// too, until a report settles it.
struct TaskClock {
    let due: DueDate?
    /// From when recurring tasks are asked: the plan's beginning or its publication here, or the first day of which
    /// something was entered afterwards.
    var start: Day
    /// The plan's last day.
    let end: Day?
    /// The last turn that was reported done.
    let settled: Day?

    struct Standing: Equatable {
        let due: Day?
        let state: TaskState
        let late: Bool
    }

    /// - Parameter state: what was last reported.
    func standing(_ state: TaskState, on day: Day) -> Standing {
        switch due {
        case nil: return Standing(due: nil, state: state, late: false)
        case .day(let due): return Standing(due: due, state: state, late: due < day && state != .done)
        case .every: return recurring(state, on: day)
        }
    }

    private func recurring(_ state: TaskState, on day: Day) -> Standing {
        if let settled, settled >= day { return Standing(due: settled, state: state, late: false) }
        guard let due = nextOpen else {
            return Standing(due: settled, state: settled == nil ? state : .done, late: false)
        }
        return Standing(due: due, state: state == .done ? .notStarted : state, late: due < day)
    }

    /// The turn of which a report speaks that is true of a day: the settled one while its time runs, else the oldest open one;
    /// of several that have passed the last. Nil for what does not come again.
    func turn(on day: Day) -> Day? {
        guard due?.isRecurring == true else { return nil }
        if let settled, day <= settled { return settled }
        guard var turn = nextOpen else { return settled }
        while let later = next(from: turn.adding(days: 1)), later <= day { turn = later }
        return turn
    }

    /// The last settled turn after a report of a turn: one that says done settles it with all before it, any other opens it again.
    func settled(byTurn turn: Day, done: Bool) -> Day? {
        if done { return max(turn, settled ?? turn) }
        guard let settled, turn == settled else { return settled }
        var before: Day?
        var each = next(from: start)
        while let day = each, day < turn {
            before = day
            each = next(from: day.adding(days: 1))
        }
        return before
    }

    private var nextOpen: Day? { next(from: settled?.adding(days: 1) ?? start) }

    private func next(from day: Day) -> Day? {
        guard let next = due?.next(from: day) else { return nil }
        return end.map { next <= $0 } ?? true ? next : nil
    }
}
