public import Base

/// A round that was opened.
public struct Round: Sendable {
    /// Its number.
    public let id: Int64
    /// The name of its definition.
    public let name: String
    /// What people read, with the year: 2026 年就业服务“四个一”.
    public let title: String
    /// The region for which it was opened.
    public let region: RegionCode
    /// The day on which its list was frozen.
    public let openedOn: Day
    /// The last day on which records count for it.
    public let closesOn: Day
    /// When it was closed; nil while it is open.
    public let closedAt: Instant?
    /// Who opened it.
    public let openedBy: String

    /// Whether records still count for it.
    public var isOpen: Bool { closedAt == nil }

    /// Whether a record of this day is one of the round's.
    public func counts(on day: Day) -> Bool { openedOn <= day && day <= closesOn }

    /// What is asked about a day that is not one of the round's.
    public func question(about day: Day) -> String {
        let misses = day < openedOn ? "早于这一轮开始的 \(openedOn.chinese)" : "晚于这一轮结束的 \(closesOn.chinese)"
        return "日期\(misses)，不算在这一轮里。"
    }
}

/// Where a member stands with a step.
public enum StepState: String, CaseIterable, Sendable {
    /// Not asked of this member.
    case notAsked = "not_asked"
    /// Asked and not yet done.
    case waiting
    /// Done by a record.
    case done
    /// Cannot be done, with a reason.
    case notDone = "not_done"

    /// What people read.
    public var title: String {
        switch self {
        case .notAsked: "不需要"
        case .waiting: "待办"
        case .done: "已完成"
        case .notDone: "未能完成"
        }
    }
}

/// A member's standing in one step.
public struct MemberStep: Sendable {
    /// The step's name.
    public let step: String
    /// Where the member stands.
    public let state: StepState
    /// When it is due; nil when it is not asked.
    public let due: Day?
    /// The record that did it.
    public let record: Int64?
    /// The date of that record.
    public let doneOn: Day?
    /// Why it cannot be done: a code of the definition's list.
    public let reason: String?
    /// What was written beside the reason.
    public let note: String?
    /// Why nothing more is asked of the member, who has left: a code of the definition's list; nil for who is here.
    public let left: String?
}

/// How far a step is in a region.
public struct Coverage: Sendable, Hashable {
    /// Of how many members it is asked.
    public var asked = 0
    /// For how many it is done.
    public var done = 0
    /// For how many it cannot be done, with a reason.
    public var notDone = 0
    /// For how many it is waiting beyond its due date.
    public var overdue = 0

    /// Nobody counted yet.
    public init() {}

    /// For how many it is waiting.
    public var waiting: Int { asked - done - notDone }

    /// Done of asked, in tenths of a percent; 1000 when nothing is asked.
    public var permille: Int { asked == 0 ? 1_000 : done * 1_000 / asked }

    /// Counts members who stand in one state; those of whom the step is not asked do not count.
    mutating func add(_ members: Int, _ state: StepState, isPast: Bool) {
        guard state != .notAsked else { return }
        asked += members
        switch state {
        case .done: done += members
        case .notDone: notDone += members
        case .waiting: overdue += isPast ? members : 0
        case .notAsked: break
        }
    }

    /// Counts the members of another region.
    mutating func add(_ other: Coverage) {
        asked += other.asked
        done += other.done
        notDone += other.notDone
        overdue += other.overdue
    }
}
