import Base
import Registers

/// What people can do, as an assessor found it.
enum Assessments {
    static func record(_ traits: Traits, on day: Day, _ chance: inout Chance) -> MadeRecord {
        let conclusion = conclusions(traits).pick(&chance)
        var values: FieldValues = [
            "assessment_date": .day(day), "tool": .text(tools.pick(&chance)),
            "assessor": .text(Staff.counsellor(of: traits.village.code)), "conclusion": .text(conclusion),
            "suggested_track": .text(track(conclusion)), "valid_to": .day(day.adding(months: 12)),
            "score": .integer(Int64((traits.severe ? chance.int(350...700) : chance.int(550...930)))),
            "assessing_body": .text("云河市残疾人就业服务中心"),
        ]
        for field in [
            "body", "hands", "senses", "understanding", "communication", "teamwork", "self_care", "work_habit",
        ] {
            values[field] = .text(grade(traits, field, &chance))
        }
        values["vocational_skill"] = .text(chance.holds(400) ? "weak" : "medium")
        if conclusion == "training" { values["suggested_training"] = .text(chance.pick(Trainings.names)) }
        return MadeRecord(register: "assessment", key: "assessment", values: values)
    }

    /// The direction of help that follows from a conclusion.
    static func track(_ conclusion: String) -> String {
        switch conclusion {
        case "open", "accommodation", "supported": "placement"
        case "training": "training"
        case "assisted": "assisted"
        case "home": "start_up"
        default: "publicity"
        }
    }

    private static func grade(_ traits: Traits, _ field: String, _ chance: inout Chance) -> String {
        let touched =
            switch traits.category {
            case "1", "2": field == "senses" || field == "communication"
            case "3": field == "communication"
            case "4": field == "body" || field == "hands" || field == "self_care"
            default: field == "understanding" || field == "teamwork" || field == "work_habit"
            }
        if touched {
            return traits.severe ? (chance.holds(300) ? "none" : "weak") : (chance.holds(500) ? "weak" : "medium")
        }
        return chance.holds(600) ? "good" : "medium"
    }

    private static func conclusions(_ traits: Traits) -> Weighted<String> {
        if traits.category == "5" || traits.category == "6" { return ofMind }
        return traits.severe ? heavy : light
    }

    private static let tools = Weighted<String>([
        ("interview", 560), ("work_sample", 170), ("standard_test", 150), ("on_site", 70), ("medical", 50),
    ])
    private static let light = Weighted<String>([
        ("open", 330), ("accommodation", 250), ("training", 290), ("supported", 60), ("home", 70),
    ])
    private static let heavy = Weighted<String>([
        ("accommodation", 250), ("home", 270), ("training", 190), ("supported", 130), ("assisted", 110),
        ("not_now", 50),
    ])
    private static let ofMind = Weighted<String>([
        ("assisted", 520), ("supported", 260), ("training", 120), ("not_now", 100),
    ])
}
