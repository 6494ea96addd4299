import Base

/// How far each county is with the round: one nearly done, one late, the others between them.
enum RoundPace {
    private static let counties: [String: Int] = [
        "990101": 965, "990102": 820, "990121": 700, "990122": 330, "990123": 610, "990181": 760, "9901A1": 900,
    ]

    /// Of a thousand people, how many have been seen in a village's town.
    static func permille(_ village: RegionCode) -> Int {
        let county = counties[String(village.text.prefix(6))] ?? 650
        let town = village.text.prefix(9).utf8.reduce(0) { ($0 &* 31 &+ Int($1)) % 1_009 }
        return min(985, max(150, county + town % 121 - 60))
    }
}
