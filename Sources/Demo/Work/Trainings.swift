import Base
import Registers

/// Trainings that people took part in.
enum Trainings {
    static let names = [
        "电子商务实操班", "中式面点班", "手工编织班", "家政服务员班", "数据标注班", "盲人保健按摩班", "茶叶栽培实用技术班", "食用菌种植班",
        "家禽养殖实用技术班", "计算机操作员班", "SYB 创业培训班", "缝纫工班",
    ]

    /// - Parameter day: the day on which it began.
    static func record(_ traits: Traits, from day: Day, today: Day, _ chance: inout Chance) -> MadeRecord {
        let name = traits.category == "1" && chance.holds(500) ? names[5] : chance.pick(names)
        let end = day.adding(days: chance.int(4...24))
        var values: FieldValues = [
            "programme_name": .text(name), "training_kind": .text(kind(of: name)), "start_date": .day(day),
            "institution_name": .text(chance.pick(["云河市残疾人职业培训基地", "云河职业技术学院", "青岚区职教中心", "云河春晖职业培训学校"])),
            "hours": .integer(Int64(chance.int(4...20) * 8)),
        ]
        guard end < today else {
            values["result"] = .text("in_class")
            return MadeRecord(register: "training_record", key: "training", values: values)
        }
        let result = results.pick(&chance)
        values["end_date"] = .day(end)
        values["result"] = .text(result)
        if result == "passed" {
            let certificate = chance.holds(330) ? "special" : chance.holds(180) ? "skill_level" : "completion"
            values["certificate_kind"] = .text(certificate)
            values["certificate_date"] = .day(min(end.adding(days: 10), today))
        }
        return MadeRecord(register: "training_record", key: "training", values: values)
    }

    private static func kind(of name: String) -> String {
        if name.contains("按摩") { return "massage" }
        if name.contains("创业") { return "start_up" }
        return name.contains("实用技术") || name.contains("种植") ? "rural" : "skill"
    }

    private static let results = Weighted<String>([("passed", 890), ("failed", 50), ("dropped", 60)])
}
