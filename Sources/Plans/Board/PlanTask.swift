public import Base
public import Registers

/// Where a task stands.
public enum TaskState: String, CaseIterable, Sendable {
    /// Nothing was reported yet.
    case notStarted = "not_started"
    /// Under way.
    case underway
    /// Done.
    case done
    /// Something stands in the way.
    case stuck

    /// What people read.
    public var title: String {
        switch self {
        case .notStarted: "未开始"
        case .underway: "进行中"
        case .done: "已完成"
        case .stuck: "受阻"
        }
    }
}

/// A task: a measure of a plan, or a row of its annex, that units are to carry out.
public struct PlanTask: Sendable {
    /// Its number.
    public let id: Int64
    /// The plan.
    public let plan: Int64
    /// The plan's name.
    public let planTitle: String
    /// Its way through the plan: 2.1.2, or 附件1-3.
    public let path: String
    /// Its number as written.
    public let number: String?
    /// Its heading.
    public let title: String?
    /// The words.
    public let text: String
    /// The heading of its line of action, or the title of its annex.
    public let actionTitle: String?
    /// Who leads and who takes part.
    public let units: [PlanUnit]
    /// Where the money comes from.
    public let channels: [String]
    /// When it is due next; nil when it has no day.
    public let due: Day?
    /// The words for the time.
    public let dueText: String?
    /// Of what comes again, the day on which the turn is due that a report made today speaks of; nil for what is done once.
    public let turn: Day?
    /// Where it stands; what comes again stands anew in every turn.
    public let state: TaskState
    /// Whether its day is past and it is not done.
    public let late: Bool
    /// How much of it is done, as whoever says where it stands has reported; nil where only other units have named a percent.
    public let percent: Int?
    /// The report that says where it stands.
    public let word: TaskWord?
    /// The day on which it came to be done; nil for what is not done, or comes again.
    public let finished: Day?
    /// The points that the committee's office gave, of 100.
    public let score: Int?
    /// What was written beside the points.
    public let scoreNote: String?
    /// What was reported, newest first; on boards and lists only the last of each unit.
    public let progress: [Progress]
    /// Where it stands in the text.
    public let place: TextPlace?
    /// Rows of the mission that it serves.
    public let cites: [String]
    /// Whether the reader may report progress on it.
    public let mayReport: Bool

    let clock: TaskClock
    /// The percent that whoever decides has named, whether or not the state is of the same voice now.
    let decidedPercent: Int?

    /// Whether it comes again.
    public var recurring: Bool { clock.due?.isRecurring ?? false }

    /// By how many days it was done late; nil when it was in time, is not done, or comes again.
    public var daysLate: Int? {
        guard !recurring, state == .done, let due, let finished, finished > due else { return nil }
        return finished.number - due.number
    }

    /// Late ones first, the longest first; then by day, then in the plan's order.
    public static func lateFirst(_ left: PlanTask, _ right: PlanTask) -> Bool {
        if left.late != right.late { return left.late }
        let (a, b) = (left.due ?? Day(number: .max), right.due ?? Day(number: .max))
        return a != b ? a < b : left.id < right.id
    }
}

/// What a unit reported of a task.
public struct Progress: Sendable {
    /// Its number.
    public let id: Int64
    /// When it came in.
    public let at: Instant
    /// The day of which it is true.
    public let day: Day
    /// Of what comes again, the day on which the turn is due of which it speaks.
    public let turn: Day?
    /// Who.
    public let actor: String
    /// For which unit.
    public let unit: String
    /// Where the task stands, as the unit sees it.
    public let state: TaskState
    /// The words.
    public let text: String
    /// How much is done.
    public let percent: Int?
    /// The files that show it.
    public let evidence: [Attachment]
    /// Whether its word is that of the whole task; nil for what came in before this was kept.
    let decides: Bool?
}

/// A report of progress on its way in.
public struct ProgressReport: Sendable {
    /// A file that shows what is reported.
    public struct File: Sendable {
        /// Its name.
        public let name: String
        /// Its content.
        public let bytes: [UInt8]

        /// A file.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The task.
    public var task: Int64
    /// For which unit; the reporter's own when left out.
    public var unit: String?
    /// Where the task stands.
    public var state: TaskState
    /// The words.
    public var text: String
    /// How much is done, 0 to 100.
    public var percent: Int?
    /// The files that show it.
    public var evidence: [File]
    /// The day of which it is true, when it is entered later: what comes again is asked from that day on. Today when left out.
    public var day: Day?

    /// A report.
    public init(
        task: Int64, unit: String? = nil, state: TaskState, text: String, percent: Int? = nil, evidence: [File] = [],
        day: Day? = nil
    ) {
        self.day = day
        self.task = task
        self.unit = unit
        self.state = state
        self.text = text
        self.percent = percent
        self.evidence = evidence
    }
}
