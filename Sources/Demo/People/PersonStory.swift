import Base
import Registers

/// Brings together what happened to a person: work, training, what the round did, plans, and the turn that life took.
struct PersonStory {
    let time: MadeTime

    func person(_ traits: Traits, citizenID: String, head: String, _ chance: inout Chance) -> MadePerson {
        var person = MadePerson(
            citizenID: citizenID, values: PersonFile(time: time).values(traits, citizenID: citizenID, &chance))
        guardian(&person, traits, head, &chance)
        consents(&person, traits, &chance)
        if traits.workingAge { training(&person, traits, &chance) }
        if traits.inRound {
            unemployed(&person, traits, &chance)
        } else if Status.isWork(traits.status), traits.workingAge {
            employed(&person, traits, &chance)
        }
        return person
    }

    private func employed(_ person: inout MadePerson, _ traits: Traits, _ chance: inout Chance) {
        let jobs = Jobs(time: time)
        guard var job = jobs.current(traits, &chance) else { return }
        let isNonFarm = traits.status != "farming"
        if isNonFarm, chance.holds(22) {
            let lost = time.day(from: time.opened.adding(days: 30), to: time.today.adding(days: -20), &chance)
            jobs.end(&job, on: lost, &chance)
            person.turn = lostTurn(traits, on: lost, &chance)
        }
        // Somebody has been at work since the job began: their file does not say another day first.
        if let start = job.values["start_date"] { person.values["employment_status_on"] = start }
        person.records.append(job)
    }

    private func unemployed(_ person: inout MadePerson, _ traits: Traits, _ chance: inout Chance) {
        let jobs = Jobs(time: time)
        if let former = jobs.former(traits, &chance) { person.records.append(former) }
        let jobFrom = jobDay(traits, &chance)
        var route: String?
        if let jobFrom {
            var job = jobs.found(traits, on: jobFrom, &chance)
            route = job.values["route"]?.text
            var ended: Day?
            if jobFrom < time.today.adding(days: -70), chance.holds(90) {
                let day = time.day(from: jobFrom.adding(days: 20), to: time.today.adding(days: -10), &chance)
                jobs.end(&job, on: day, &chance)
                ended = day
            }
            person.records.append(job)
            person.records += CaseWork(time: time).followUps(traits, jobFrom: jobFrom, ended: ended, &chance)
            if ended == nil { person.turn = foundTurn(traits, route ?? "flexible", on: jobFrom) }
        }
        RoundWork(time: time).add(to: &person, traits, jobFrom: jobFrom, &chance)
        ledger(&person, traits, jobFrom: person.turn == nil ? nil : jobFrom, route: route, &chance)
        guard traits.wish == "wants", chance.holds(traits.registered || traits.hard ? 420 : 180) else { return }
        let start = time.day(
            from: time.opened.adding(days: 10), to: jobFrom?.adding(days: -1) ?? time.today.adding(days: -30), &chance)
        person.records += CaseWork(time: time).plan(
            traits, from: start, jobFrom: person.turn == nil ? nil : jobFrom, &chance)
    }

    private func ledger(
        _ person: inout MadePerson, _ traits: Traits, jobFrom: Day?, route: String?, _ chance: inout Chance
    ) {
        let fresh = traits.graduated.map { $0 > time.opened.adding(months: -24) } ?? false
        let kind =
            traits.zeroFamily
            ? "zero_family"
            : traits.registered
                ? "registered"
                : traits.hard
                    ? "hard"
                    : fresh ? "graduate" : nil
        guard let kind, jobFrom != nil || chance.holds(870) else { return }
        let entered = time.day(
            from: time.opened.adding(days: 1), to: min(time.opened.adding(days: 60), jobFrom ?? time.today), &chance)
        person.records.append(
            Ledger(time: time).record(
                traits, kind: kind, household: kind == "zero_family", entered: entered, jobFrom: jobFrom, route: route,
                pace: RoundPace.permille(traits.village.code), &chance))
    }

    /// The day on which somebody finds a job in the year of the round, if they do.
    private func jobDay(_ traits: Traits, _ chance: inout Chance) -> Day? {
        let permille =
            switch traits.wish {
            case "wants": traits.severe ? 330 : 490
            case "self_help": 400
            case "hesitant": 120
            default: 0
            }
        // A county that is late with the round finds fewer jobs as well.
        let pace = RoundPace.permille(traits.village.code)
        guard chance.holds(permille * (pace + 300) / 1_100) else { return nil }
        let month = PersonStory.months.pick(&chance)
        guard let first = Day(year: time.year, month: month, day: 1) else { return nil }
        let day = time.day(from: max(first, time.opened.adding(days: 18)), to: first.adding(days: 27), &chance)
        return day < time.today.adding(days: -2) ? day : nil
    }

    private func foundTurn(_ traits: Traits, _ route: String, on day: Day) -> MadeTurn {
        var changes: FieldValues = [
            "employment_status": .text(Jobs.status(of: route)), "employment_status_on": .day(day),
            "unemployment_reason": .null, "unemployed_since": .null,
        ]
        if traits.registered { changes["registered_unemployed"] = .boolean(false) }
        if traits.zeroFamily { changes["zero_employment_household"] = .boolean(false) }
        return MadeTurn(day: day, changes: changes, reason: "已上岗", householdEmployed: 1)
    }

    private func lostTurn(_ traits: Traits, on day: Day, _ chance: inout Chance) -> MadeTurn {
        var changed = traits
        changed.status = "unemployed"
        changed.wish = chance.holds(750) ? "wants" : "hesitant"
        changed.reason = "dismissed"
        var turn = MadeTurn(
            day: day,
            changes: [
                "employment_status": .text("unemployed"), "employment_status_on": .day(day),
                "unemployment_reason": .text("dismissed"), "unemployed_since": .day(day),
                "work_wish": .text(changed.wish),
            ], reason: "失业后重新纳入", householdEmployed: -1)
        let pace = RoundPace.permille(traits.village.code)
        if chance.holds(pace * 3 / 4), day < time.today.adding(days: -25) {
            let checked = time.day(from: day.adding(days: 5), to: day.adding(days: 20), &chance)
            turn.records.append(RoundWork(time: time).check(changed, on: checked, reached: true, &chance))
        }
        return turn
    }

    private func training(_ person: inout MadePerson, _ traits: Traits, _ chance: inout Chance) {
        guard traits.status != "unable", traits.status != "student" else { return }
        let wants = traits.wish == "wants"
        for year in time.year - 2...time.year where chance.holds(wants ? 230 : 88) {
            guard let first = Day(year: year, month: chance.int(3...11), day: 1) else { continue }
            let day = first.adding(days: chance.int(0...25))
            guard day < time.today.adding(days: -2) else { continue }
            person.records.append(Trainings.record(traits, from: day, today: time.today, &chance))
        }
    }

    private func guardian(_ person: inout MadePerson, _ traits: Traits, _ head: String, _ chance: inout Chance) {
        guard traits.needsGuardian, head != traits.name else { return }
        let relation = traits.age < 40 ? "parent" : chance.pick(["sibling", "child", "spouse"])
        let phone = MadeID.phone(&chance)
        person.values["guardian_name"] = .text(head)
        person.values["guardian_relation"] = .text(relation)
        person.values["guardian_phone"] = .text(phone)
        person.records.append(
            MadeRecord(
                register: "guardian",
                values: [
                    "name": .text(head), "relation": .text(relation), "phone": .text(phone),
                    "valid_from": .day(max(traits.born, time.opened.adding(days: -chance.int(200...2_500)))),
                ]))
    }

    private func consents(_ person: inout MadePerson, _ traits: Traits, _ chance: inout Chance) {
        guard traits.wish == "wants" || traits.wish == "self_help" else { return }
        for purpose in ["contact", "job_match", "training_match"] where chance.holds(purpose == "contact" ? 900 : 450) {
            let given = time.day(from: time.opened.adding(days: -400), to: time.opened.adding(days: 40), &chance)
            var values: FieldValues = ["purpose": .text(purpose), "given_on": .day(given)]
            let spokenFor = person.values["guardian_name"]?.text
            values["way"] = .text(spokenFor == nil ? (chance.holds(600) ? "written" : "spoken") : "guardian")
            values["given_by"] = .text(spokenFor ?? traits.name)
            values["wording"] = .text("用于联系、推荐岗位和培训，只给残联和您同意的单位看，随时可以撤回。")
            if chance.holds(25) {
                values["withdrawn_on"] = .day(time.day(from: given.adding(days: 20), to: time.today, &chance))
            }
            person.records.append(MadeRecord(register: "consent", values: values))
        }
    }

    /// When people find work: few at the beginning of the year, most in spring and autumn.
    private static let months = Weighted<Int>([
        (1, 20), (2, 50), (3, 140), (4, 130), (5, 110), (6, 95), (7, 100), (8, 95), (9, 130), (10, 130),
    ])
}
