import Base
import Registers

/// The line of somebody in the ledger of employment assistance.
struct Ledger {
    let time: MadeTime

    func record(
        _ traits: Traits, kind: String, household: Bool, entered: Day, jobFrom: Day?, route: String?, pace: Int,
        _ chance: inout Chance
    ) -> MadeRecord {
        let worked = jobFrom != nil || chance.holds(pace)
        var values: FieldValues = [
            "hardship_kind": .text(kind), "entered_date": .day(entered),
            "basis": .text(kind == "registered" ? "失业登记" : kind == "zero_family" ? "入户核对和户口簿" : "认定申请表"),
            "responsible": .text(traits.village.liaison), "base_clear": .boolean(worked),
            "skill_clear": .boolean(worked && chance.holds(900)), "need_clear": .boolean(worked && chance.holds(880)),
            "intent_clear": .boolean(worked && chance.holds(850)),
        ]
        if worked { values["track"] = .text(Ledger.tracks.pick(&chance)) }
        if worked { values["needs"] = .rows(needs(entered, met: jobFrom != nil, &chance)) }
        if worked, chance.holds(800) { values["helps"] = .rows(helps(entered, traits, &chance)) }
        var links: [String: String] = [:]
        if household { links["household"] = "household" }
        if let jobFrom {
            values["cleared_date"] = .day(min(jobFrom.adding(days: 5), time.today.adding(days: -1)))
            values["cleared_how"] = .text(Ledger.clearing(route))
            values["evidence_kind"] = .text("contract")
            links["employment"] = "found"
        }
        return MadeRecord(register: "hardship_case", key: "hardship", values: values, links: links)
    }

    private func needs(_ entered: Day, met: Bool, _ chance: inout Chance) -> [[String: FieldValue]] {
        let kinds = chance.some(chance.int(1...2), of: ["job", "training", "guidance", "public_post"])
        return kinds.map { kind in
            ["need_kind": .text(kind), "need_date": .day(entered.adding(days: 6)), "need_met": .boolean(met)]
        }
    }

    private func helps(_ entered: Day, _ traits: Traits, _ chance: inout Chance) -> [[String: FieldValue]] {
        chance.some(2, of: ["guidance", "training", "job_offer", "policy"]).map { kind in
            let due = entered.adding(days: chance.int(30...120))
            let done = due < time.today && chance.holds(700)
            return [
                "help_kind": .text(kind), "help_unit": .text(Staff.counsellor(of: traits.village.code)),
                "help_due": .day(due), "help_done": done ? .day(due.adding(days: -chance.int(1...20))) : .null,
            ]
        }
    }

    private static func clearing(_ route: String?) -> String {
        switch route {
        case "self_employed": "start_up"
        case "flexible", "farming": "flexible"
        case "public_post": "public_post"
        case "assisted": "assisted"
        default: "employed"
        }
    }

    private static let tracks = Weighted<String>([
        ("publicity", 180), ("training", 300), ("placement", 350), ("aid", 170),
    ])
}
