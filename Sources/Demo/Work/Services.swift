import Base
import Registers

/// Services that people were given.
enum Services {
    static func record(_ traits: Traits, _ file: FieldValues, on day: Day, _ chance: inout Chance) -> MadeRecord {
        let kind = (traits.category == "5" || traits.category == "6" ? ofMind : kinds).pick(&chance)
        let result = (results[kind] ?? others).pick(&chance)
        var values: FieldValues = [
            "service_date": .day(day), "service_kind": .text(kind), "result": .text(result),
            "place": .text(places.pick(&chance)), "provider": .text(Staff.counsellor(of: traits.village.code)),
            "providing_body": .text("云河市残疾人就业服务中心"),
        ]
        if ["job_introduction", "job_offer", "fair"].contains(kind) {
            let employer = chance.pick(Employers.units)
            values["unit_name"] = .text(employer.name)
            values["post_name"] = .text(chance.pick(employer.posts))
        }
        if kind == "training_offer" { values["training_name"] = .text(chance.pick(Trainings.names)) }
        if result == "considering" || result == "interview" {
            values["next_date"] = .day(day.adding(days: chance.int(7...40)))
        }
        if day.month <= 2 || chance.holds(80) {
            values["deliveries"] = .list([delivery(kind)])
        }
        return MadeRecord(register: "service", key: "service", values: values, links: ["demand": "demand"])
    }

    private static func delivery(_ kind: String) -> String {
        switch kind {
        case "job_introduction", "job_offer", "fair": "post"
        case "policy": "policy"
        case "aid": "warmth"
        default: "service"
        }
    }

    private static let kinds = Weighted<String>([
        ("job_introduction", 180), ("job_offer", 290), ("guidance", 150), ("training_offer", 150), ("policy", 90),
        ("fair", 70), ("subsidy", 30), ("rural", 30), ("aid", 10),
    ])
    private static let ofMind = Weighted<String>([
        ("assisted", 480), ("supported", 240), ("guidance", 160), ("policy", 120),
    ])
    private static let offered = Weighted<String>([
        ("interview", 280), ("considering", 330), ("declined", 150), ("refused_by_unit", 160), ("none", 80),
    ])
    private static let training = Weighted<String>([("enrolled", 560), ("considering", 280), ("declined", 160)])
    private static let others = Weighted<String>([("informed", 700), ("considering", 200), ("none", 100)])
    private static let results = [
        "job_introduction": offered, "job_offer": offered, "fair": offered, "training_offer": training,
    ]
    private static let places = Weighted<String>([
        ("village", 300), ("home", 260), ("phone", 220), ("counter", 130), ("fair", 40), ("online", 50),
    ])
}
