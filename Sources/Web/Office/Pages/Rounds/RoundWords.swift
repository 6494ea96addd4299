import Base
import Kit
import Registers
import Rounds

/// Rounds in words.
enum RoundWords {
    /// When something is due, seen from a day: “逾期 3 天”, “今天到期”, “还有 5 天”.
    static func due(_ due: Day, on today: Day) -> String {
        let days = due.number - today.number
        if days < 0 { return "逾期 \(-days) 天" }
        return days == 0 ? "今天到期" : "还有 \(days) 天（\(due.month)月\(due.day)日前）"
    }

    /// Where a member stands with a step.
    static func standing(_ step: MemberStep, reasons: CodeList?, on today: Day) -> String {
        switch step.state {
        case .notAsked: return "不需要"
        case .waiting: return step.due.map { "待办，\(due($0, on: today))" } ?? "待办"
        case .done:
            let done = step.doneOn.map { "已完成（\($0.month)月\($0.day)日）" } ?? "已完成"
            return step.left.map { "\(reasons?.title(of: $0) ?? $0)，\(done)" } ?? done
        case .notDone:
            let reason = step.reason.map { reasons?.title(of: $0) ?? $0 }
            return reason.map { "未能完成：\($0)" } ?? "未能完成"
        }
    }

    static func tone(_ step: MemberStep, on today: Day) -> Tone {
        guard step.state == .waiting else { return .plain }
        return step.due.map { $0 < today } ?? false ? .problem : .attention
    }

    /// “完成 12 人，应做 20 人（60%）”
    static func coverage(_ coverage: Coverage, unit: String) -> String {
        coverage.asked == 0
            ? "没有人要做" : progressWords(done: coverage.done, of: coverage.asked, unit: unit, verb: "完成")
    }
}
