import Base
import Registers

/// Makes families: who lives together, who works, who speaks for those who cannot.
struct HouseholdMaker {
    let time: MadeTime
    let villages: Villages

    /// A family.
    /// - Parameters:
    ///   - most: how many people with a certificate it may have.
    ///   - ids: gives a citizen id for a region, a birthday and a sex.
    func household(number: String, most: Int, _ ids: inout IDs, _ chance: inout Chance) -> MadeHousehold {
        let village = villages.pick(&chance)
        let ethnicity = HouseholdMaker.peoples.pick(&chance)
        let surname = NameMaker.surname(ethnicity, &chance)
        let members = HouseholdMaker.sizes.pick(&chance)
        let disabled = min(most, members, HouseholdMaker.disabledCounts.pick(&chance))
        let low = lowIncome(members, rural: village.rural, &chance)
        let maker = PersonMaker(time: time)
        var all: [Traits] = (0..<disabled).map { index in
            // Those who married into the family brought their own name.
            let own = index > 0 && chance.holds(450) ? NameMaker.surname(ethnicity, &chance) : surname
            var traits = maker.traits(surname: own, ethnicity: ethnicity, village: village, &chance)
            traits.lowIncome = low
            return traits
        }
        let others = Others(members - disabled, &chance)
        let working = all.filter(\.workingAge).count + others.workingAge
        let employed = all.filter { $0.workingAge && Status.isWork($0.status) }.count + others.employed
        let isZero = employed == 0 && all.contains { $0.inRound && $0.ability != "none" } && chance.holds(420)
        if isZero {
            for index in all.indices where all[index].inRound { all[index].zeroFamily = true }
        }
        let head =
            members > disabled || all[0].age < 20
            ? NameMaker.name(surname, ethnicity: ethnicity, male: chance.holds(800), year: 1965, &chance) : all[0].name
        var values: FieldValues = [
            "household_number": .text(number), "head_name": .text(head), "region": .text(village.code.text),
            "members": .integer(Int64(members)), "working_age_members": .integer(Int64(working)),
            "employed_members": .integer(Int64(employed)), "disabled_members": .integer(Int64(disabled)),
            "tenure": .text(chance.holds(860) ? "own" : chance.holds(600) ? "rent" : "relative"),
            "phone": .text(MadeID.phone(&chance)),
        ]
        if let low { values["low_income_kind"] = .text(low) }
        let monitoring = village.rural && chance.holds(70) ? HouseholdMaker.monitoring.pick(&chance) : nil
        if let monitoring { values["monitoring_kind"] = .text(monitoring) }
        if isZero {
            values["zero_employment_confirmed_on"] = .day(
                time.day(from: time.opened.adding(months: -10), to: time.opened, &chance))
        }
        let story = PersonStory(time: time)
        let people = all.map { traits in
            let id = ids.next(traits, &chance)
            var traits = traits
            traits.born = id.born
            var person = story.person(traits, citizenID: id.text, head: head, &chance)
            person.values["household_relation"] = .text(
                traits.name == head ? "self" : chance.pick(["parent", "child", "spouse"]))
            if let monitoring {
                person.values["return_to_poverty_monitoring"] = .boolean(true)
                person.values["monitoring_kind"] = .text(monitoring)
            }
            return person
        }
        return MadeHousehold(values: values, people: people)
    }

    private func lowIncome(_ members: Int, rural: Bool, _ chance: inout Chance) -> String? {
        if members == 1, rural, chance.holds(200) { return "extreme" }
        if chance.holds(rural ? 230 : 150) { return "minimum" }
        if chance.holds(60) { return "margin" }
        return chance.holds(12) ? "expenditure" : nil
    }

    /// The members who have no certificate.
    private struct Others {
        let workingAge: Int
        let employed: Int

        init(_ count: Int, _ chance: inout Chance) {
            workingAge = (0..<max(0, count)).reduce(0) { sum, _ in sum + (chance.holds(560) ? 1 : 0) }
            employed = (0..<workingAge).reduce(0) { sum, _ in sum + (chance.holds(780) ? 1 : 0) }
        }
    }

    private static let sizes = Weighted<Int>([(1, 150), (2, 260), (3, 240), (4, 190), (5, 110), (6, 50)])
    private static let disabledCounts = Weighted<Int>([(1, 860), (2, 120), (3, 20)])
    private static let monitoring = Weighted<String>([
        ("lifted", 640), ("unstable", 140), ("margin", 130), ("sudden", 50), ("relocated", 40),
    ])
    private static let peoples = Weighted<String>([
        ("01", 918), ("15", 34), ("06", 20), ("03", 13), ("07", 6), ("05", 3), ("04", 3), ("08", 3),
    ])
}
