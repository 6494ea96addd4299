import Base
import Registers

/// Writes down what is decided about a person as their file.
struct PersonFile {
    let time: MadeTime

    func values(_ traits: Traits, citizenID: String, _ chance: inout Chance) -> FieldValues {
        var values: FieldValues = [
            "name": .text(traits.name), "citizen_id": .text(citizenID), "gender": .text(traits.male ? "1" : "2"),
            "birth_date": .day(traits.born), "ethnicity": .text(traits.ethnicity), "education": .text(traits.education),
            "marital_status": .text(marriage(traits, &chance)), "region": .text(traits.village.code.text),
            "household_address": .text("\(traits.village.fullName)\(address(traits.village, &chance))"),
            "household_type": .text(householdType(traits, &chance)), "employment_status": .text(traits.status),
            "employment_status_on": .day(time.opened.adding(days: -chance.int(20...330))),
            "liaison": .text(Staff.liaisonAccount(of: traits.village.code)),
        ]
        if let phone = traits.phone { values["phone"] = .text(phone) }
        certificate(traits, citizenID, &values, &chance)
        work(traits, &values, &chance)
        groups(traits, &values, &chance)
        return values
    }

    private func certificate(_ traits: Traits, _ id: String, _ values: inout FieldValues, _ chance: inout Chance) {
        let earliest = max(traits.born.adding(days: 400), time.opened.adding(months: -115))
        let issued = time.day(from: earliest, to: time.opened.adding(days: -40), &chance)
        let reissues = chance.holds(70) ? chance.int(1...2) : 0
        let number = "\(id)\(traits.category)\(traits.level)\(reissues > 0 ? "B\(reissues)" : "")"
        values["certificate_number"] = .text(number)
        values["certificate_category"] = .text(traits.category)
        values["certificate_level"] = .text(traits.level)
        values["certificate_issued_on"] = .day(issued)
        values["certificate_valid_to"] = .day(issued.adding(months: 120))
        values["certificate_reissues"] = .integer(Int64(reissues))
        values["certificate_state"] = .text(chance.holds(985) ? "valid" : chance.holds(600) ? "frozen" : "moved")
        if traits.category == "7" {
            values["multiple_categories"] = .list(chance.some(2, of: ["2", "3", "4", "5", "6"]))
        }
    }

    private func work(_ traits: Traits, _ values: inout FieldValues, _ chance: inout Chance) {
        guard traits.workingAge, traits.status != "student" else { return }
        values["work_ability"] = .text(traits.ability)
        let skills = PersonFile.skills(traits, &chance)
        values["skills"] = .list(skills)
        if Status.isWork(traits.status) { values["counsellor"] = counsellor(traits) }
        guard traits.status == "unemployed" else { return }
        values["work_wish"] = .text(traits.wish)
        if let reason = traits.reason { values["unemployment_reason"] = .text(reason) }
        if let since = traits.unemployedSince { values["unemployed_since"] = .day(since) }
        guard traits.wish == "wants" || traits.wish == "self_help" else { return }
        let wishes = PersonFile.wishKinds(traits, &chance)
        values["wish_kinds"] = .list(wishes)
        values["wished_jobs"] = .text(PersonFile.jobs[wishes[0]].map { chance.pick($0) } ?? "不限")
        values["wished_wage"] = .integer(Int64(chance.int(20...48) * 10_000))
        values["training_wish"] = .boolean(chance.holds(430))
        values["counsellor"] = counsellor(traits)
        values["consent_contact"] = .boolean(true)
        values["consent_job_match"] = .boolean(chance.holds(800))
        if let note = PersonFile.accommodations[traits.category], chance.holds(350) {
            values["accommodation"] = .text(chance.pick(note))
        }
    }

    private func counsellor(_ traits: Traits) -> FieldValue {
        .text(Staff.counsellorAccount(of: traits.village.code))
    }

    private func groups(_ traits: Traits, _ values: inout FieldValues, _ chance: inout Chance) {
        if traits.registered {
            values["registered_unemployed"] = .boolean(true)
            let since = traits.unemployedSince ?? time.opened.adding(months: -6)
            values["registered_unemployed_on"] = .day(min(since.adding(days: 15), time.opened))
        }
        if traits.hard {
            values["hard_to_employ"] = .boolean(true)
            let older = traits.age >= (traits.male ? 50 : 40)
            let kind =
                traits.zeroFamily ? "zero_family" : older ? "older" : chance.holds(700) ? "disabled" : "long_term"
            values["hard_to_employ_kind"] = .text(kind)
            values["hard_to_employ_on"] = .day(
                time.day(from: time.opened.adding(months: -20), to: time.opened, &chance))
        }
        if traits.zeroFamily { values["zero_employment_household"] = .boolean(true) }
        if let low = traits.lowIncome {
            values["low_income"] = .boolean(true)
            values["low_income_kind"] = .text(low)
        }
        studies(traits, &values, &chance)
        if traits.male, traits.category == "4", Status.isWork(traits.status), chance.holds(18) {
            values["work_injured"] = .boolean(true)
            values["work_injury_level"] = .integer(Int64(chance.int(3...10)))
        }
    }

    private func studies(_ traits: Traits, _ values: inout FieldValues, _ chance: inout Chance) {
        let graduated = traits.graduated.flatMap { $0 > time.opened.adding(months: -48) ? $0 : nil }
        let inCollege = traits.status == "student" && traits.age >= 18
        guard inCollege || graduated != nil else { return }
        if inCollege {
            values["student"] = .boolean(true)
            values["graduation_date"] = Day(year: time.year + chance.int(0...3), month: 6, day: 30)?.value ?? .null
        } else {
            values["graduate"] = .boolean(true)
            values["graduation_date"] = graduated?.value ?? .null
        }
        values["school"] = .text(chance.pick(PersonFile.schools))
        values["major"] = .text(chance.pick(PersonFile.majors))
    }

    private func marriage(_ traits: Traits, _ chance: inout Chance) -> String {
        if traits.age < 20 { return "10" }
        if traits.severe, traits.category == "5" || traits.category == "6" { return chance.holds(700) ? "10" : "20" }
        if traits.age < 30 { return chance.holds(680) ? "10" : "20" }
        if traits.age > 70 { return chance.holds(380) ? "30" : "20" }
        return chance.holds(720) ? "20" : chance.holds(550) ? "10" : "40"
    }

    private func householdType(_ traits: Traits, _ chance: inout Chance) -> String {
        chance.holds(500) ? "resident" : traits.village.rural ? "rural" : "urban"
    }

    private func address(_ village: Village, _ chance: inout Chance) -> String {
        if village.rural { return "\(chance.int(1...14))组\(chance.int(1...160))号" }
        return "\(chance.int(1...28))栋\(chance.int(1...4))单元\(chance.int(1...11) * 100 + chance.int(1...4))室"
    }
}
