public import Base

/// A plan against the facts: targets with their figures, tasks with their progress, duties with their days.
public struct PlanBoard: Sendable {
    /// A goal with its figure.
    public struct Target: Sendable {
        /// Its place among the plan's goals.
        public let index: Int
        /// The goal.
        public let goal: PlanContent.Goal
        /// What the indicator comes to, month by month and by region; nil when none is bound.
        public let table: FigureTable?
        /// The figure of the goal, in tenths of a percent; nil without figure or number.
        public let permille: Int?
        /// Reached, on its way, behind.
        public let standing: TargetStanding?
        /// What should be reached by the day: in equal parts over the time, or as the plan spreads it over years.
        public let expected: Figure?
        /// Why there is no figure and what to do.
        public let missing: String?
        /// The question whose names stand behind the figure; nil when the reader may not see the register.
        public let names: FigureQuestion?
    }

    /// A line of action with its tasks; an annex whose rows give tasks is one too.
    public struct ActionLine: Sendable {
        /// Its number as written.
        public let number: String?
        /// Its heading.
        public let title: String?
        /// The heading above it.
        public let section: String?
        /// Task or safeguard; nil for an annex.
        public let kind: PlanDocument.Action.Kind?
        /// Its tasks, late ones first.
        public let tasks: [PlanTask]
        /// How many stand where.
        public let counts: TaskCounts
    }

    /// A unit with its tasks in numbers.
    public struct UnitLine: Sendable {
        /// Its usual name.
        public let name: String
        /// Whether it stands for many units.
        public let group: Bool
        /// How many tasks it leads.
        public let leads: Int
        /// How many of its tasks stand where.
        public let counts: TaskCounts
    }

    /// A duty with its next day.
    public struct DutyLine: Sendable {
        /// The duty.
        public let duty: PlanContent.Duty
        /// When it was due last, within the plan's time; nil when it has not been due yet.
        public let last: Day?
        /// When it is due next.
        public let next: Day?
        /// Whether the day was worked out from how often it comes, for the text names none.
        public let assumed: Bool
        /// Why there is no day, or what is to be known of it.
        public let note: String?
    }

    /// The plan.
    public let plan: Plan
    /// The day asked about.
    public let day: Day
    /// The region asked about.
    public let region: RegionCode
    /// The goals.
    public let targets: [Target]
    /// The tasks by line of action.
    public let actions: [ActionLine]
    /// How many tasks stand where.
    public let counts: TaskCounts
    /// The units, those with late tasks first.
    public let units: [UnitLine]
    /// The duties.
    public let duties: [DutyLine]
    /// The unit whose tasks alone are shown; nil when all are.
    public let ownUnit: String?
}

/// A plan in a list: what it is and how its tasks stand, without its figures.
public struct PlanOverview: Sendable {
    /// The plan.
    public let plan: Plan
    /// How many tasks stand where; of a plan in force only.
    public let counts: TaskCounts
}

/// How many tasks stand where.
public struct TaskCounts: Hashable, Sendable {
    /// By state.
    public var states: [TaskState: Int] = [:]
    /// How many are late.
    public var late = 0

    /// None.
    public init() {}

    /// The counts of these tasks.
    public init(_ tasks: [PlanTask]) {
        for task in tasks { add(task) }
    }

    /// How many stand there.
    public subscript(state: TaskState) -> Int { states[state] ?? 0 }

    /// How many in all.
    public var total: Int { states.values.reduce(0, +) }

    mutating func add(_ task: PlanTask) {
        states[task.state, default: 0] += 1
        if task.late { late += 1 }
    }
}

/// Whether a target is met.
public enum TargetStanding: String, CaseIterable, Sendable {
    /// Met.
    case reached
    /// Not met yet, and as far as it should be by the day.
    case onTrack = "on_track"
    /// Less far than it should be.
    case behind
    /// Above a number that is to be met exactly or not to be exceeded.
    case over

    /// What people read.
    public var title: String {
        switch self {
        case .reached: "已达到"
        case .onTrack: "进度正常"
        case .behind: "进度落后"
        case .over: "高于目标"
        }
    }
}

/// Something of a plan that is due soon, for the desk.
public struct PlanReminder: Sendable {
    /// A task or a duty.
    public enum Kind: String, Sendable {
        /// A task.
        case task
        /// A duty.
        case duty
    }

    /// A task or a duty.
    public let kind: Kind
    /// The plan.
    public let plan: Int64
    /// The plan's name.
    public let planTitle: String
    /// The task's number; nil for a duty.
    public let task: Int64?
    /// What is due.
    public let title: String
    /// Who is to do it.
    public let who: String
    /// When.
    public let due: Day
    /// Whether the day is past.
    public let late: Bool
}
