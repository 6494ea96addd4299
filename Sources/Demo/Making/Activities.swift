import Base
import Registers

/// The assistance month, warm-heart activities and fairs of a year.
enum Activities {
    static func records(of year: Int, counties: [RegionEntry], until today: Day) -> [FieldValues] {
        counties.enumerated().flatMap { index, county -> [FieldValues] in
            [
                record(
                    "\(year)年\(county.name)就业援助月", "month", Day(year: year, month: 1, day: 8 + index), 24, county, index
                ),
                record("\(county.name)残疾人专场招聘会", "fair", Day(year: year, month: 3, day: 10 + index), 0, county, index),
                record("\(county.name)就业援助暖心活动", "warm", Day(year: year, month: 9, day: 12 + index), 2, county, index),
            ].compactMap { $0 }.filter { ($0["activity_date"]?.day ?? today) < today }
        }
    }

    private static func record(
        _ name: String, _ kind: String, _ day: Day?, _ days: Int, _ county: RegionEntry, _ index: Int
    ) -> FieldValues? {
        guard let day else { return nil }
        let size = Int64(40 + index * 13 % 60)
        return [
            "name": .text(name), "activity_kind": .text(kind), "activity_date": .day(day),
            "end_date": .day(day.adding(days: days)), "region": .text(county.code.text),
            "place": .text("\(county.name)政务服务中心广场"), "organiser": .text("\(county.name)残联、人力资源社会保障局"),
            "audience": .list(["registered", "zero_family", "graduate"]),
            "deliveries": .list(["post", "policy", "service"]),
            "employers": .integer(kind == "warm" ? 4 : 12 + Int64(index)), "posts_offered": .integer(size * 2),
            "people_served": .integer(size * 3), "people_visited": .integer(kind == "fair" ? 0 : size),
            "intentions": .integer(size / 3), "employed": .integer(size / 6),
        ]
    }
}
