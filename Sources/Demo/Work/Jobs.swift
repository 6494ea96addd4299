import Base
import Registers

/// Makes the jobs that people have, had and find.
struct Jobs {
    let time: MadeTime

    /// The job that somebody has who was at work when the round was opened.
    func current(_ traits: Traits, _ chance: inout Chance) -> MadeRecord? {
        // Who farms the family's land has always done so and is rarely written down.
        if traits.status == "farming", !chance.holds(220) { return nil }
        let adult = traits.born.adding(months: 12 * 18)
        let recent = chance.holds(300)
        let from = max(adult, recent ? time.opened.adding(months: -24) : time.opened.adding(months: -110))
        let start = time.day(from: from, to: time.opened.adding(days: -12), &chance)
        return record("job", traits, route(traits, &chance), start: start, isNew: chance.holds(760), &chance)
    }

    /// A job that ended before the round was opened.
    func former(_ traits: Traits, _ chance: inout Chance) -> MadeRecord? {
        guard let since = traits.unemployedSince, since > traits.born.adding(months: 12 * 19), chance.holds(450)
        else { return nil }
        let start = since.adding(days: -chance.int(40...1_000))
        var record = record("former", traits, usual.pick(&chance), start: start, isNew: chance.holds(700), &chance)
        end(&record, on: since, &chance)
        return record
    }

    /// A job that somebody finds after the round was opened, on a day.
    func found(_ traits: Traits, on day: Day, _ chance: inout Chance) -> MadeRecord {
        let route = traits.category == "1" && chance.holds(350) ? "massage" : wished(traits).pick(&chance)
        return record("found", traits, route, start: day, isNew: true, &chance)
    }

    func end(_ record: inout MadeRecord, on day: Day, _ chance: inout Chance) {
        record.values["end_date"] = .day(day)
        record.values["end_reason"] = .text(Jobs.endings.pick(&chance))
        if let to = record.values["contract_to"]?.day, to < day { record.values["contract_to"] = .day(day) }
    }

    /// What somebody's status is who has a job of a route.
    static func status(of route: String) -> String {
        switch route {
        case "quota", "concentrated", "supported", "massage": "employed"
        case "self_employed", "public_post", "assisted", "farming", "flexible": route
        default: "flexible"
        }
    }

    private func route(_ traits: Traits, _ chance: inout Chance) -> String {
        switch traits.status {
        case "employed":
            traits.category == "1" && chance.holds(420)
                ? "massage" : traits.category == "5" && chance.holds(400) ? "supported" : Jobs.employed.pick(&chance)
        default: traits.status
        }
    }

    private func wished(_ traits: Traits) -> Weighted<String> {
        if traits.category == "5" || traits.category == "6" { return Jobs.lightWork }
        return traits.village.rural ? Jobs.inCountry : usual
    }

    private func record(
        _ key: String, _ traits: Traits, _ route: String, start: Day, isNew: Bool, _ chance: inout Chance
    ) -> MadeRecord {
        var values: FieldValues = [
            "start_date": .day(start), "route": .text(route), "was_unemployed": .boolean(isNew),
            "evidence_kind": .text(evidence(route, &chance)),
            "work_region": .text(String(traits.village.code.text.prefix(6))),
            "monthly_wage": .integer(Int64(wage(route, &chance)) * 100),
        ]
        switch route {
        case "self_employed": own(traits, "的店", ["小卖部", "家电维修", "早餐", "网店"], "F", "4", &values, &chance)
        case "flexible": own(traits, "", ["零工", "摆摊", "来料加工", "外卖分拣"], "O", "8", &values, &chance)
        case "farming": own(traits, "家种养", ["养鸡", "种茶", "种菜", "养羊", "食用菌"], "A", "5", &values, &chance)
        case "public_post":
            values["employer_name"] = .text("\(traits.village.name)\(traits.village.rural ? "村民" : "居民")委员会")
            values["employer_kind"] = .text("other")
            values["employment_kind"] = .text("service")
            values["industry"] = .text("S")
            values["occupation"] = .text("4")
            values["post_name"] = .text(chance.pick(Employers.publicPosts))
        default:
            unit(route, start, &values, &chance)
        }
        if chance.holds(600) {
            values["verified_on"] = .day(time.day(from: start, to: start.adding(days: 60), &chance))
            values["verified_by"] = .text(traits.village.liaison)
        }
        values["counsellor_support"] = .boolean(route == "supported" || chance.holds(60))
        return MadeRecord(register: "employment", key: key, values: values)
    }

    private func unit(_ route: String, _ start: Day, _ values: inout FieldValues, _ chance: inout Chance) {
        let list = route == "assisted" ? Employers.workshops : route == "massage" ? Employers.massage : Employers.units
        let employer = chance.pick(list)
        values["employer_name"] = .text(employer.name)
        values["employer_code"] = .text(employer.code)
        values["employer_kind"] = .text(employer.kind)
        values["industry"] = .text(employer.industry)
        values["occupation"] = .text(employer.occupation)
        values["post_name"] = .text(chance.pick(employer.posts))
        let kind = route == "assisted" ? "service" : Jobs.kinds.pick(&chance)
        values["employment_kind"] = .text(kind)
        values["social_insurance"] = .boolean(kind == "contract" || chance.holds(200))
        guard kind != "service" else { return }
        var to = start.adding(months: kind == "short_contract" ? 6 : 24)
        // A contract is renewed until it reaches into the present.
        while to < time.today.adding(days: -20) { to = to.adding(months: kind == "short_contract" ? 6 : 24) }
        values["contract_to"] = .day(to)
    }

    private func own(
        _ traits: Traits, _ suffix: String, _ posts: [String], _ industry: String, _ occupation: String,
        _ values: inout FieldValues, _ chance: inout Chance
    ) {
        let post = chance.pick(posts)
        values["employer_name"] = .text(suffix.isEmpty ? "本人" : "\(traits.name)\(suffix)")
        values["employer_kind"] = .text(suffix == "的店" ? "individual" : "other")
        values["employment_kind"] = .text(suffix == "的店" ? "own" : "none")
        values["industry"] = .text(industry)
        values["occupation"] = .text(occupation)
        values["post_name"] = .text(post)
    }

    private func evidence(_ route: String, _ chance: inout Chance) -> String {
        if chance.holds(55) { return "none" }
        switch route {
        case "self_employed": return chance.holds(800) ? "licence" : "village_proof"
        case "flexible", "farming": return chance.holds(800) ? "village_proof" : "site_photo"
        case "public_post", "assisted": return "agreement"
        default: return Jobs.papers.pick(&chance)
        }
    }

    private func wage(_ route: String, _ chance: inout Chance) -> Int {
        switch route {
        case "assisted": chance.int(6...14) * 100
        case "farming": chance.int(5...25) * 100
        case "public_post": chance.int(12...21) * 100
        default: chance.int(20...52) * 100
        }
    }

    private var usual: Weighted<String> { Jobs.usualRoutes }
    private static let usualRoutes = Weighted<String>([
        ("quota", 290), ("concentrated", 60), ("flexible", 310), ("self_employed", 110), ("public_post", 120),
        ("assisted", 60), ("supported", 50),
    ])
    private static let inCountry = Weighted<String>([
        ("farming", 270), ("quota", 140), ("flexible", 260), ("self_employed", 100), ("public_post", 180),
        ("assisted", 50),
    ])
    private static let lightWork = Weighted<String>([
        ("assisted", 560), ("supported", 160), ("flexible", 150), ("public_post", 130),
    ])
    private static let employed = Weighted<String>([("quota", 780), ("concentrated", 160), ("supported", 60)])
    private static let kinds = Weighted<String>([
        ("contract", 690), ("short_contract", 160), ("dispatch", 60), ("part_time", 90),
    ])
    private static let papers = Weighted<String>([
        ("contract", 480), ("social_insurance", 300), ("payroll", 120), ("system_match", 60), ("confirmation", 40),
    ])
    private static let endings = Weighted<String>([
        ("expired", 300), ("resigned", 280), ("dismissed", 120), ("health", 150), ("closed", 70), ("changed", 50),
        ("other", 30),
    ])
}
