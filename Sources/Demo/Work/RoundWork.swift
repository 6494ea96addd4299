import Base
import Registers

/// What was done for a person of the round: the check, the assessment, the registration of needs, the services; or why not.
struct RoundWork {
    let time: MadeTime

    /// The work done until today, or until the person found a job on that day.
    func add(to person: inout MadePerson, _ traits: Traits, jobFrom: Day?, _ chance: inout Chance) {
        let pace = RoundPace.permille(traits.village.code)
        let last = (jobFrom ?? time.today).adding(days: -3)
        let seen = jobFrom != nil || chance.holds(pace)
        guard seen else {
            if chance.holds(pace / 4) { person.reasons.append(reason("check", &chance)) }
            return
        }
        // A county that is late began late.
        let from = time.opened.adding(days: pace < 500 ? 100 : 7)
        let checked = time.day(from: from, to: min(last, time.opened.adding(days: 250)), &chance)
        let reached = jobFrom != nil || traits.wish == "wants" || chance.holds(900)
        person.records.append(check(traits, on: checked, reached: reached, &chance))
        if reached { person.values["employment_status_on"] = .day(checked) }
        guard traits.wish == "wants" else { return }
        needs(&person, traits, from: checked, last: last, pace: jobFrom == nil ? pace : 900, &chance)
    }

    private func needs(
        _ person: inout MadePerson, _ traits: Traits, from checked: Day, last: Day, pace: Int, _ chance: inout Chance
    ) {
        guard checked < last else { return }
        if chance.holds(pace * 9 / 10) {
            let day = time.day(from: checked, to: min(last, checked.adding(days: 60)), &chance)
            person.records.append(Assessments.record(traits, on: day, &chance))
        } else if chance.holds(pace / 5) {
            person.reasons.append(reason("assess", &chance))
        }
        guard chance.holds(pace * 9 / 10) else { return }
        let asked = time.day(from: checked, to: min(last, checked.adding(days: 45)), &chance)
        let wasServed = chance.holds(pace * 8 / 10)
        person.records.append(demand(traits, person.values, on: asked, served: wasServed, &chance))
        guard wasServed else {
            if chance.holds(pace / 6) { person.reasons.append(reason("service", &chance)) }
            return
        }
        var day = asked
        for _ in 0..<chance.int(1...3) where day < last {
            day = time.day(from: day.adding(days: 1), to: min(last, day.adding(days: 70)), &chance)
            guard !person.records.contains(where: { $0.values["service_date"] == .day(day) }) else { continue }
            person.records.append(Services.record(traits, person.values, on: day, &chance))
        }
    }

    func check(_ traits: Traits, on day: Day, reached: Bool, _ chance: inout Chance) -> MadeRecord {
        let result = reached ? RoundWork.found.pick(&chance) : "not_reached"
        let way = result == "away" || !reached ? "phone" : RoundWork.ways.pick(&chance)
        var values: FieldValues = [
            "check_date": .day(day), "way": .text(way), "found_result": .text(result),
            "checker": .text(traits.village.liaison),
        ]
        if reached {
            values["employment_status"] = .text("unemployed")
            values["work_wish"] = .text(traits.wish)
            values["work_ability"] = .text(traits.ability)
            if let reason = traits.reason { values["unemployment_reason"] = .text(reason) }
            values["certificate_seen"] = .boolean(chance.holds(880))
            if traits.wish == "wants" { values["needs"] = .list(RoundWork.needs(traits, &chance)) }
        } else {
            values["change_note"] = .text("打了三次电话，没有人接；邻居说外出。")
        }
        return MadeRecord(register: "information_check", key: "check", values: values)
    }

    private func demand(
        _ traits: Traits, _ file: FieldValues, on day: Day, served: Bool, _ chance: inout Chance
    ) -> MadeRecord {
        var values: FieldValues = [
            "demand_date": .day(day), "kinds": .list(RoundWork.needs(traits, &chance)),
            "registrar": .text(traits.village.liaison),
            "wish_kinds": file["wish_kinds"] ?? .null, "wished_jobs": file["wished_jobs"] ?? .null,
            "wished_wage": file["wished_wage"] ?? .null, "accommodation": file["accommodation"] ?? .null,
            "wished_region": .text(String(traits.village.code.text.prefix(6))),
            "travel": .text(chance.pick(["公交", "电动三轮车", "家人接送", "步行三公里以内", "轮椅，需要无障碍"])),
            "progress": .text(served ? "in_progress" : "open"),
        ]
        if served, chance.holds(180) {
            values["progress"] = .text("met")
            values["closed_on"] = .day(time.day(from: day, to: time.today, &chance))
        }
        return MadeRecord(register: "demand", key: "demand", values: values)
    }

    private func reason(_ step: String, _ chance: inout Chance) -> MadeReason {
        let code = RoundWork.reasons.pick(&chance)
        return MadeReason(step: step, reason: code, note: RoundWork.notes[code])
    }

    static func needs(_ traits: Traits, _ chance: inout Chance) -> [String] {
        let mind = traits.category == "5" || traits.category == "6"
        var list = [mind ? "assisted" : "job"]
        if chance.holds(380) { list.append("training") }
        if chance.holds(180) { list.append("guidance") }
        if traits.village.rural, chance.holds(160) { list.append("rural") }
        return list
    }

    private static let found = Weighted<String>([("found", 810), ("family", 100), ("away", 90)])
    private static let ways = Weighted<String>([("visit", 620), ("phone", 250), ("counter", 90), ("online", 40)])
    private static let reasons = Weighted<String>([
        ("not_reached", 330), ("away", 300), ("refused", 170), ("hospital", 150), ("other", 50),
    ])
    private static let notes = [
        "away": "在外省，过年才回来。", "hospital": "住院，出院后再办。", "refused": "家属说暂时不需要。",
    ]
}
