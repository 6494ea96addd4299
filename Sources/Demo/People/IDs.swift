import Base

/// Gives out citizen ids of one part of the city, each only once. Different parts use different serial numbers of the
/// same region, day and sex, so that parts can be made without knowing of each other.
struct IDs {
    private let part: Int
    private var used: Set<String> = []

    /// - Parameter part: 0 to 499.
    init(part: Int) {
        self.part = part
    }

    mutating func next(_ traits: Traits, _ chance: inout Chance) -> (text: String, born: Day) {
        let elsewhere = chance.holds(60)
        let region = elsewhere ? chance.pick(["990203", "990322", "990481"]) : traits.village.issuingRegion
        var born = traits.born
        while true {
            let text = MadeID.citizen(region: region, born: born, male: traits.male, serial: serial(region, born))
            if used.insert(text).inserted { return (text, born) }
            // Already taken within this part: born a day earlier.
            born = born.adding(days: -1)
        }
    }

    /// Differs from part to part for the same region and day, because 171 and 500 have no common divisor.
    private func serial(_ region: String, _ born: Day) -> Int {
        let place = region.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
        return (part * 171 + (place &* 7_919 &+ born.number &* 104_729) % 500 + 500) % 500
    }
}
