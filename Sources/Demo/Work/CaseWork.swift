import Base
import Registers

/// Plans for single people with their steps, and the visits after somebody has found a job.
struct CaseWork {
    let time: MadeTime

    func plan(_ traits: Traits, from start: Day, jobFrom: Day?, _ chance: inout Chance) -> [MadeRecord] {
        let end = start.adding(months: chance.int(4...10))
        let mind = traits.category == "5" || traits.category == "6"
        let goal = mind ? "assisted" : chance.pick(["employment", "employment", "flexible", "training", "start_up"])
        var values: FieldValues = [
            "goal": .text(goal), "track": .text(mind ? "assisted" : chance.pick(["training", "placement", "aid"])),
            "start_date": .day(start), "end_date": .day(end),
            "counsellor": .text(Staff.counsellor(of: traits.village.code)),
            "situation": .text(situation(traits)),
        ]
        var transitions: [String] = []
        if chance.holds(880) {
            values["agreed_on"] = .day(min(start.adding(days: 2), time.today.adding(days: -1)))
            transitions.append("start")
            if let jobFrom {
                values["closed_on"] = .day(jobFrom)
                values["reached"] = .boolean(true)
                values["outcome"] = .text("已上岗，转入回访。")
                transitions.append("close")
            }
        }
        let plan = MadeRecord(
            register: "case_plan", key: "plan", values: values,
            links: ["assessment": "assessment", "demand": "demand"], transitions: transitions)
        return [plan] + steps(start, end: jobFrom ?? end, traits, &chance)
    }

    private func steps(_ start: Day, end: Day, _ traits: Traits, _ chance: inout Chance) -> [MadeRecord] {
        let kinds =
            ["assessment", "guidance"] + chance.some(2, of: ["training", "job_offer", "subsidy", "counselling"])
        let width = max(10, (end.number - start.number) / kinds.count)
        return kinds.enumerated().map { index, kind in
            let due = start.adding(days: width * (index + 1))
            let past = due < time.today
            let progress = past ? (chance.holds(780) ? "done" : "doing") : (chance.holds(250) ? "doing" : "planned")
            var values: FieldValues = [
                "sequence": .integer(Int64(index + 1)), "step_kind": .text(kind), "due_date": .day(due),
                "responsible": .text(index == 0 ? traits.village.liaison : Staff.counsellor(of: traits.village.code)),
                "progress": .text(progress),
            ]
            if progress == "done" { values["done_date"] = .day(max(start, due.adding(days: -chance.int(0...9)))) }
            return MadeRecord(
                register: "case_step", key: "step\(index)", values: values, links: ["case_plan": "plan"])
        }
    }

    /// The visits after three, six and twelve months, done or due.
    func followUps(_ traits: Traits, jobFrom start: Day, ended: Day?, _ chance: inout Chance) -> [MadeRecord] {
        let pace = RoundPace.permille(traits.village.code)
        return [("month_3", 3), ("month_6", 6), ("month_12", 12)].compactMap { kind, months in
            let due = start.adding(months: months)
            guard due < time.today.adding(days: 60), due > time.today.adding(days: -300) else { return nil }
            var values: FieldValues = ["follow_up_kind": .text(kind), "due_date": .day(due)]
            if due < time.today.adding(days: -3), chance.holds(pace) {
                let day = time.day(from: due, to: due.adding(days: 25), &chance)
                let left = ended.map { $0 <= day } ?? false
                values["follow_up_date"] = .day(day)
                values["way"] = .text(chance.holds(640) ? "phone" : "visit")
                values["visitor"] = .text(Staff.counsellor(of: traits.village.code))
                values["result"] = .text(left ? "left" : chance.holds(840) ? "stable" : "problem")
                if values["result"] == .text("problem") { values["difficulty"] = .text("上下班路远，正在和单位商量调班。") }
            }
            return MadeRecord(register: "follow_up", values: values, links: ["employment": "found"])
        }
    }

    private func situation(_ traits: Traits) -> String {
        let skill = traits.education == "71" || traits.education == "81" ? "学历不高，没有证书" : "有一定文化基础"
        return "\(skill)；\(traits.severe ? "出行需要帮助" : "能独立出行")；愿意就近工作。"
    }
}
