import Base
import Registers

/// What is decided about a person before their file is written.
struct Traits: Sendable {
    var name: String
    var male: Bool
    var born: Day
    /// Complete on the day on which the round was opened.
    var age: Int
    var category: String
    var level: String
    var ethnicity: String
    var status: String
    var village: Village
    var phone: String?
    /// A code of `work_wish`.
    var wish = "unknown"
    var ability = "full"
    var reason: String?
    var unemployedSince: Day?
    var education = "71"
    var graduated: Day?
    var registered = false
    var zeroFamily = false
    var hard = false
    var lowIncome: String?

    var workingAge: Bool { age >= 16 && age <= (male ? 59 : 54) }
    var severe: Bool { level == "1" || level == "2" }
    var needsGuardian: Bool { severe && (category == "5" || category == "6") || age < 18 }
    /// Whether the round goes through them.
    var inRound: Bool { workingAge && status == "unemployed" }
}

/// Decides what a person is like.
struct PersonMaker {
    let time: MadeTime

    func traits(surname: String, ethnicity: String, village: Village, _ chance: inout Chance) -> Traits {
        let category = Disability.categories.pick(&chance)
        let level = Disability.level(of: category, &chance)
        let age = Ages.age(category, &chance)
        let male = chance.holds(age > 75 ? 500 : 585)
        let born = Ages.birth(age: age, on: time.opened, &chance)
        let name = NameMaker.name(surname, ethnicity: ethnicity, male: male, year: born.year, &chance)
        let status = Status.pick(
            age: age, male: male, category: category, level: level, rural: village.rural, &chance)
        var traits = Traits(
            name: name, male: male, born: born, age: age, category: category, level: level, ethnicity: ethnicity,
            status: status, village: village, phone: chance.holds(940) ? MadeID.phone(&chance) : nil)
        traits.education = education(traits, &chance)
        traits.ability = ability(traits, &chance)
        if traits.education == "21" || traits.education == "31", age < 40 {
            let month = Day(year: min(born.year + (traits.education == "21" ? 22 : 21), time.year), month: 6, day: 30)
            if let month, month < time.opened { traits.graduated = month }
        }
        if status == "unemployed" { unemployment(&traits, &chance) }
        return traits
    }

    private func unemployment(_ traits: inout Traits, _ chance: inout Chance) {
        let fresh = traits.graduated.map { $0 > time.opened.adding(months: -24) } ?? false
        let wishes =
            fresh ? PersonMaker.wishesOfGraduates : traits.severe ? PersonMaker.wishesHeavy : PersonMaker.wishes
        traits.wish = wishes.pick(&chance)
        let reasons = traits.wish == "none" ? PersonMaker.reasonsUnwilling : PersonMaker.reasons
        traits.reason = fresh ? "waiting" : traits.severe && chance.holds(450) ? "health" : reasons.pick(&chance)
        let earliest = max(traits.born.adding(months: 12 * 18), time.opened.adding(months: -120))
        traits.unemployedSince = min(
            time.opened.adding(days: -20), time.day(from: earliest, to: time.opened, &chance))
        traits.registered = traits.wish == "wants" && chance.holds(260)
        traits.hard = traits.wish == "wants" && chance.holds(traits.age >= 40 ? 420 : 220)
    }

    private func education(_ traits: Traits, _ chance: inout Chance) -> String {
        if traits.age < 7 { return "90" }
        if traits.category == "5", chance.holds(600) { return "90" }
        switch traits.born.year {
        case ..<1955: return PersonMaker.schoolOld.pick(&chance)
        case ..<1975: return PersonMaker.schoolMiddle.pick(&chance)
        case ..<1990: return PersonMaker.schoolAdult.pick(&chance)
        case ..<2005: return PersonMaker.schoolYoung.pick(&chance)
        default: return traits.age >= 16 ? (traits.age >= 19 && chance.holds(300) ? "31" : "71") : "81"
        }
    }

    private func ability(_ traits: Traits, _ chance: inout Chance) -> String {
        switch (traits.status, traits.level) {
        case ("unable", _): "none"
        case ("retired", _): "unknown"
        case _ where traits.age < 16: "unknown"
        case (_, "1"): chance.holds(600) ? "assisted" : "partial"
        case (_, "2"): chance.holds(700) ? "partial" : "assisted"
        case (_, "3"): chance.holds(550) ? "partial" : "full"
        default: chance.holds(850) ? "full" : "partial"
        }
    }

    private static let wishes = Weighted<String>([
        ("wants", 480), ("self_help", 80), ("hesitant", 190), ("none", 200), ("unable", 30), ("unknown", 20),
    ])
    private static let wishesHeavy = Weighted<String>([
        ("wants", 260), ("self_help", 30), ("hesitant", 180), ("none", 330), ("unable", 180), ("unknown", 20),
    ])
    private static let wishesOfGraduates = Weighted<String>([("wants", 780), ("self_help", 150), ("hesitant", 70)])
    private static let reasons = Weighted<String>([
        ("no_post", 300), ("no_skill", 210), ("health", 180), ("care", 120), ("distance", 80), ("benefit", 40),
        ("dismissed", 60), ("other", 10),
    ])
    private static let reasonsUnwilling = Weighted<String>([
        ("no_wish", 380), ("health", 300), ("care", 150), ("family", 110), ("benefit", 60),
    ])
    private static let schoolOld = Weighted<String>([("90", 350), ("83", 80), ("81", 370), ("71", 160), ("61", 40)])
    private static let schoolMiddle = Weighted<String>([
        ("90", 110), ("81", 340), ("73", 40), ("71", 390), ("61", 90), ("41", 20), ("31", 10),
    ])
    private static let schoolAdult = Weighted<String>([
        ("90", 50), ("81", 150), ("71", 480), ("61", 120), ("41", 70), ("47", 20), ("31", 70), ("21", 40),
    ])
    private static let schoolYoung = Weighted<String>([
        ("90", 40), ("81", 60), ("71", 300), ("61", 160), ("44", 90), ("41", 80), ("31", 160), ("21", 105), ("14", 5),
    ])
}
