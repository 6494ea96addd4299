import Base

/// The ages of people with certificates: few children, most between forty-five and seventy-five.
enum Ages {
    private static let bands = Weighted<ClosedRange<Int>>([
        (3...6, 7), (7...15, 26), (16...19, 18), (20...24, 24), (25...29, 28), (30...34, 41), (35...39, 50),
        (40...44, 56), (45...49, 72), (50...54, 104), (55...59, 118), (60...64, 108), (65...69, 112), (70...74, 100),
        (75...79, 71), (80...84, 42), (85...94, 23),
    ])
    private static let withIntellectual = Weighted<ClosedRange<Int>>([
        (3...6, 30), (7...15, 90), (16...19, 60), (20...29, 130), (30...39, 170), (40...49, 190), (50...59, 200),
        (60...69, 90), (70...79, 40),
    ])

    static func age(_ category: String, _ chance: inout Chance) -> Int {
        chance.int((category == "5" ? withIntellectual : bands).pick(&chance))
    }

    /// A birthday for an age that is complete on a day.
    static func birth(age: Int, on day: Day, _ chance: inout Chance) -> Day {
        day.adding(months: -12 * age).adding(days: -chance.int(0...364))
    }
}
