import Base
import HTML
import Kit
import Plans

/// Goals, days and counts as people say them.
enum PlanWords {
    /// A goal's number: 不少于 2,400 人. Nil for a goal in words.
    static func number(_ goal: PlanContent.Goal) -> String? {
        guard let number = goal.number else { return nil }
        let range = goal.numberTo.map { "\(amount(number)) 到 \(amount($0))" } ?? amount(number)
        let words = goal.unit == "%" ? [range + "%"] : [range, goal.unit ?? ""]
        return ([comparison(goal.comparison)] + words).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// How a number is to be met.
    static func comparison(_ comparison: PlanDocument.Comparison?) -> String {
        switch comparison {
        case .atLeast: "不少于"
        case .atMost: "不超过"
        case .above: "多于"
        case .below: "少于"
        case .equal, nil: ""
        }
    }

    /// The choices of a form.
    static let comparisons: [Choice] = [
        Choice(">=", "不少于（及以上）"), Choice("=", "等于"), Choice("<=", "不超过"), Choice(">", "多于"), Choice("<", "少于"),
    ]

    /// A number of the plan with its thousands apart.
    static func amount(_ number: PlanNumber) -> String {
        guard let whole = number.integer else { return number.description }
        return grouped(whole)
    }

    /// Tenths of a percent: 23.4%.
    static func share(_ permille: Int) -> String {
        permille % 10 == 0 ? "\(permille / 10)%" : "\(permille / 10).\(permille % 10)%"
    }

    /// What a target is called in lists.
    static func name(_ target: PlanBoard.Target, in board: PlanBoard) -> String {
        let name = name(target.goal, target.table)
        let isAlone = board.targets.count { PlanWords.name($0.goal, $0.table) == name } == 1
        return isAlone ? name : "\(name)（第 \(target.slug) 条）"
    }

    private static func name(_ goal: PlanContent.Goal, _ table: FigureTable?) -> String {
        short(goal.counted ?? table?.indicator.title ?? goal.text, 40)
    }

    /// A day as it stands to today: 逾期 3 天, 今天到期, 还有 5 天.
    static func due(_ day: Day, from today: Day) -> String {
        let days = day.number - today.number
        if days < 0 { return "逾期 \(-days) 天（\(day.chinese)）" }
        if days == 0 { return "今天到期" }
        return days <= 60 ? "还有 \(days) 天（\(day.chinese)）" : day.chinese
    }

    /// A turn of what comes again: 2026年12月31日到期的一期.
    static func turn(_ due: Day) -> String { "\(due.chinese)到期的一期" }

    /// When a task is due.
    static func due(_ task: PlanTask, today: Day) -> String {
        guard let day = task.due else { return task.dueText ?? "没有写明期限" }
        if let days = task.daysLate { return "\(day.chinese)到期，晚了 \(days) 天完成" }
        if task.state == .done { return "\(day.chinese)前，已完成" }
        if day < today, !task.late { return day.chinese }
        return due(day, from: today)
    }

    /// What was said of where a task stands: whoever does not lead is named, with their own state and percent.
    static func said(_ word: TaskWord, of task: PlanTask, _ most: Int) -> String {
        let report = word.report
        let words = short(report.text, most)
        guard !word.isLeads else { return words }
        let own = [report.state == task.state ? nil : report.state.title, task.percent == nil ? share(report) : nil]
            .compactMap { $0 }
        return report.unit + (own.isEmpty ? "" : "（\(own.joined(separator: "，"))）") + "：" + words
    }

    private static func share(_ report: Progress) -> String? { report.percent.map { "\($0)%" } }

    /// How many tasks stand where: 12 项，已完成 3 项，逾期 2 项.
    static func counts(_ counts: TaskCounts) -> String {
        var parts = ["\(counts.total) 项"]
        if counts[.done] > 0 { parts.append("已完成 \(counts[.done]) 项") }
        if counts[.stuck] > 0 { parts.append("受阻 \(counts[.stuck]) 项") }
        if counts.late > 0 { parts.append("逾期 \(counts.late) 项") }
        return parts.joined(separator: "，")
    }

    /// Units in a few words, those that lead first.
    static func units(_ units: [PlanUnit], most: Int = 4) -> String {
        guard !units.isEmpty else { return "没有写明" }
        let sorted = units.filter { $0.role == .lead } + units.filter { $0.role != .lead }
        let names = sorted.prefix(most).map { $0.role == .lead ? "\($0.name)（牵头）" : $0.name }
        return names.joined(separator: "、") + (units.count > most ? " 等 \(units.count) 个单位" : "")
    }

    /// The beginning of a long text.
    static func short(_ text: String, _ most: Int = 60) -> String {
        text.count > most ? text.prefix(most) + "…" : text
    }

    /// What a task is called in lists: its number and the beginning of its words.
    static func name(_ task: PlanTask) -> String {
        let words = short(task.title ?? task.text)
        return numbered(task.number, words)
    }

    /// The time of a plan.
    static func period(_ content: PlanContent) -> String {
        guard let from = content.from, let to = content.to else { return "没有写明实施期" }
        let isWhole = from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31
        return isWhole ? "\(from.year)—\(to.year)年" : "\(from.chinese)至\(to.chinese)"
    }
}

extension TaskState {
    /// How much it asks for attention.
    var tone: Tone {
        switch self {
        case .notStarted: .attention
        case .underway: .neutral
        case .done: .plain
        case .stuck: .problem
        }
    }
}

extension TargetStanding {
    /// How much it asks for attention.
    var tone: Tone {
        switch self {
        case .reached: .good
        case .onTrack: .neutral
        case .behind: .attention
        case .over: .problem
        }
    }
}
