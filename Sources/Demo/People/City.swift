import Base

/// The people of the made-up city, in parts of two thousand. The same seed gives the same people, part by part.
struct City: Sendable {
    /// How many people a part has; it is written in one transaction.
    static let partSize = 2_000

    let seed: UInt64
    let people: Int
    let time: MadeTime
    let villages: Villages

    var parts: Int { (people + City.partSize - 1) / City.partSize }

    /// How many people a part has.
    func count(ofPart part: Int) -> Int {
        min(City.partSize, people - part * City.partSize)
    }

    /// The households of a part.
    func part(_ part: Int) -> [MadeHousehold] {
        var chance = Chance(seed: seed, stream: UInt64(part) + 1)
        var ids = IDs(part: part)
        let maker = HouseholdMaker(time: time, villages: villages)
        var households: [MadeHousehold] = []
        var left = count(ofPart: part)
        while left > 0 {
            let number = "YH\(String(part * 10_000 + households.count + 10_000_000).dropFirst())"
            let household = maker.household(number: number, most: left, &ids, &chance)
            left -= household.people.count
            households.append(household)
        }
        return households
    }
}
